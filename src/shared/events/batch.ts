/**
 * What happened at an endpoint, as columns. A run of 1,000,000 numbers has 3,000,000 events; they travel and are
 * kept as typed arrays, and a column whose rows are all alike is one number.
 */
import type { EndpointAddress } from './address'

/** What an event says. The low six bits of the kind column. */
export const EventKind = {
  /** The socket is bound and receives. */
  listening: 1,
  /** send() accepted the datagram. */
  sent: 2,
  /** recvfrom() returned the datagram. */
  received: 3,
  /** recvfrom() returned the datagram and the reply to it was accepted by send() at once. */
  served: 4,
  /** The datagram was asked for, but send() refused it: nothing left the socket. */
  unsent: 5,
  /** An ICMP "port unreachable" came back to this (connected) socket: ECONNREFUSED. */
  refused: 6,
  /** The wait ended and nobody had answered. */
  timedOut: 7,
  /** connect() fixed the peer. */
  connected: 8,
  /** The peer was dissolved again. */
  disconnected: 9,
  /** The socket is closed. */
  closed: 10,
  /** The emulated queue in the server was full and dropped the datagram that the socket had given out. */
  dropped: 11,
  /** The datagram's source is this very socket's own address: it was forged, and is never answered. */
  forged: 12,
  /**
   * The peer is a server too, and is not answered: after so many of the same datagram (the number), or, with 0, at once. Of a
   * program that hands datagrams on: it had nobody to hand this one to.
   */
  unanswered: 13
} as const

export type EventKindCode = (typeof EventKind)[keyof typeof EventKind]

export const kindMask = 0x3f
/** The value column holds the number that the payload spells, not a row of the payload table. */
export const numericFlag = 0x80
/** The datagram was longer than the receive size: recvfrom gave its beginning and the rest is gone. */
export const truncatedFlag = 0x40

/**
 * One value for every row, or one a row as its distance from the least, in as few bytes as that takes: a batch is a
 * sixtieth of a second, so its times and numbers lie close together.
 */
export type Column = number | { base: number; above: Uint8Array | Uint16Array | Uint32Array }

export function cell(column: Column, row: number): number {
  return typeof column === 'number' ? column : column.base + column.above[row]!
}

/** The column of the first `count` values, which are whole numbers from 0 to 2^32 - 1. */
export function columnOf(values: ArrayLike<number>, count = values.length): Column {
  let least = values[0] ?? 0
  let most = least
  for (let row = 1; row < count; row++) {
    const value = values[row]!
    if (value < least) least = value
    else if (value > most) most = value
  }
  if (least === most) return least
  const range = most - least
  const above =
    range < 256 ? new Uint8Array(count) : range < 65_536 ? new Uint16Array(count) : new Uint32Array(count)
  for (let row = 0; row < count; row++) above[row] = values[row]! - least
  return { base: least, above }
}

/** How many rows of the batch are of one of these kinds. */
export function countKinds(batch: EventBatch, ...kinds: EventKindCode[]): number {
  const isWanted = (kind: number): boolean => kinds.includes((kind & kindMask) as EventKindCode)
  if (typeof batch.kind === 'number') return isWanted(batch.kind) ? batch.count : 0
  let count = 0
  for (let row = 0; row < batch.count; row++) {
    if (isWanted(cell(batch.kind, row))) count += 1
  }
  return count
}

export interface EventBatch {
  sessionId: string
  endpointId: number
  /** Rows before this batch at this endpoint: a batch that was seen already is known by it. */
  first: number
  count: number
  /** Time of row 0 in ms on the machine's monotonic clock, the same for all threads of the process. */
  baseMs: number
  /** Time of each row in µs after `baseMs`. */
  offsetUs: Column
  kind: Column
  /** Row of the endpoint's peer table, counted from 1; 0 is no peer. */
  peer: Column
  /** A number, or a row of the endpoint's payload table counted from 1 (see `numericFlag`); 0 is no payload. */
  value: Column
  /** Bytes of payload on the wire, or that were to go there: a refused datagram may be longer than any. */
  sizeBytes: Column
  /** Rows that this batch adds to the endpoint's peer table. */
  newPeers: EndpointAddress[]
  /** Rows that this batch adds to the endpoint's payload table. */
  newPayloads: Uint8Array[]
}

/** One row, read out for showing. */
export interface LabEvent {
  kind: EventKindCode
  timeMs: number
  peer: EndpointAddress | null
  /** The payload as received (cut to the receive size), or the beginning of what was sent; null: the event has none. */
  payload: Uint8Array | null
  sizeBytes: number
  truncated: boolean
}
