/** What came of a run of the balancer. */
import * as v from 'valibot'
import { count, list, text, timeMs } from '#shared/bounded'
import { engineNames } from '#shared/events/engine'
import type { Outcome } from '#shared/events/session'
import { balancingLimits, balancingSchema } from './parameters'

const hop = v.exactOptional(v.strictObject({ sent: count, received: count, lost: count }))
const drops = v.exactOptional(v.nullable(count))
/** µs from a client's send() to its answer, of all that came back; null: none did. */
const latency = v.strictObject({ p50: v.nullable(count), p99: v.nullable(count) })

export const balanceOutcomeSchema = v.strictObject({
  parameters: balancingSchema,
  servers: list(
    v.strictObject({
      name: text(40),
      /** Datagrams with numbers. */
      received: count,
      replied: count,
      /** Datagrams that the kernel dropped at its socket; null where it does not tell. */
      kernelDrops: v.nullable(count),
      latencyMicros: latency
    }),
    balancingLimits.servers.maximum
  ),
  /** Distinct numbers (hops.ts). */
  ledger: v.strictObject({
    sent: count,
    returned: count,
    hops: v.strictObject({
      'client-balancer': hop,
      'balancer-server': hop,
      'server-balancer': hop,
      'balancer-client': hop,
      'client-server': hop,
      'server-client': hop
    }),
    notForwarded: count,
    notAnswered: count,
    notReturned: count
  }),
  /** Datagrams that send() of a client refused. */
  unsent: count,
  /** Answers whose number had come back before. */
  duplicated: count,
  /** Sessions that the balancer began. */
  sessions: count,
  /** Clients that had more than one server. */
  sessionsMoved: count,
  /** When a server was closed in mid-run: clients whose server was another one, and how many of them have a third one since. */
  survivors: v.nullable(v.strictObject({ clients: count, moved: count })),
  latencyMicros: latency,
  /** What the pool had received, as far as the lab had heard, when server 1 was closed; null: it was not. */
  stoppedAfter: v.nullable(count),
  /** The first server that the balancer took out; null: it took none out. */
  failure: v.nullable(
    v.strictObject({
      server: text(40),
      by: v.picklist(['refused', 'timed-out']),
      /** Ms after the server was closed; null: it was not. */
      detectedAfterMs: v.nullable(timeMs),
      /** Requests that clients sent after that, and whose answers never came. */
      lostAfterDetection: count
    })
  ),
  /** Datagrams that the kernel dropped at the sockets that each hop ends at; null where it does not tell. */
  drops: v.strictObject({
    'client-balancer': drops,
    'balancer-server': drops,
    'server-balancer': drops,
    'balancer-client': drops,
    'client-server': drops,
    'server-client': drops
  }),
  /** Events that the lab could not take and that no figure has: 0 unless the machine was far too slow. */
  untold: count,
  elapsedMs: timeMs,
  /** Of the servers' sockets. */
  engine: v.picklist(engineNames)
})
export type BalanceOutcome = v.InferOutput<typeof balanceOutcomeSchema>

export const outcomeKind = 'balance'
export type KeptOutcome = Outcome<BalanceOutcome, typeof outcomeKind>

export const outcomeIn = (outcome: Outcome | null): BalanceOutcome | null =>
  outcome?.kind === outcomeKind ? (outcome.value as BalanceOutcome) : null
export const balanceOutcome = (value: BalanceOutcome): KeptOutcome => ({ kind: outcomeKind, value })
