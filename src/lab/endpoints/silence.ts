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
