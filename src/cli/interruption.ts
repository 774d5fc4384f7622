/** The user's wish that a command ends: Ctrl-C, or SIGTERM of whoever started it. */
import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM'] as const
type EndingSignal = (typeof signals)[number]

/** Thrown out of work that nobody waits for any more; nothing has failed. */
export class Interrupted extends Error {}

/** What a command does to end in order may take this long; then the system closes what is open. */
const graceMs = 1000

export class Interruption {
  #signal: EndingSignal | null = null
  /** Resolves at the first signal. A second one ends the process as if nobody listened. */
  readonly happened: Promise<void>

  constructor() {
    this.happened = new Promise((resolve) => {
      for (const signal of signals) {
        process.once(signal, () => {
          this.#signal ??= signal
          resolve()
        })
      }
    })
  }

  get signal(): EndingSignal | null {
    return this.#signal
  }

  /** As a shell tells it: 128 and the signal's number; 130 for SIGINT, 143 for SIGTERM. Null: there was none. */
  get exitCode(): number | null {
    return this.#signal && 128 + constants.signals[this.#signal]
  }

  /** The work's value. @throws Interrupted as soon as the user asks for an end */
  async over<T>(work: Promise<T>): Promise<T> {
    const interrupted = this.happened.then(() => {
      throw new Interrupted('interrupted')
    })
    return Promise.race([work, interrupted])
  }

  /** Resolves when a command that was told to end has had time enough for it. */
  async overdue(): Promise<void> {
    await this.happened
    await new Promise((resolve) => setTimeout(resolve, graceMs).unref())
  }
}
