/** The kernel as a witness of a run: what it counted at each socket, set beside our own ledger. */

/** `socket`: each socket's own counter. `system`: sums over all sockets, an estimate. `none`: nobody counted. */
export type WitnessSource = 'socket' | 'system' | 'none'

/** Why the sockets' own counters are not there. */
export type WitnessGap = 'not-counted' | 'unreadable' | 'no-row'

/** `unknown`: the two figures cannot be compared, because one is missing or others' datagrams are in it. */
export type Agreement = 'agrees' | 'differs' | 'unknown'

export interface WitnessSide {
  /** Datagrams of the run that did not come out of this socket's receive queue, by our ledger. */
  lost: number
  /** Datagrams that the kernel dropped at this socket during the run; null where it does not tell. */
  drops: number | null
  /** Datagrams from others that were read at this socket: some of the drops may be theirs too. */
  foreign: number
  /** Datagrams that were read here once more after their number had come: some of the drops may be copies too. */
  copies: number
  agreement: Agreement
}

/** How far the system's own sums over all UDP sockets grew during the run; null where it keeps no such sum. */
export interface SystemCounts {
  /** Datagrams delivered to sockets. */
  inDatagrams: number | null
  /** Datagrams that could not be delivered, for whatever reason but that nobody had the port. */
  inErrors: number | null
  /** Those of them that found a receive buffer full. */
  receiveBufferErrors: number | null
}

export interface Witness {
  source: WitnessSource
  /** Null when each socket's own counter was read. */
  gap: WitnessGap | null
  server: WitnessSide
  client: WitnessSide
  system: SystemCounts | null
}

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
