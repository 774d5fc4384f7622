/** The run whose events come piece by piece: what came is written at once, so that it is not there twice. */
import { failure, type Result, success } from '#shared/fault'
import { EventWriter, type WrittenEvents } from '../packed/event-writer'
import type { HistoryCommands } from './protocol'

export class Writing {
  /** One at a time: of one that was given up half-way, since its asker was told of a fault, the next takes the place. */
  #now: { writing: number; writer: EventWriter } | null = null

  /** Fault: history/not-written, when it was not begun here: this thread may have come after one that died. */
  take({ writing, plan, batches }: HistoryCommands['keepEvents']['input']): Result<void> {
    if (plan) this.#now = { writing, writer: new EventWriter(plan) }
    if (this.#now?.writing !== writing) return lost
    this.#now.writer.add(batches)
    return success(undefined)
  }

  /** Faults: as take. @throws RangeError when some of its batches did not come */
  end(writing: number): Result<WrittenEvents> {
    if (this.#now?.writing !== writing) return lost
    const { writer } = this.#now
    this.#now = null
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
