/**
 * Keeping to the clock without burning a core. Both sides of a run sleep for what is worth sleeping for and make good
 * afterwards, so that on a busy machine the scheduler finds two threads that are mostly asleep and wakes them in time.
 */
import { monotonicMs } from '../clock'

/** A wait shorter than this is not worth a sleep: it is left to add up. */
export const shortestSleepMs = 0.25
/** A sender that was kept from its work sends at most this much of what is due at once: a burst would be loss. */
export const burstMs = 5
/** The rest it makes good at 1.25 times the rate. */
export const catchUpInterval = 0.8
/** A server that was kept from its work, or had none for a moment, makes good at most this much. */
export const serviceCatchUpMs = 50

/** Puts the whole thread to sleep for `ms`, or until `control[slot]` is set. */
function sleepThread(ms: number, control: Int32Array, slot: number): void {
  Atomics.wait(control, slot, 0, ms)
}

/** When each datagram of a burst is due. */
export class SendPace {
  readonly #startMs = monotonicMs()
  readonly #intervalMs: number
  #dueMs = -Infinity

  /** @param rate datagrams per second; 0: everything is due at once */
  constructor(rate: number) {
    this.#intervalMs = rate > 0 ? 1000 / rate : 0
  }

  /** Moves on to datagram `index` (from 0), once for each. */
  #advance(index: number): void {
    const plannedMs = this.#startMs + index * this.#intervalMs
    const soonestMs = this.#dueMs + catchUpInterval * this.#intervalMs
    this.#dueMs = Math.max(plannedMs, soonestMs, monotonicMs() - burstMs)
  }

  /**
   * Holds the thread, and so keeps the socket from reading, until datagram `index` is due. `beforeSleep` hands over what is
   * due already.
   */
  holdThread(index: number, control: Int32Array, slot: number, beforeSleep: () => void): void {
    if (this.#intervalMs === 0) return
    this.#advance(index)
    let waitMs = this.#dueMs - monotonicMs()
    while (waitMs > shortestSleepMs && Atomics.load(control, slot) === 0) {
      beforeSleep()
      sleepThread(waitMs, control, slot)
      waitMs = this.#dueMs - monotonicMs()
    }
  }

  /** Lets the socket read (`wait`), until datagram `index` is due or `stop` says so. */
  async readUntil(index: number, stop: () => boolean, wait: (ms: number) => Promise<void>): Promise<void> {
    if (this.#intervalMs === 0) return
    this.#advance(index)
    let waitMs = this.#dueMs - monotonicMs()
    while (waitMs > shortestSleepMs && !stop()) {
      await wait(Math.min(waitMs, 100))
      waitMs = this.#dueMs - monotonicMs()
    }
  }
}

/**
 * The busy time of a server. While there is work it keeps to its own clock, due = max(due + service, now - 50 ms):
 * what the scheduler takes from one service, the next ones make good. After a longer pause it begins anew.
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
    const wasIdle = nowMs - this.#doneMs > serviceCatchUpMs
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
