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

export class EventStore {
  readonly batches: EventBatch[] = []
  readonly peers: EndpointAddress[] = []
  readonly payloads: Uint8Array[] = []
  count = 0

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
      peer: peer === 0 ? null : this.peers[peer - 1]!,
      payload: numeric ? numberPayload(value, sizeBytes) : value === 0 ? null : this.payloads[value - 1]!,
      sizeBytes,
      truncated: (kind & truncatedFlag) !== 0
    }
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
