/** How long nothing has come: looked at now and then, so that no datagram has to be timed. */
import { monotonicMs } from '../clock'

export class Silence {
  readonly #received: () => number
  #count: number
  #sinceMs = monotonicMs()

  /** @param received datagrams received so far */
  constructor(received: () => number) {
    this.#received = received
    this.#count = received()
  }

  /** Ms since the last look that found something new. */
  ms(): number {
    const nowMs = monotonicMs()
    const count = this.#received()
    if (count !== this.#count) this.#sinceMs = nowMs
    this.#count = count
    return nowMs - this.#sinceMs
  }
}

/** Until nothing has come for `silenceMs`, or `most` have come since now. @param received counts what has come in all */
export async function untilSilent(received: () => number, silenceMs: number, most: number): Promise<void> {
  const silence = new Silence(received)
  const end = received() + most
  while (silence.ms() < silenceMs && received() < end) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(silenceMs, 10)))
  }
}
