/** The kernel as a witness of a run: what it counted at each socket, set beside our own ledger. */
import * as v from 'valibot'
import { count } from '#shared/bounded'
import { systemCountsSchema } from '#shared/kept/system-counts'

/** `socket`: each socket's own counter. `system`: sums over all sockets, an estimate. `none`: nobody counted. */
const sources = ['socket', 'system', 'none'] as const

/** Why the sockets' own counters are not there. */
const gaps = ['not-counted', 'unreadable', 'no-row', 'backwards'] as const
export type WitnessGap = (typeof gaps)[number]

/** `unknown`: the two figures cannot be compared, because one is missing or others' datagrams are in it. */
const agreements = ['agrees', 'differs', 'unknown'] as const
export type Agreement = (typeof agreements)[number]

const sideSchema = v.strictObject({
  /** Datagrams of the run that did not come out of this socket's receive queue, by our ledger. */
  lost: count,
  /** Datagrams that the kernel dropped at this socket during the run; null where it does not tell. */
  drops: v.nullable(count),
  /** Datagrams from others that were read at this socket: some of the drops may be theirs too. */
  foreign: count,
  /** Datagrams that were read here once more after their number had come: some of the drops may be copies too. */
  copies: count,
  agreement: v.picklist(agreements)
})
export type WitnessSide = v.InferOutput<typeof sideSchema>

export const witnessSchema = v.strictObject({
  source: v.picklist(sources),
  /** Null when each socket's own counter was read. */
  gap: v.nullable(v.picklist(gaps)),
  server: sideSchema,
  client: sideSchema,
  system: v.nullable(systemCountsSchema)
})
export type Witness = v.InferOutput<typeof witnessSchema>

/**
 * Whether the kernel's count and ours tell the same. On loopback every loss is a drop at a receive queue. More lost than
 * dropped is certain whoever else wrote to the socket: that much was lost on the way. Anything else can only be judged when
 * all that arrived at the socket was the run's own, each number once.
 */
export function judge({ lost, drops, foreign, copies }: Omit<WitnessSide, 'agreement'>): Agreement {
  if (drops === null) return 'unknown'
  if (drops < lost) return 'differs'
  if (drops > 0 && (foreign > 0 || copies > 0)) return 'unknown'
  return drops === lost ? 'agrees' : 'differs'
}

/** Datagrams that were lost, but that no receive queue dropped: the least that it must be. */
export function lostOnTheWay({ lost, drops }: Pick<WitnessSide, 'lost' | 'drops'>): number {
  return drops === null ? 0 : Math.max(0, lost - drops)
}

/** The worse of the two sides: what does not agree is never hidden behind what does. */
export function worstAgreement({ server, client }: Pick<Witness, 'server' | 'client'>): Agreement {
  const sides = [server.agreement, client.agreement]
  return (['differs', 'unknown'] as const).find((verdict) => sides.includes(verdict)) ?? 'agrees'
}
