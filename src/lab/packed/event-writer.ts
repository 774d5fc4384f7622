/**
 * Writes the fixed form of a run's events (event-codec.ts reads it), all at once or batch by batch as they come.
 *
 * Rows are written as their distance from the row before, since numbers and times mostly rise by little: that is what
 * makes them small once they are compressed.
 */
import { cell, type Column, type EventBatch } from '#shared/events/batch'
import { sizeOfBatch } from '#shared/events/batch-size'
import { ByteWriter } from './bytes'
import { columnNames } from './event-columns'
import { type EventForm, formOf, writePeer } from './peer-form'

/** What must be known of all batches before the first is written. */
export interface EventsPlan {
  batches: number
  form: EventForm
  /** Room that they do not outgrow. */
  mostBytes: number
}

export interface WrittenEvents {
  raw: Uint8Array
  eventCount: number
}

/** No step between two rows takes more than twice the bytes of its row, and what else there is takes less than its objects. */
export const planOf = (batches: readonly EventBatch[]): EventsPlan => ({
  batches: batches.length,
  form: formOf(batches),
  mostBytes: batches.reduce((sum, batch) => sum + 2 * sizeOfBatch(batch), 1 << 16)
})

export class EventWriter {
  readonly #writer: ByteWriter
  readonly #form: EventForm
  #left: number
  #eventCount = 0

  constructor({ batches, form, mostBytes }: EventsPlan) {
    this.#writer = new ByteWriter(mostBytes)
    this.#form = form
    this.#left = batches
    this.#writer.byte(form)
    this.#writer.whole(batches)
  }

  /** The next batches, in their order. */
  add(batches: readonly EventBatch[]): void {
    for (const batch of batches) this.#add(batch)
    this.#left -= batches.length
  }

  #add(batch: EventBatch): void {
    const writer = this.#writer
    this.#eventCount += batch.count
    writer.whole(batch.endpointId)
    writer.whole(batch.first)
    writer.whole(batch.count)
    writer.float64(batch.baseMs)
    for (const name of columnNames) writeColumn(writer, batch[name], batch.count)
    writer.whole(batch.newPeers.length)
    for (const peer of batch.newPeers) writePeer(writer, peer, this.#form)
    writer.whole(batch.newPayloads.length)
    for (const payload of batch.newPayloads) {
      writer.whole(payload.length)
      writer.bytes(payload)
    }
  }

  /** @throws RangeError when there are not as many batches as were planned */
  end(): WrittenEvents {
    if (this.#left !== 0) throw new RangeError(`${this.#left} batches of the run are missing`)
    return { raw: this.#writer.finish(), eventCount: this.#eventCount }
  }
}

export function writeEvents(batches: readonly EventBatch[]): WrittenEvents {
  const writer = new EventWriter(planOf(batches))
  writer.add(batches)
  return writer.end()
}

function writeColumn(writer: ByteWriter, column: Column, count: number): void {
  if (typeof column === 'number') {
    writer.byte(0)
    writer.whole(column)
    return
  }
  writer.byte(1)
  let before = 0
  for (let row = 0; row < count; row++) {
    const value = cell(column, row)
    const step = value - before
    // Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …
    writer.whole(step < 0 ? -2 * step - 1 : 2 * step)
    before = value
  }
}
