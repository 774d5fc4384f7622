/** A deadline whose clock stands still while slow motion holds anybody: a student who reads a line is no lost answer. */
import { monotonicMs } from '../clock'
import type { Gate } from './gate'

/** How often it looks whether somebody is held. */
const lookMs = 20

export class Patience {
  readonly #gate: Pick<Gate, 'anyHeld' | 'heldMs'>
  readonly #over: () => void
  #leftMs: number
  #lookedMs = monotonicMs()
  #heldMs: number
  #timer: NodeJS.Timeout

  /** @param over called once, when `waitMs` have passed in which nobody was held, unless end() came first */
  constructor(waitMs: number, gate: Pick<Gate, 'anyHeld' | 'heldMs'>, over: () => void) {
    this.#leftMs = waitMs
    this.#gate = gate
    this.#heldMs = gate.heldMs
    this.#over = over
    this.#timer = this.#plan()
  }

  #plan(): NodeJS.Timeout {
    return setTimeout(() => this.#look(), Math.max(1, Math.min(lookMs, this.#leftMs)))
  }

  #look(): void {
    const nowMs = monotonicMs()
    const { heldMs, anyHeld } = this.#gate
    // This thread itself may have been held since the last look, and be so no more.
    if (!anyHeld) this.#leftMs -= nowMs - this.#lookedMs - (heldMs - this.#heldMs)
    this.#lookedMs = nowMs
    this.#heldMs = heldMs
    if (this.#leftMs < 0.5) this.#over()
    else this.#timer = this.#plan()
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
