/** The runs of one task: one at a time, until the lab ends; what is on can be cancelled, and be waited for. */
import { done, failure, type Result } from '#shared/fault'

export const busy = failure('run/already-running', 'A run is already in progress.', {
  advice: 'Wait until the run is done, or cancel the run.'
})
const ending = failure('run/cancelled', 'The lab ends: no run begins any more.')

export class OneAtATime {
  #running: Promise<unknown> | null = null
  #cancelled = false
  #ended = false
  #stop: (() => void) | null = null

  get isRunning(): boolean {
    return this.#running !== null
  }

  /** Somebody has cancelled the work that is on. */
  get isCancelled(): boolean {
    return this.#cancelled
  }

  /** Until the work is done nothing else of the task goes on. */
  async alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#running) return busy
    if (this.#ended) return ending
    this.#cancelled = false
    const running = work()
    this.#running = running
    try {
      return await running
    } finally {
      this.#running = null
      this.#stop = null
    }
  }

  /** From now on this is what cancelling does; at once, if it was cancelled already. */
  stoppedBy(stop: () => void): void {
    this.#stop = stop
    if (this.#cancelled) stop()
  }

  /** Stops the work that is on; what it has measured by then is its outcome. */
  cancel(): Result<void> {
    if (!this.#running) return failure('run/not-running', 'There is no run to cancel.')
    this.#cancelled = true
    this.#stop?.()
    return done
  }

  /** Resolves when nothing is on any more; what is, is cancelled, and so is what follows at once. */
  async finish(): Promise<void> {
    while (this.#running) {
      this.cancel()
      await this.#running
    }
  }

  /** As finish, for good. */
  async end(): Promise<void> {
    this.#ended = true
    await this.finish()
  }
}
