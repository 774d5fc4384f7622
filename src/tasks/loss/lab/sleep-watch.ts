/** Whether the machine slept in mid-run: the wall clock goes on then, and the monotonic clock does not (clock_gettime(2)). */
import { monotonicMs } from '#lab/clock'

/** Less than this is what a time server corrects. */
const leastMs = 1000

export interface Clocks {
  wallMs: () => number
  ownMs: () => number
}

const clocks: Clocks = { wallMs: () => Date.now(), ownMs: monotonicMs }

export class SleepWatch {
  readonly #clocks: Clocks
  readonly #apartMs: number

  /** Begins now. */
  constructor(ofThese = clocks) {
    this.#clocks = ofThese
    this.#apartMs = this.#apart()
  }

  #apart(): number {
    return this.#clocks.wallMs() - this.#clocks.ownMs()
  }

  /** ms that the clocks went apart since it began; nothing where that is too little to mean a sleep. */
  slept(): { sleptMs?: number } {
    const sleptMs = Math.round(this.#apart() - this.#apartMs)
    return sleptMs < leastMs ? {} : { sleptMs }
  }
}
