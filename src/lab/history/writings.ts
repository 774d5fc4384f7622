/** Runs whose events come piece by piece: what came is written at once, so that no run is there twice. */
import { failure, type Result, success } from '#shared/fault'
import { EventWriter, type WrittenEvents } from '../packed/event-writer'
import type { HistoryCommands } from './protocol'

export class Writings {
  readonly #writers = new Map<number, EventWriter>()

  /** Fault: history/not-written, when it was not begun here: this thread may have come after one that died. */
  take({ writing, plan, batches }: HistoryCommands['keepEvents']['input']): Result<void> {
    // One that was given up half-way, since its asker was told of a fault, is over when the next begins.
    if (plan) this.#writers.clear()
    const writer = plan ? new EventWriter(plan) : this.#writers.get(writing)
    if (!writer) return lost
    this.#writers.set(writing, writer)
    writer.add(batches)
    return success(undefined)
  }

  /** Faults: as take. @throws RangeError when some of its batches did not come */
  end(writing: number): Result<WrittenEvents> {
    const writer = this.#writers.get(writing)
    if (!writer) return lost
    this.#writers.delete(writing)
    return success(writer.end())
  }
}

const lost = failure(
  'history/not-written',
  'The history was not written: a part of the run’s events was lost.',
  {
    advice: 'The run itself is whole: save it as a file, or run again.'
  }
)
