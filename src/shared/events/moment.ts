/** One event at one endpoint, as what shows it (a line, an arrow, a row of code) names it to the others. */
import type { EndpointAddress } from './address'
import { EventKind, type EventKindCode } from './batch'
import type { Datagram } from './datagrams'

export interface Moment {
  endpointId: number
  timeMs: number
  kind: EventKindCode
  /** Only what printed this line of the event, from 0. */
  printed?: number
  peer?: EndpointAddress | null
}

/** Two views of one event. A served datagram is one event, received and sent at once. */
export function sameEvent(a: Moment, b: Moment): boolean {
  return a.endpointId === b.endpointId && a.timeMs === b.timeMs
}

/** Two views of one half of an event: what was received, or what was sent. */
export function sameMoment(a: Moment, b: Moment): boolean {
  return sameEvent(a, b) && (a.kind === b.kind || a.kind === EventKind.served || b.kind === EventKind.served)
}

/** The send and the receive of a datagram, as far as they happened at sockets that we know. */
export function momentsOf({ from, to, toAddress, sentMs, arrivedMs }: Datagram): Moment[] {
  const moments: Moment[] = []
  if (from) moments.push({ endpointId: from.id, timeMs: sentMs, kind: EventKind.sent, peer: toAddress })
  if (to && arrivedMs !== null) {
    moments.push({ endpointId: to.id, timeMs: arrivedMs, kind: EventKind.received })
  }
  return moments
}
