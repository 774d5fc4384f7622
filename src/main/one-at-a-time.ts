/** Work of which there is one at a time, and some rest after it: more is refused in words, not queued. */
import { failure, type Result, success } from '#shared/fault'

export class OneAtATime {
  #busy = false
  #endedAtMs = -Infinity
  readonly #refusal: ReturnType<typeof failure>
  readonly #restMs: number
  readonly #nowMs: () => number

  constructor(message: string, advice: string, restMs = 0, nowMs: () => number = () => performance.now()) {
    this.#refusal = failure('lab/busy', message, { advice })
    this.#restMs = restMs
    this.#nowMs = nowMs
  }

  async take<T>(work: () => Promise<T>): Promise<Result<T>> {
    if (this.#busy || this.#nowMs() - this.#endedAtMs < this.#restMs) return this.#refusal
    this.#busy = true
    try {
      return success(await work())
    } finally {
      this.#busy = false
      this.#endedAtMs = this.#nowMs()
    }
  }
}
