/** Writes an endpoint's events into columns and hands them on in batches, at most 60 a second. */
import type { EndpointAddress } from '#shared/events/address'
import {
  columnOf,
  type EventBatch,
  type EventKindCode,
  numericFlag,
  truncatedFlag
} from '#shared/events/batch'
import { countsOf } from '#shared/events/beyond'
import { keptPayloadBytes, payloadNumber } from '#shared/events/payload'
import { monotonicMs } from '../clock'
import { noOverflow, type Overflow } from './overflow'
import { PayloadTable, PeerTable } from './row-tables'

type Batch = Omit<EventBatch, 'sessionId' | 'endpointId'>

/** 60 batches a second and no more. */
const batchIntervalMs = 1000 / 60 + 0.4

export class Recorder {
  readonly #deliver: (batch: Batch) => void
  #capacity = 1024
  #timeMs = new Float64Array(this.#capacity)
  #kind = new Uint8Array(this.#capacity)
  #peer = new Uint32Array(this.#capacity)
  #value = new Uint32Array(this.#capacity)
  #sizeBytes = new Uint32Array(this.#capacity)
  #count = 0
  #first = 0
  #flushedMs = -Infinity
  #timer: NodeJS.Timeout | null = null
  readonly #peers = new PeerTable()
  readonly #payloads = new PayloadTable()
  readonly #overflow: Overflow
  /** Nobody reads the events: they are counted, and told as counts. */
  #counting = false

  constructor(deliver: (batch: Batch) => void, overflow = noOverflow()) {
    this.#deliver = deliver
    this.#overflow = overflow
  }

  /** All that recvfrom gives out is kept whole; of what is sent, as much. */
  keepPayloads(receiveSizeBytes: number): void {
    this.#payloads.keptBytes = Math.max(keptPayloadBytes, receiveSizeBytes)
  }

  /** From now on datagrams are only counted. */
  countOnly(): void {
    this.#counting = true
  }

  /** Row of the peer table, from 1. */
  peerRow(address: string, port: number): number {
    return this.#peers.row(address, port)
  }

  /** An event with a payload; what was received may have been cut to the receive size: `sizeBytes` is its whole length. */
  payload(
    kind: EventKindCode,
    address: string,
    port: number,
    payload: Uint8Array,
    sizeBytes = payload.length,
    timeMs?: number
  ): void {
    if (this.#counting) return this.#overflow.count(kind, sizeBytes)
    const truncated = sizeBytes > payload.length
    const number = truncated ? -1 : payloadNumber(payload)
    if (number >= 0) {
      return this.#row(kind | numericFlag, this.peerRow(address, port), number, sizeBytes, timeMs)
    }
    if (!this.#overflow.admits()) return this.#tally(kind, sizeBytes)
    if (this.#overflow.over) this.#overflow.end()
    const peer = this.peerRow(address, port)
    this.#row(truncated ? kind | truncatedFlag : kind, peer, this.#payloads.row(payload), sizeBytes, timeMs)
  }

  /** An event about a number that needs no payload to be told: the hot path of a burst. */
  number(kind: EventKindCode, peer: number, number: number, sizeBytes: number, timeMs?: number): void {
    if (this.#counting) return this.#overflow.count(kind, sizeBytes)
    this.#row(kind | numericFlag, peer, number, sizeBytes, timeMs)
  }

  /** An event without a payload. */
  plain(kind: EventKindCode, peer: EndpointAddress | null): void {
    this.#row(kind, peer ? this.peerRow(peer.address, peer.port) : 0, 0, 0)
  }

  /** The lab has all that was before the first event that is only counted. */
  #tally(kind: EventKindCode, sizeBytes: number): void {
    if (!this.#overflow.over) this.#hand()
    this.#overflow.count(kind, sizeBytes)
  }

  #row(kind: number, peer: number, value: number, sizeBytes: number, nowMs = monotonicMs()): void {
    if (this.#count === this.#capacity) this.#grow()
    const row = this.#count++
    this.#timeMs[row] = nowMs
    this.#kind[row] = kind
    this.#peer[row] = peer
    this.#value[row] = value
    this.#sizeBytes[row] = sizeBytes
    if (nowMs - this.#flushedMs >= batchIntervalMs) this.#hand(nowMs)
    else this.#timer ??= setTimeout(() => this.#hand(), batchIntervalMs)
  }

  #grow(): void {
    this.#capacity *= 2
    this.#timeMs = grown(this.#timeMs, new Float64Array(this.#capacity))
    this.#kind = grown(this.#kind, new Uint8Array(this.#capacity))
    this.#peer = grown(this.#peer, new Uint32Array(this.#capacity))
    this.#value = grown(this.#value, new Uint32Array(this.#capacity))
    this.#sizeBytes = grown(this.#sizeBytes, new Uint32Array(this.#capacity))
  }

  /** Whoever asks has all that happened by now. */
  flush(): void {
    this.#hand()
    this.#overflow.tell()
  }

  #hand(nowMs = monotonicMs()): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#flushedMs = nowMs
    const count = this.#count
    if (count === 0) return
    // A lab that does not take what it is sent gets no more of it than it can hold.
    const admitted = this.#overflow.admitsNumbers()
    const baseMs = this.#timeMs[0]!
    // The times are needed no more: they make room for their distances.
    for (let row = 0; row < count; row++) this.#timeMs[row] = Math.trunc((this.#timeMs[row]! - baseMs) * 1000)
    const batch: Batch = {
      first: this.#first,
      count,
      baseMs,
      offsetUs: columnOf(this.#timeMs, count),
      kind: columnOf(this.#kind, count),
      peer: columnOf(this.#peer, count),
      value: columnOf(this.#value, count),
      sizeBytes: columnOf(this.#sizeBytes, count),
      newPeers: admitted ? this.#peers.take() : [],
      newPayloads: admitted ? this.#payloads.take() : []
    }
    this.#count = 0
    if (!admitted) return this.#overflow.countAll(countsOf(batch))
    this.#first += count
    this.#deliver(batch)
  }
}

function grown<T extends Float64Array | Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
