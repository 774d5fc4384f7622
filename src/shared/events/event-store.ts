/** The events of one endpoint: batches as they came, found again by row. */
import type { EndpointAddress } from './address'
import {
  cell,
  type EventBatch,
  type EventKindCode,
  kindMask,
  type LabEvent,
  numericFlag,
  truncatedFlag
} from './batch'
import { numberPayload } from './payload'

/** The first peers of an endpoint are pointed at for ever, later ones no longer than so many more have come. */
export const lastingPeers = 4096
export const peerReach = 4096
/** A payload is pointed at no longer than so many more have come. */
export const payloadReach = 1024

export class EventStore {
  readonly batches: EventBatch[] = []
  readonly peers: EndpointAddress[] = []
  readonly payloads: Uint8Array[] = []
  count = 0
  #forgottenPeers = 0
  #forgottenPayloads = 0

  /** Takes a batch; one that was seen before (after a reload) changes nothing. Returns whether it was new. */
  add(batch: EventBatch): boolean {
    if (batch.first !== this.count) return false
    this.batches.push(batch)
    for (const peer of batch.newPeers) this.peers.push(peer)
    for (const payload of batch.newPayloads) this.payloads.push(payload)
    this.count += batch.count
    return true
  }

  /** The event in row `row` of `batch`. */
  read(batch: EventBatch, row: number): LabEvent {
    const kind = cell(batch.kind, row)
    const peer = cell(batch.peer, row)
    const value = cell(batch.value, row)
    const numeric = (kind & numericFlag) !== 0
    const sizeBytes = cell(batch.sizeBytes, row)
    return {
      kind: (kind & kindMask) as EventKindCode,
      timeMs: batch.baseMs + cell(batch.offsetUs, row) / 1000,
      peer: peer === 0 ? null : this.#peer(peer),
      payload: numeric ? numberPayload(value, sizeBytes) : value === 0 ? null : this.#payload(value),
      sizeBytes,
      truncated: (kind & truncatedFlag) !== 0
    }
  }

  #peer(row: number): EndpointAddress {
    return this.peers[row - 1 - (row > lastingPeers ? this.#forgottenPeers : 0)]!
  }

  #payload(row: number): Uint8Array {
    return this.payloads[row - 1 - this.#forgottenPayloads]!
  }

  /** For whoever reads each batch once, as it comes: forgets all that no later batch points at. */
  forget(): void {
    this.batches.length = 0
    const late = Math.max(0, this.peers.length - lastingPeers - peerReach)
    this.peers.splice(lastingPeers, late)
    this.#forgottenPeers += late
    const old = Math.max(0, this.payloads.length - payloadReach)
    this.payloads.splice(0, old)
    this.#forgottenPayloads += old
  }

  /** The event of a row counted over all batches. */
  at(row: number): LabEvent {
    let low = 0
    let high = this.batches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.batches[middle]!.first <= row) low = middle
      else high = middle - 1
    }
    const batch = this.batches[low]
    if (!batch || row < batch.first || row >= batch.first + batch.count)
      throw new RangeError(`no event ${row}`)
    return this.read(batch, row - batch.first)
  }

  *[Symbol.iterator](): Generator<LabEvent> {
    for (const batch of this.batches) {
      for (let row = 0; row < batch.count; row++) yield this.read(batch, row)
    }
  }
}
