/** The lab's end of what it shares with an endpoint's thread that may be too busy, or asleep, to read messages. */
import { closeSync } from 'node:fs'
import { type Bell, makeBell, silentBell } from '../net/system/bell'
import { controlSlots } from './protocol'

export class ThreadControl {
  readonly buffer = new SharedArrayBuffer(4 * controlSlots.length)
  readonly #slots = new Int32Array(this.buffer)
  readonly #bell: Bell

  /** @param waitsInCalls the thread waits in system calls, where only a bell wakes it */
  constructor(waitsInCalls: boolean) {
    this.#bell = waitsInCalls ? makeBell() : silentBell
  }

  get bell(): number {
    return this.#bell.descriptor
  }

  /** Counts the thread's signs of life. */
  get beat(): number {
    return Atomics.load(this.#slots, controlSlots.beat)
  }

  ring(): void {
    this.#bell.ring()
  }

  /** Asks whatever keeps the thread busy to stop. */
  cancel(): void {
    Atomics.store(this.#slots, controlSlots.cancel, 1)
    Atomics.notify(this.#slots, controlSlots.cancel)
    this.wake()
    this.ring()
  }

  /** Tells a client that waits for answers that none is missing which could still come. */
  endWait(): void {
    Atomics.store(this.#slots, controlSlots.enough, 1)
    this.ring()
  }

  /**
   * So many bytes of events have been taken.
   * @param more false: no more payloads are kept, the thread only counts them from now on
   */
  took(bytes: number, more: boolean): void {
    Atomics.sub(this.#slots, controlSlots.flightBytes, bytes)
    if (!more) Atomics.store(this.#slots, controlSlots.full, 1)
  }

  /** Lets it make the call before which slow motion stopped it for the `stop`th time. */
  release(stop: number): void {
    Atomics.store(this.#slots, controlSlots.released, stop)
    this.wake()
  }

  /** A thread that slow motion holds looks again whether it is to go on. */
  wake(): void {
    Atomics.add(this.#slots, controlSlots.wake, 1)
    Atomics.notify(this.#slots, controlSlots.wake)
  }

  /** The thread is gone. A descriptor that it made itself outlives it: the port is free only when it is closed. */
  end(): void {
    this.#bell.close()
    const descriptor = Atomics.exchange(this.#slots, controlSlots.descriptor, 0)
    if (descriptor > 0) closeSync(descriptor)
  }
}
