/** How often something died lately: a page that dies once a week is not one that dies at every start. */
import { monotonicMs } from '#lab/clock'

const withinMs = 60_000

export class CrashCount {
  readonly #maximum: number
  readonly #nowMs: () => number
  #timesMs: number[] = []

  /** @param maximum how many deaths within a minute are borne */
  constructor(maximum: number, nowMs: () => number = monotonicMs) {
    this.#maximum = maximum
    this.#nowMs = nowMs
  }

  /** Counts one. True when that is one too many within a minute: somebody is asked then, and it counts anew. */
  tooMany(): boolean {
    const nowMs = this.#nowMs()
    this.#timesMs = [...this.#timesMs.filter((timeMs) => nowMs - timeMs < withinMs), nowMs]
    if (this.#timesMs.length <= this.#maximum) return false
    this.#timesMs = []
    return true
  }
}
