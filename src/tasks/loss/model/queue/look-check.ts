/** How far the film agrees with the looks at a receive queue that were taken while the run went on. */
import type { QueueName, QueueSamples } from '#shared/events/queue-samples'

/**
 * A look is taken within 0.1 ms or so, a send is stamped before its call, and a server that slept needs a moment to wake: a look
 * agrees when the film has as many waiting at some time within so much of it.
 */
export const lookToleranceMs = 1

export interface Agreement {
  /** Looks from the first send on. */
  looks: number
  agreeing: number
  /** The furthest that one was from the film, in datagrams. */
  furthest: number
}

export class LookCheck {
  readonly #timeMs: Float64Array
  readonly #bytes: Uint32Array
  readonly #chargeBytes: number
  readonly #lastMs: number
  #row = 0
  #fromMs = -Infinity
  #least = Infinity
  #most = -Infinity
  readonly agreement: Agreement = { looks: 0, agreeing: 0, furthest: 0 }

  constructor(
    samples: QueueSamples,
    queue: QueueName,
    chargeBytes: number,
    { firstMs, lastMs }: { firstMs: number; lastMs: number }
  ) {
    this.#timeMs = samples.timeMs
    this.#bytes = samples[queue].bytes
    this.#chargeBytes = chargeBytes
    this.#lastMs = lastMs
    while (this.#row < this.#timeMs.length && this.#timeMs[this.#row]! < firstMs) this.#row += 1
    this.#begin()
  }

  #begin(): void {
    const timeMs = this.#timeMs[this.#row] ?? Infinity
    this.#fromMs = timeMs > this.#lastMs ? Infinity : timeMs - lookToleranceMs
    this.#least = Infinity
    this.#most = -Infinity
  }

  /** `waiting` datagrams wait in the film until `untilMs`; told in the order of the times. */
  still(waiting: number, untilMs: number): void {
    while (untilMs >= this.#fromMs) {
      if (waiting < this.#least) this.#least = waiting
      if (waiting > this.#most) this.#most = waiting
      if (untilMs <= this.#fromMs + 2 * lookToleranceMs) return
      this.#settle()
    }
  }

  /** Nothing changes any more. */
  end(waiting: number): void {
    this.still(waiting, Number.MAX_VALUE)
  }

  #settle(): void {
    const seen = this.#bytes[this.#row]! / this.#chargeBytes
    const off = Math.max(0, this.#least - seen, seen - this.#most)
    this.agreement.looks += 1
    if (off === 0) this.agreement.agreeing += 1
    this.agreement.furthest = Math.max(this.agreement.furthest, off)
    this.#row += 1
    this.#begin()
  }
}
