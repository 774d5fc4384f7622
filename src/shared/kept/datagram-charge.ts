/** What the kernel charges a receive buffer for one datagram of the run's longest payload, and when it drops one. */
import * as v from 'valibot'
import { count } from '../bounded'

/**
 * When a datagram is dropped. Both rules are Linux's (net/ipv4/udp.c, __udp_enqueue_schedule_skb): `would-exceed` since
 * 6.18 (commit 9aaec660b5be), `exceeded` before, so that one more fits.
 */
export const fullRules = ['would-exceed', 'exceeded'] as const
export type FullRule = (typeof fullRules)[number]

export const chargeSchema = v.strictObject({
  payloadBytes: count,
  /** truesize: payload, headers and the kernel's own structures. */
  bytes: v.pipe(v.number(), v.finite()),
  /** Measured on a socket of this system just now; runs of version 0.1 may have taken it from a table. */
  source: v.picklist(['measured', 'table']),
  /** By which rule the filled probe was full; null: by neither. Runs of version 0.1 do not say. */
  rule: v.optional(v.nullable(v.picklist(fullRules))),
  /** Version of the kernel that was measured (uname(2), release). */
  kernel: v.optional(v.pipe(v.string(), v.maxLength(256)))
})
export type DatagramCharge = v.InferOutput<typeof chargeSchema>

/**
 * Datagrams that a queue holds which nobody reads, and at least one: an empty queue takes any.
 *
 * @param grantedBytes SO_RCVBUF as granted
 * @param chargeBytes what one datagram is charged
 */
export function heldByRule(grantedBytes: number, chargeBytes: number, rule: FullRule): number {
  const fit = Math.floor(grantedBytes / chargeBytes)
  return rule === 'exceeded' ? fit + 1 : Math.max(1, fit)
}
