/** A deadline whose clock stands still while slow motion holds anybody: a student who reads a line is no lost answer. */
import { monotonicMs } from '../clock'
import { atDeadline } from '../next-turn'
import type { Gate } from './gate'

/** How often it looks whether somebody is held. */
const lookMs = 20

export class Patience {
  readonly #gate: Pick<Gate, 'anyHeld' | 'heldMs'>
  readonly #over: () => void
  #leftMs: number
  #lookedMs = monotonicMs()
  #heldMs: number
  #takeBack: () => void

  /** @param over called once, when `waitMs` have passed in which nobody was held, unless end() came first */
  constructor(waitMs: number, gate: Pick<Gate, 'anyHeld' | 'heldMs'>, over: () => void) {
    this.#leftMs = waitMs
    this.#gate = gate
    this.#heldMs = gate.heldMs
    this.#over = over
    this.#takeBack = this.#plan()
  }

  #plan(): () => void {
    return atDeadline(Math.max(1, Math.min(lookMs, this.#leftMs)), () => this.#look())
  }

  #look(): void {
    const nowMs = monotonicMs()
    const { heldMs, anyHeld } = this.#gate
    // This thread itself may have been held since the last look, and be so no more.
    if (!anyHeld) this.#leftMs -= nowMs - this.#lookedMs - (heldMs - this.#heldMs)
    this.#lookedMs = nowMs
    this.#heldMs = heldMs
    if (this.#leftMs < 0.5) this.#over()
    else this.#takeBack = this.#plan()
  }

  end(): void {
    this.#takeBack()
  }
}
