/**
 * Keeping to the clock without burning a core. Both sides of a run sleep for what is worth sleeping for and make good
 * afterwards, so that on a busy machine the scheduler finds two threads that are mostly asleep and wakes them in time.
 */
import { monotonicMs } from '../clock'

/** A wait shorter than this is not worth a sleep: it is left to add up. */
const shortestSleepMs = 0.25
/** A sender that was kept from its work for longer than this does not send the rest at once: a burst would be loss. */
const catchUpMs = 15
/** A server that was kept from its work makes good at most this much. */
const serviceCatchUpMs = 50
/** A pause this long between two datagrams means that there was nothing to do: an idle server saves no time up. */
const idleMs = 20

/** Puts the whole thread to sleep for `ms`, or until `control[slot]` is set. */
function sleepThread(ms: number, control: Int32Array, slot: number): void {
  Atomics.wait(control, slot, 0, ms)
}

/** When each datagram of a burst is due. */
export class SendPace {
  #startMs = monotonicMs()
  readonly #intervalMs: number

  /** @param rate datagrams per second; 0: everything is due at once */
  constructor(rate: number) {
    this.#intervalMs = rate > 0 ? 1000 / rate : 0
  }

  /** ms until datagram `index` (from 0) is due; 0: now. */
  waitMs(index: number): number {
    if (this.#intervalMs === 0) return 0
    const waitMs = this.#startMs + index * this.#intervalMs - monotonicMs()
    if (waitMs < -catchUpMs) this.#startMs -= waitMs + catchUpMs
    return Math.max(0, waitMs)
  }

  /** Holds the thread, and so keeps the socket from reading, until datagram `index` is due. */
  holdThread(index: number, control: Int32Array, slot: number): void {
    let waitMs = this.waitMs(index)
    while (waitMs > shortestSleepMs && Atomics.load(control, slot) === 0) {
      sleepThread(waitMs, control, slot)
      waitMs = this.waitMs(index)
    }
  }

  /** Lets the event loop turn, and so the socket read, until datagram `index` is due or `stop` says so. */
  async yieldUntil(index: number, stop: () => boolean): Promise<void> {
    let waitMs = this.waitMs(index)
    while (waitMs > shortestSleepMs && !stop()) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 100)))
      waitMs = this.waitMs(index)
    }
  }
}

/**
 * The busy time of a server. While there is work it keeps to its own clock, due = max(due + service, now - 50 ms):
 * what the scheduler takes from one service, the next ones make good.
 */
export class ServicePace {
  readonly #serviceMs: number
  #dueMs = 0
  #doneMs = -Infinity

  constructor(serviceUs: number) {
    this.#serviceMs = serviceUs / 1000
  }

  /** Holds the thread for the service of one datagram, or until `control[slot]` is set. */
  serve(control: Int32Array, slot: number): void {
    if (this.#serviceMs === 0) return
    let nowMs = monotonicMs()
    const wasIdle = nowMs - this.#doneMs > idleMs
    this.#dueMs = wasIdle
      ? nowMs + this.#serviceMs
      : Math.max(this.#dueMs + this.#serviceMs, nowMs - serviceCatchUpMs)
    while (this.#dueMs - nowMs > shortestSleepMs && Atomics.load(control, slot) === 0) {
      sleepThread(this.#dueMs - nowMs, control, slot)
      nowMs = monotonicMs()
    }
    this.#doneMs = nowMs
  }
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
