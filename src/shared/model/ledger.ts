/** Where every number of a run went. Definitions: docs/model.md. */

export interface Ledger {
  /** Datagrams that the client's send() accepted. */
  sent: number
  /** Distinct numbers that the server received. */
  served: number
  /** Distinct numbers whose reply the server's send() accepted. */
  replied: number
  /** Distinct numbers that came back to the client. */
  returned: number
  /** Numbers that were sent and not served: sent - served. */
  lostRequests: number
  /** Numbers that were replied and not returned: replied - returned. */
  lostReplies: number
  /** Asked for, but refused by send(). */
  unsent: number
  /** Datagrams that arrived at a socket once more after their number had arrived there. */
  duplicated: number
  /** Returned datagrams whose number is below one that returned before them (RFC 4737, type-P-reordered). */
  reordered: number
  /** The smallest number that was sent and did not come back, or null. */
  firstLost: number | null
  /** (sent - returned) / sent; 0 when nothing was sent. */
  lossRatio: number
}

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
