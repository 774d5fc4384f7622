/** What is known of one server of the pool at a moment. */

/** `stopped`: its socket is closed; `taken-out`: the balancer sends it nothing; `over`: the pool is. */
export type ServerPhase = 'up' | 'stopped' | 'taken-out' | 'over'

export interface ServerState {
  /** By its own events, each datagram that it got. */
  received: number
  replied: number
  /** By the balancer's: handed to it, and answered by it. */
  asked: number
  answered: number
  /** Sessions that go on. */
  sessions: number
  /** Requests of those sessions that are not answered; null: nobody tells. */
  outstanding: number
  openMs: number | null
  closedMs: number | null
  /** Since when the balancer sends it nothing; null: it is in rotation. */
  takenOutMs: number | null
}

export const newServer = (): ServerState => ({
  received: 0,
  replied: 0,
  asked: 0,
  answered: 0,
  sessions: 0,
  outstanding: 0,
  openMs: null,
  closedMs: null,
  takenOutMs: null
})

/** @param overMs when the clients, or the balancer, were closed; null: they are not. What closes after that is no failure. */
export function phaseOf({ openMs, closedMs, takenOutMs }: ServerState, overMs: number | null): ServerPhase {
  const isClosed = closedMs !== null && (openMs === null || closedMs >= openMs)
  if (isClosed && (overMs === null || closedMs < overMs)) return 'stopped'
  if (takenOutMs !== null) return 'taken-out'
  return isClosed ? 'over' : 'up'
}
