/** Reads an endpoint's own socket, and with it the others of its set as soon as there are some. */
import type { WaitOutcome } from './poll'
import type { TurnsReader } from './read-turns'
import type { Reader } from './reader'
import type { SocketSet } from './socket-set'

/** recvmmsg() waits a tick of the kernel for the next datagram; so do these together. */
const waitMs = 2

export class SetReader implements TurnsReader {
  readonly #own: Reader
  readonly #set: SocketSet

  constructor(own: Reader, set: SocketSet, descriptor: number) {
    this.#own = own
    this.#set = set
    set.join(descriptor, () => own.read(descriptor, false))
  }

  read(descriptor: number, wait: boolean): number {
    if (this.#set.size === 0) return this.#own.read(descriptor, wait)
    return this.#set.read(wait ? waitMs : 0)
  }

  giveWay(): void {
    this.#own.giveWay()
  }

  wait(descriptor: number, bell: number, ms: number): WaitOutcome {
    return this.#set.size === 0 ? this.#own.wait(descriptor, bell, ms) : this.#set.waitOrBell(bell, ms)
  }
}
