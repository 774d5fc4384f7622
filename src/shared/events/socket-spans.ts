/** From when to when a socket was open, at which address, and connected to whom: read from its events. */
import { type EndpointAddress, isAnyAddress, sameEndpoint } from './address'
import { EventKind, type LabEvent } from './batch'
import type { EndpointInfo } from './endpoint'

/** Two threads stamp one datagram: the receive may be stamped this much before the send. */
export const stampToleranceMs = 20

export interface LadderSource {
  info: EndpointInfo
  /** The last events of the endpoint, in order. */
  events: readonly LabEvent[]
  /** How many earlier events were left out. */
  firstRow: number
  /** Its program sends back what it receives. */
  echoes: boolean
}

export interface SocketSpan {
  info: EndpointInfo
  echoes: boolean
  local: EndpointAddress | null
  openMs: number
  closedMs: number
  /** The peers that connect() fixed, from when on; null: dissolved. */
  peers: { fromMs: number; peer: EndpointAddress | null }[]
}

export interface TracedEndpoint {
  span: SocketSpan
  rows: { event: LabEvent; row: number }[]
}

export function traceEndpoints(sources: readonly LadderSource[]): TracedEndpoint[] {
  return sources.map(({ info, events, firstRow, echoes }) => ({
    span: {
      info,
      echoes,
      local: info.state.phase === 'open' || info.state.phase === 'closed' ? info.state.local : null,
      openMs: firstRow > 0 ? Number.NEGATIVE_INFINITY : (events[0]?.timeMs ?? Number.POSITIVE_INFINITY),
      closedMs: closedAt(info, events),
      peers: events.flatMap((event) =>
        event.kind === EventKind.connected
          ? [{ fromMs: event.timeMs, peer: event.peer }]
          : event.kind === EventKind.disconnected
            ? [{ fromMs: event.timeMs, peer: null }]
            : []
      )
    },
    rows: events.map((event, row) => ({ event, row: firstRow + row }))
  }))
}

function closedAt(info: EndpointInfo, events: readonly LabEvent[]): number {
  const closed = events.findLast((event) => event.kind === EventKind.closed)
  if (closed) return closed.timeMs
  if (info.state.phase === 'open' || info.state.phase === 'opening') return Number.POSITIVE_INFINITY
  return events.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY
}

/** Whether datagrams for the address come to this socket; a socket bound to 0.0.0.0 or :: takes its port everywhere. */
export function ownsAddress(span: SocketSpan, address: EndpointAddress): boolean {
  if (!span.local) return false
  return isAnyAddress(span.local.address)
    ? span.local.port === address.port
    : sameEndpoint(span.local, address)
}

/** Which socket had an address when. */
export class SocketBook {
  #byPort = new Map<number, SocketSpan[]>()

  constructor(spans: readonly SocketSpan[]) {
    for (const span of spans) {
      if (!span.local) continue
      const sharing = this.#byPort.get(span.local.port)
      if (sharing) sharing.push(span)
      else this.#byPort.set(span.local.port, [span])
    }
  }

  /** The socket that was open there at that time. */
  ownerAt(address: EndpointAddress, timeMs: number): SocketSpan | null {
    return this.#latest(address, timeMs, (span) => span.closedMs >= timeMs)
  }

  /** The socket that was open there at that time, or that was the last one before. */
  lastOwner(address: EndpointAddress, timeMs: number): SocketSpan | null {
    return this.#latest(address, timeMs, () => true)
  }

  #latest(address: EndpointAddress, timeMs: number, fits: (span: SocketSpan) => boolean): SocketSpan | null {
    let owner: SocketSpan | null = null
    for (const span of this.#byPort.get(address.port) ?? []) {
      if (!ownsAddress(span, address) || span.openMs > timeMs + stampToleranceMs || !fits(span)) continue
      if (!owner || span.openMs >= owner.openMs) owner = span
    }
    return owner
  }
}

/** Whom the socket was connected to at that time. */
export function peerAt(span: SocketSpan, timeMs: number): EndpointAddress | null {
  return span.peers.findLast(({ fromMs }) => fromMs <= timeMs)?.peer ?? null
}
