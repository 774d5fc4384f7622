/** Where every number of a run went. Definitions: docs/model.md. */
import * as v from 'valibot'
import { count } from '#shared/bounded'

export const ledgerSchema = v.strictObject({
  /** Datagrams that the client's send() accepted. */
  sent: count,
  /** Distinct numbers that the server received. */
  served: count,
  /** Distinct numbers whose reply the server's send() accepted. */
  replied: count,
  /** Distinct numbers that came back to the client. */
  returned: count,
  /** Numbers that were sent and not served: sent - served. */
  lostRequests: count,
  /** Numbers that were replied and not returned: replied - returned. */
  lostReplies: count,
  /** Asked for, but refused by send(). */
  unsent: count,
  /** Datagrams that arrived at a socket once more after their number had arrived there. */
  duplicated: count,
  /** Returned datagrams whose number is below one that returned before them (RFC 4737, type-P-reordered). */
  reordered: count,
  /** The smallest number that was sent and did not come back, or null. */
  firstLost: v.nullable(count),
  /** (sent - returned) / sent; 0 when nothing was sent. */
  lossRatio: v.pipe(v.number(), v.minValue(0), v.maxValue(1))
})
export type Ledger = v.InferOutput<typeof ledgerSchema>

/** Bits of a number's row in the delivery column; `dropped`: by the emulated queue. */
export const Delivery = { sent: 1, served: 2, replied: 4, returned: 8, unsent: 16, dropped: 32 } as const

export type DeliveryOutcome = 'pending' | 'unsent' | 'lost-request' | 'no-reply' | 'lost-reply' | 'returned'

/** What became of a number, told from its delivery bits once the run is over. */
export function outcomeOf(bits: number): DeliveryOutcome {
  if (bits & Delivery.returned) return 'returned'
  if (bits & Delivery.replied) return 'lost-reply'
  if (bits & Delivery.served) return 'no-reply'
  if (bits & Delivery.sent) return 'lost-request'
  return bits & Delivery.unsent ? 'unsent' : 'pending'
}
