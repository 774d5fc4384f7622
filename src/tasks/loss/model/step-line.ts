/** A line of steps that keeps few enough points to be drawn: of many in a moment the highest and the last. */

export interface Step {
  /** From here on … */
  atMs: number
  /** … it is this. */
  value: number
}

export class StepLine {
  readonly #steps: Step[] = [{ atMs: 0, value: 0 }]
  /** How long a moment is; 0: every step is kept. */
  readonly #momentMs: number
  /** Where the moment ends that is gathered now. Plain numbers: of millions of steps a few thousand become objects. */
  #untilMs = 0
  #isEmpty = true
  #highestAtMs = 0
  #highest = 0
  #lastAtMs = 0
  #last = 0

  /** @param events how many may come, in the order of their times. With fewer than `stepsMaximum` all are kept */
  constructor(spanMs: number, events: number, stepsMaximum: number) {
    this.#momentMs = events <= stepsMaximum ? 0 : Math.max((2 * spanMs) / stepsMaximum, Number.MIN_VALUE)
  }

  add(atMs: number, value: number): void {
    if (this.#momentMs === 0) {
      this.#steps.push({ atMs, value })
      return
    }
    if (atMs >= this.#untilMs) {
      this.#flush()
      this.#untilMs = (Math.floor(atMs / this.#momentMs) + 1) * this.#momentMs
    }
    this.#lastAtMs = atMs
    this.#last = value
    if (!this.#isEmpty && value <= this.#highest) return
    this.#isEmpty = false
    this.#highestAtMs = atMs
    this.#highest = value
  }

  #flush(): void {
    if (this.#isEmpty) return
    const isLast = this.#highestAtMs === this.#lastAtMs && this.#highest === this.#last
    if (!isLast) this.#steps.push({ atMs: this.#highestAtMs, value: this.#highest })
    this.#steps.push({ atMs: this.#lastAtMs, value: this.#last })
    this.#isEmpty = true
  }

  /** The steps, the last of them held until `atMs`. */
  end(atMs: number): readonly Step[] {
    this.#flush()
    this.#steps.push({ atMs, value: this.#steps.at(-1)!.value })
    return this.#steps
  }
}
