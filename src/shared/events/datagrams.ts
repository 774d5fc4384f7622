/**
 * Which datagram arrived where: the sends at one socket matched to the receives at another, and what became of those
 * that nobody received. Only events are known; what no event tells is said to be unknown.
 */
import { type EndpointAddress, formatEndpoint } from './address'
import { EventKind, type LabEvent } from './batch'
import type { EndpointInfo } from './endpoint'
import {
  ownsAddress,
  type LadderSource,
  peerAt,
  SocketBook,
  type SocketSpan,
  stampToleranceMs,
  type TracedEndpoint,
  traceEndpoints
} from './socket-spans'

export type DatagramOutcome =
  | 'in-flight'
  | 'delivered'
  /** A socket was open there and read nothing: its receive buffer was full, or it closed first. */
  | 'lost'
  /** No socket that we know was open at that address. */
  | 'no-socket'
  /** The socket there is connected to another peer: its kernel threw the datagram away. */
  | 'filtered'
  /** An ICMP "port unreachable" came back to the (connected) sender. */
  | 'refused'
  /** send() itself refused it. */
  | 'unsent'
  /** It went to a program that is not ours. */
  | 'outside'

export interface Datagram {
  /** Stable over repeated derivations. */
  key: string
  /** The endpoint, or null for a program that is not ours. */
  from: EndpointInfo | null
  /** Also the socket that was there last, when none was any more. */
  to: EndpointInfo | null
  fromAddress: EndpointAddress | null
  toAddress: EndpointAddress | null
  sentMs: number
  arrivedMs: number | null
  /** When the ICMP error came back. */
  refusedMs: number | null
  /** Null where a reply was sent whose text nobody saw. */
  payload: Uint8Array | null
  sizeBytes: number
  outcome: DatagramOutcome
}

/** A send that nobody received is called lost only after this much later time. */
export const settleMs = 250
/** A datagram from an unknown address waits this long: its sender's own batch may still be on the way. */
const strangerMs = 100

interface Sent extends Datagram {
  owner: SocketSpan
  target: SocketSpan | null
  /** What a receive must carry to be this datagram; null: anything. */
  contents: string | null
}

/** The beginning of the payload: recvfrom() may have cut the rest. */
function contentsOf(payload: Uint8Array | null): string | null {
  return payload && String.fromCharCode(...payload.subarray(0, 1024))
}

/** @param patient slow motion is on: what its receiver has not read yet waits in an open socket's queue, and is not lost */
export function matchDatagrams(sources: readonly LadderSource[], nowMs: number, patient = false): Datagram[] {
  const traced = traceEndpoints(sources)
  const book = new SocketBook(traced.map((endpoint) => endpoint.span))
  const sent = traced.flatMap((endpoint) => sendsOf(endpoint, book))
  sent.sort((a, b) => a.sentMs - b.sentMs)
  const strangers = receiveAll(traced, book, queuesOf(sent), nowMs)
  refuseAll(traced, sent)
  const heard = new Set(strangers.map((datagram) => formatEndpoint(datagram.fromAddress!)))
  for (const datagram of sent) settle(datagram, heard, nowMs, patient)
  return [...sent, ...strangers].sort(inOrder)
}

/** By the time that both sides know of: a receive may be stamped before the send() that caused it returned. */
function inOrder(a: Datagram, b: Datagram): number {
  const beginning = (datagram: Datagram): number =>
    Math.min(datagram.sentMs, datagram.arrivedMs ?? Number.POSITIVE_INFINITY)
  return (
    beginning(a) - beginning(b) ||
    (a.arrivedMs ?? Number.POSITIVE_INFINITY) - (b.arrivedMs ?? Number.POSITIVE_INFINITY) ||
    0
  )
}

function sendsOf({ span, rows }: TracedEndpoint, book: SocketBook): Sent[] {
  const sends: Sent[] = []
  for (const { event, row } of rows) {
    const reply = event.kind === EventKind.served
    if (!reply && event.kind !== EventKind.sent && event.kind !== EventKind.unsent) continue
    const toAddress = event.peer ?? peerAt(span, event.timeMs)
    const target = toAddress && book.ownerAt(toAddress, event.timeMs)
    // An echo server returns what it received; the text of another server's reply is seen when it arrives.
    const unseen = reply && !span.echoes
    sends.push({
      key: `${span.info.id}:${row}`,
      from: span.info,
      to: (target ?? (toAddress && book.lastOwner(toAddress, event.timeMs)))?.info ?? null,
      fromAddress: span.local,
      toAddress,
      sentMs: event.timeMs,
      arrivedMs: null,
      refusedMs: null,
      payload: unseen ? null : event.payload,
      sizeBytes: unseen ? 0 : event.sizeBytes,
      outcome: event.kind === EventKind.unsent ? 'unsent' : 'in-flight',
      owner: span,
      target,
      contents: unseen ? null : contentsOf(event.payload)
    })
  }
  return sends
}

