/** How long nothing has come: looked at now and then, so that no datagram has to be timed. */
import { monotonicMs } from '../clock'
import { nextTurn } from '../next-turn'

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

/**
 * Until nothing has come for `silenceMs`, or `most` have come since now. A thread that was kept from running finds its timers
 * due before it has read what came meanwhile: so the sockets get their turn before each look, and once more for the answers
 * to what was sent last.
 *
 * @param received counts what has come in all
 */
export async function untilSilent(received: () => number, silenceMs: number, most: number): Promise<void> {
  const silence = new Silence(received)
  const end = received() + most
  do {
    await new Promise((resolve) => setTimeout(resolve, Math.min(silenceMs, 10)))
    await nextTurn()
  } while (silence.ms() < silenceMs && received() < end)
  await nextTurn()
}
