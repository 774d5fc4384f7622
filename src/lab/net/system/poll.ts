/** Waits for a few descriptors by ppoll(2). */
import type { SystemCalls } from './calls'
import { pollIn } from './constants'
import { Memory } from './memory'

export type WaitOutcome = 'readable' | 'woken' | 'time-out'

/** struct pollfd: fd, events, revents. */
const entryBytes = 8
const at = { events: 4, seen: 6 } as const
/** Before the entries: a struct timespec, and what is read from the bell. */
const before = { timeout: 0, bell: 16, entries: 24 } as const

export class Poll {
  readonly #calls: SystemCalls
  readonly #memory: Memory

  /** @param most descriptors, beside the bell */
  constructor(calls: SystemCalls, most: number) {
    this.#calls = calls
    this.#memory = new Memory(calls, before.entries + (most + 1) * entryBytes)
  }

  /** -1: nobody is waited for at this place. */
  watch(index: number, descriptor: number): void {
    const { view } = this.#memory
    const offset = before.entries + index * entryBytes
    view.setInt32(offset, descriptor, true)
    view.setInt16(offset + at.events, pollIn, true)
    view.setInt16(offset + at.seen, 0, true)
  }

  /** Waits for the first `count` of them; gives how many have something to read, or an error to tell. */
  wait(count: number, ms: number): number {
    this.#memory.writeTime(before.timeout, Math.max(0, ms), 1e9)
    const { address } = this.#memory
    return this.#calls.ppoll(address + before.entries, count, address + before.timeout, 0)
  }

  isReady(index: number): boolean {
    return this.#memory.view.getInt16(before.entries + index * entryBytes + at.seen, true) !== 0
  }

  /** Waits until one of the first `count` can be read, `bell` (an eventfd; -1: none) rings, or the time is up. */
  waitOrBell(count: number, bell: number, ms: number): WaitOutcome {
    this.watch(count, bell)
    if (this.wait(count + 1, ms) <= 0) return 'time-out'
    if (!this.isReady(count)) return 'readable'
    this.#calls.read(bell, this.#memory.address + before.bell, 8)
    return 'woken'
  }
}
