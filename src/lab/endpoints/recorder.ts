/** Writes an endpoint's events into columns and hands them on in batches, at most 60 a second. */
import type { EndpointAddress } from '../../shared/model/address'
import {
  columnOf,
  type EventBatch,
  type EventKindCode,
  numericFlag,
  truncatedFlag
} from '../../shared/model/batch'
import { payloadNumber } from '../../shared/model/payload'
import { monotonicMs } from '../clock'

type Batch = Omit<EventBatch, 'runId' | 'endpointId'>

/** 60 batches a second and no more. */
const batchIntervalMs = 1000 / 60 + 0.4
/** Payloads that are looked up before they are kept once more; a flood of different ones is kept as it comes. */
const payloadLookupLimit = 1024

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
  #peers = new Map<string, number>()
  #newPeers: EndpointAddress[] = []
  #lastAddress = ''
  #lastPort = -1
  #lastPeer = 0
  #payloads = new Map<string, number>()
  #payloadCount = 0
  #newPayloads: Uint8Array[] = []

  constructor(deliver: (batch: Batch) => void) {
    this.#deliver = deliver
  }

  /** Row of the peer table, from 1. */
  peerRow(address: string, port: number): number {
    if (port === this.#lastPort && address === this.#lastAddress) return this.#lastPeer
    const key = `${address}:${port}`
    let row = this.#peers.get(key)
    if (row === undefined) {
      row = this.#peers.size + 1
      this.#peers.set(key, row)
      this.#newPeers.push({ address, port })
    }
    this.#lastAddress = address
    this.#lastPort = port
    this.#lastPeer = row
    return row
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
    const truncated = sizeBytes > payload.length
    const number = truncated ? -1 : payloadNumber(payload)
    const peer = this.peerRow(address, port)
    if (number >= 0) return this.#row(kind | numericFlag, peer, number, sizeBytes, timeMs)
    this.#row(truncated ? kind | truncatedFlag : kind, peer, this.#payloadRow(payload), sizeBytes, timeMs)
  }

  /** An event about a number that needs no payload to be told: the hot path of a burst. */
  number(kind: EventKindCode, peer: number, number: number, sizeBytes: number, timeMs?: number): void {
    this.#row(kind | numericFlag, peer, number, sizeBytes, timeMs)
  }

  /** An event without a payload. */
  plain(kind: EventKindCode, peer: EndpointAddress | null): void {
    this.#row(kind, peer ? this.peerRow(peer.address, peer.port) : 0, 0, 0)
  }

  #payloadRow(payload: Uint8Array): number {
    const key = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('latin1')
    const known = this.#payloads.get(key)
    if (known !== undefined) return known
    this.#payloadCount += 1
    this.#newPayloads.push(Uint8Array.from(payload))
    if (this.#payloads.size >= payloadLookupLimit) this.#payloads.clear()
    this.#payloads.set(key, this.#payloadCount)
    return this.#payloadCount
  }

  #row(kind: number, peer: number, value: number, sizeBytes: number, nowMs = monotonicMs()): void {
    if (this.#count === this.#capacity) this.#grow()
    const row = this.#count++
    this.#timeMs[row] = nowMs
    this.#kind[row] = kind
    this.#peer[row] = peer
    this.#value[row] = value
    this.#sizeBytes[row] = sizeBytes
    if (nowMs - this.#flushedMs >= batchIntervalMs) this.flush(nowMs)
    else this.#timer ??= setTimeout(() => this.flush(), batchIntervalMs)
  }

  #grow(): void {
    this.#capacity *= 2
    this.#timeMs = grown(this.#timeMs, new Float64Array(this.#capacity))
    this.#kind = grown(this.#kind, new Uint8Array(this.#capacity))
    this.#peer = grown(this.#peer, new Uint32Array(this.#capacity))
    this.#value = grown(this.#value, new Uint32Array(this.#capacity))
    this.#sizeBytes = grown(this.#sizeBytes, new Uint32Array(this.#capacity))
  }

  flush(nowMs = monotonicMs()): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#flushedMs = nowMs
    const count = this.#count
    if (count === 0) return
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
      newPeers: this.#newPeers,
      newPayloads: this.#newPayloads
    }
    this.#first += count
    this.#count = 0
    this.#newPeers = []
    this.#newPayloads = []
    this.#deliver(batch)
  }
}

function grown<T extends Float64Array | Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
