/** The rows of one endpoint that are of some kinds and about numbers of the run, one after the other. */
import { cell, type EventBatch, type EventKindCode, kindMask } from '#shared/events/batch'
import { numberOf } from './fates'

export interface StreamSource {
  batches: readonly EventBatch[]
  kinds: readonly EventKindCode[]
  /** Row of the partner in the endpoint's peer table. */
  partner: number
  /** The run's numbers are 1 to `count`. */
  count: number
  /** Rows that are passed over. */
  repeated: ReadonlySet<number>
}

/** It stands at a row; after the last one its time is Infinity. */
export class EventStream {
  /** Never before the row that came before it: what is played never goes back. */
  timeMs = -Infinity
  /** As the event itself says: what names it to other views. */
  ownMs = 0
  kind = 0
  number = 0
  sizeBytes = 0
  #batch = 0
  #row = -1
  readonly #from: StreamSource
  readonly #wanted: number

  constructor(from: StreamSource) {
    this.#from = from
    this.#wanted = from.kinds.reduce((mask, kind) => mask | (1 << kind), 0)
    this.next()
  }

  next(): void {
    const { batches, partner, count, repeated } = this.#from
    for (; this.#batch < batches.length; this.#batch++, this.#row = -1) {
      const batch = batches[this.#batch]!
      for (let row = this.#row + 1; row < batch.count; row++) {
        const kind = cell(batch.kind, row) & kindMask
        if ((this.#wanted & (1 << kind)) === 0) continue
        const number = numberOf(batch, row, partner, count)
        if (number === 0 || (repeated.size > 0 && repeated.has(batch.first + row))) continue
        this.#row = row
        this.kind = kind
        this.number = number
        this.sizeBytes = cell(batch.sizeBytes, row)
        this.ownMs = batch.baseMs + cell(batch.offsetUs, row) / 1000
        if (this.ownMs > this.timeMs) this.timeMs = this.ownMs
        return
      }
    }
    this.timeMs = Infinity
  }

  keep(): readonly number[] {
    return [this.#batch, this.#row, this.timeMs]
  }

  restore([batch = 0, row = -1, timeMs = -Infinity]: readonly number[]): void {
    this.#batch = batch
    this.timeMs = timeMs
    const { batches } = this.#from
    const at = batches[batch]
    if (!at) return
    // Read the row again: what it says is not kept.
    this.#row = row
    this.kind = cell(at.kind, row) & kindMask
    this.number = cell(at.value, row)
    this.sizeBytes = cell(at.sizeBytes, row)
    this.ownMs = at.baseMs + cell(at.offsetUs, row) / 1000
  }
}
