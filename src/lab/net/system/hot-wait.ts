/**
 * How a socket waits for the next datagram while they come: it looks again for a moment, and only then sleeps in the kernel.
 * To sleep and to be woken costs more than a datagram, above all in a virtual machine, where a processor that has nothing to do
 * leaves the machine; so whoever asks and answers in turn pays it for every datagram. Between two looks it gives way, since
 * whoever is to send the datagram may be waiting for this very processor.
 */
import { availableParallelism } from 'node:os'

/** A datagram and its answer take as long on loopback. */
const lookMs = 0.02
/** Waits that are slept through at once after looking was in vain, doubled each time up to this. */
const mostSlept = 255

export class HotWait {
  readonly #read: (wait: boolean) => number
  readonly #giveWay: () => void
  readonly #nowMs: () => number
  readonly #looks: boolean
  /** Looking was in vain: so many of the next waits do not try it. */
  #toSleep = 0
  #slept = 0

  /**
   * @param read reads once, and gives how many datagrams came; with `wait` it sleeps until one does, or its time is up
   * @param giveWay lets others run that wait for this processor; returns at once when none do
   * @param processors with one alone, whoever is waited for runs only when this thread sleeps
   */
  constructor(
    read: (wait: boolean) => number,
    giveWay: () => void,
    nowMs = () => performance.now(),
    processors = availableParallelism()
  ) {
    this.#read = read
    this.#giveWay = giveWay
    this.#nowMs = nowMs
    this.#looks = processors > 1
  }

  /** Gives how many datagrams came. */
  next(): number {
    if (this.#looks && this.#slept >= this.#toSleep) return this.#look() || this.#read(true)
    this.#slept += 1
    return this.#read(true)
  }

  #look(): number {
    this.#slept = 0
    const endMs = this.#nowMs() + lookMs
    do {
      const count = this.#read(false)
      if (count > 0) {
        this.#toSleep = 0
        return count
      }
      this.#giveWay()
    } while (this.#nowMs() < endMs)
    this.#toSleep = Math.min(2 * this.#toSleep + 1, mostSlept)
    return 0
  }
}
