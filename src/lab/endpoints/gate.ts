/**
 * Where an endpoint's thread stops before each call of its program while slow motion is on. It really stops: the thread
 * sleeps, so that nothing is sent, and what comes waits in the kernel's receive buffer, whichever engine reads it.
 */
import type { HeldCall, Whereabouts } from '#shared/events/motion'
import { monotonicMs } from '../clock'
import { controlSlots } from './protocol'

/** Slots of the Int32Array that the threads of one task share. `on`: stop before each call,
 * 0 or the number of times that it was switched on; `held`: how many are stopped. */
export const motionSlots = { on: 0, held: 1, length: 2 } as const

/** A sleeping thread gives a sign of life at least this often. */
const beatMs = 500

export class Gate {
  readonly #control: Int32Array
  readonly #motion: Int32Array
  readonly #tell: (place: Whereabouts) => void
  #stops = 0
  #heldMs = 0

  /** @param tell called before the thread falls asleep: the lab must know by then all that happened before */
  constructor(control: Int32Array, motion: Int32Array, tell: (place: Whereabouts) => void) {
    this.#control = control
    this.#motion = motion
    this.#tell = tell
  }

  get on(): boolean {
    return Atomics.load(this.#motion, motionSlots.on) !== 0
  }

  /** The lab wants an end: whatever the program would do next, it does not. */
  get cancelled(): boolean {
    return Atomics.load(this.#control, controlSlots.cancel) !== 0
  }

  /** Somebody of this task is stopped: time that is waited now does not count. */
  get anyHeld(): boolean {
    return this.on && Atomics.load(this.#motion, motionSlots.held) > 0
  }

  /** Ms that this thread has slept here. */
  get heldMs(): number {
    return this.#heldMs
  }

  /**
   * Stops before a call while slow motion is on.
   * @param index which of several lines with this call, from 0
   * @returns false: do not make the call, the endpoint is to end
   */
  pass(call: HeldCall, index = 0): boolean {
    if (this.cancelled) return false
    const times = Atomics.load(this.#motion, motionSlots.on)
    if (times === 0) return true
    const stop = ++this.#stops
    this.#tell({ phase: 'held', call, index, stop })
    const sinceMs = monotonicMs()
    this.#sleepUntil(() => this.#isLetGo(stop, times))
    this.#heldMs += monotonicMs() - sinceMs
    return !this.cancelled
  }

  #isLetGo(stop: number, times: number): boolean {
    if (Atomics.load(this.#motion, motionSlots.on) !== times) return true
    return Atomics.load(this.#control, controlSlots.released) >= stop
  }

  /** Stops before the receiving call, and tells that the endpoint is inside it. */
  receives(): boolean {
    if (!this.pass('receive')) return false
    this.tellWaiting()
    return true
  }

  tellWaiting(): void {
    if (this.on) this.#tell({ phase: 'waiting' })
  }

  /** Sleeps as the program of a slow server does. */
  sleep(ms: number): void {
    const endMs = monotonicMs() + ms
    this.#sleepUntil(() => monotonicMs() >= endMs, endMs)
  }

  /** Whoever changes what is waited for counts `wake` up, so that no change is slept through. */
  #sleepUntil(so: () => boolean, endMs = Number.POSITIVE_INFINITY): void {
    for (;;) {
      const seen = Atomics.load(this.#control, controlSlots.wake)
      if (this.cancelled || so()) return
      Atomics.wait(this.#control, controlSlots.wake, seen, Math.min(beatMs, endMs - monotonicMs()))
      Atomics.add(this.#control, controlSlots.beat, 1)
    }
  }
}