function isFiltered(datagram: Sent): boolean {
  const peer = datagram.target && peerAt(datagram.target, datagram.sentMs)
  return Boolean(peer && !ownsAddress(datagram.owner, peer))
}

type Queues = Map<string, Sent[]>

function queuesOf(sent: readonly Sent[]): Queues {
  const queues: Queues = new Map()
  for (const datagram of sent) {
    if (!datagram.target || datagram.outcome !== 'in-flight' || isFiltered(datagram)) continue
    const key = `${datagram.owner.info.id}>${datagram.target.info.id}`
    const queue = queues.get(key)
    if (queue) queue.push(datagram)
    else queues.set(key, [datagram])
  }
  return queues
}

/** Matches every receive to the first send that it can be; gives the datagrams that came from elsewhere. */
function receiveAll(
  traced: readonly TracedEndpoint[],
  book: SocketBook,
  queues: Queues,
  nowMs: number
): Datagram[] {
  const strangers: Datagram[] = []
  for (const { span, rows } of traced) {
    for (const { event, row } of rows) {
      if ((event.kind !== EventKind.received && event.kind !== EventKind.served) || !event.peer) continue
      const last = book.lastOwner(event.peer, event.timeMs)
      const sender = last && mayHaveSent(last, span) ? last : null
      if (sender) receive(queues.get(`${sender.info.id}>${span.info.id}`), event)
      else if (nowMs - event.timeMs >= strangerMs) strangers.push(strangeDatagram(span, event, row))
    }
  }
  return strangers
}

/** A socket that was opened after another one closed hears nothing of it: a program that is not ours has its port since. */
function mayHaveSent(sender: SocketSpan, receiver: SocketSpan): boolean {
  return !Number.isFinite(sender.closedMs) || receiver.openMs <= sender.closedMs
}

function receive(queue: Sent[] | undefined, event: LabEvent): void {
  const contents = contentsOf(event.payload)
  const index = (queue ?? []).findIndex(
    (datagram) =>
      datagram.sentMs <= event.timeMs + stampToleranceMs &&
      (datagram.contents === null || datagram.contents === contents)
  )
  if (!queue || index < 0) return
  const datagram = queue[index]!
  queue.splice(index, 1)
  datagram.arrivedMs = event.timeMs
  datagram.outcome = 'delivered'
  datagram.payload ??= event.payload
  datagram.sizeBytes ||= event.sizeBytes
}

function strangeDatagram(span: SocketSpan, event: LabEvent, row: number): Datagram {
  return {
    key: `${span.info.id}:${row}:in`,
    from: null,
    to: span.info,
    fromAddress: event.peer,
    toAddress: span.local,
    sentMs: event.timeMs,
    arrivedMs: event.timeMs,
    refusedMs: null,
    payload: event.payload,
    sizeBytes: event.sizeBytes,
    outcome: 'delivered'
  }
}

/** An ICMP error is the answer to the last datagram that went to that peer. */
function refuseAll(traced: readonly TracedEndpoint[], sent: readonly Sent[]): void {
  for (const { span, rows } of traced) {
    for (const { event } of rows) {
      if (event.kind !== EventKind.refused) continue
      const refused = sent.findLast(
        (datagram) =>
          datagram.owner === span &&
          datagram.outcome === 'in-flight' &&
          datagram.sentMs <= event.timeMs + stampToleranceMs &&
          (!event.peer || datagram.toAddress?.port === event.peer.port)
      )
      if (!refused) continue
      refused.outcome = 'refused'
      refused.refusedMs = event.timeMs
    }
  }
}

function settle(datagram: Sent, heard: ReadonlySet<string>, nowMs: number, patient: boolean): void {
  if (datagram.outcome !== 'in-flight') return
  if (datagram.toAddress && !datagram.target && heard.has(formatEndpoint(datagram.toAddress))) {
    datagram.outcome = 'outside'
    datagram.to = null
  } else if (isFiltered(datagram)) {
    datagram.outcome = 'filtered'
  } else if (patient && datagram.target?.closedMs === Number.POSITIVE_INFINITY) {
    return
  } else if (nowMs - datagram.sentMs >= settleMs) {
    datagram.outcome = datagram.target ? 'lost' : 'no-socket'
  }
}
