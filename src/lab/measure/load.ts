/**
 * Plays a paced run through, datagram by datagram: both sides keep to the clock as src/lab/endpoints/pace.ts does, in
 * groups, because a short wait is not slept but left to add up, and a sleep ends late. Derivation: docs/model.md.
 */
import { burstMs, catchUpInterval, serviceCatchUpMs, shortestSleepMs } from '../endpoints/pace'
import type { PlayedQueue } from '#shared/kept/receive-queue'
import { seededUniform } from './seeded'

/** How late a thread goes on that has slept: always by the timer's slack, sometimes by what else the machine does. */
export interface Lateness {
  /** ms that every sleep lasts longer than it was asked for. */
  slackMs: number
  /** Mean of what comes on top of that, exponentially distributed, in ms. */
  meanMs: number
  /** ms from the moment that the client's clock starts until the server has its first datagram: both begin cold. */
  startMs: number
  /** A client that reads while it sends waits in its event loop, whose timers count whole ms. */
  timerMs: number
}

/**
 * Linux: 50 µs of timer slack (prctl(2), PR_SET_TIMERSLACK) and the way back to the processor. The start was measured in
 * eight runs: 0.6 to 1.5 ms between the client's first look at the clock and the server's first datagram.
 */
const usualLateness: Lateness = { slackMs: 0.06, meanMs: 0.1, startMs: 0.8, timerMs: 1 }

export interface Load {
  count: number
  /** Datagrams per second; above 0. */
  rate: number
  serviceUs: number
  clientReads: 'after' | 'while'
}

export interface Queues {
  /** The server's, empty; each play has one of its own. */
  server: () => PlayedQueue
  /** Datagrams that the client's queue holds. */
  clientCapacity: number
}

export interface FirstLoss {
  number: number
  queue: 'server' | 'client'
}

/** What a whole run loses when it goes so. */
export interface WholeLoss {
  requests: number
  replies: number
}

class Sleeper {
  constructor(
    readonly lateness: Lateness,
    readonly uniform: () => number
  ) {}

  /** When a thread goes on that sleeps from `nowMs` until `untilMs`. */
  until(nowMs: number, untilMs: number, stepMs: number): number {
    const { slackMs, meanMs } = this.lateness
    const askedMs =
      stepMs > 0 ? Math.max(1, Math.floor((untilMs - nowMs) / stepMs)) * stepMs : untilMs - nowMs
    return nowMs + askedMs + slackMs - meanMs * Math.log(this.uniform())
  }
}

/** The client: when each number leaves. */
class Sender {
  readonly #intervalMs: number
  #dueMs = -Infinity
  #nowMs = 0

  constructor(
    readonly load: Load,
    readonly sleeper: Sleeper
  ) {
    this.#intervalMs = 1000 / load.rate
  }

  /** ms at which datagram `index` (from 0) leaves. */
  leave(index: number): number {
    const stepMs = this.load.clientReads === 'while' ? this.sleeper.lateness.timerMs : 0
    const soonestMs = this.#dueMs + catchUpInterval * this.#intervalMs
    this.#dueMs = Math.max(index * this.#intervalMs, soonestMs, this.#nowMs - burstMs)
    while (this.#dueMs - this.#nowMs > shortestSleepMs) {
      this.#nowMs = this.sleeper.until(this.#nowMs, this.#dueMs, stepMs)
    }
    return this.#nowMs
  }
}

/** The server: when it is free to read the next. */
class Service {
  readonly #serviceMs: number
  #dueMs = 0
  #doneMs = -Infinity

  constructor(
    load: Load,
    readonly sleeper: Sleeper
  ) {
    this.#serviceMs = load.serviceUs / 1000
  }

  /** Reads one at `readMs`, and is free again at the time that it gives. */
  serve(readMs: number): number {
    let nowMs = readMs
    const wasIdle = nowMs - this.#doneMs > serviceCatchUpMs
    this.#dueMs = wasIdle
      ? nowMs + this.#serviceMs
      : Math.max(this.#dueMs + this.#serviceMs, nowMs - serviceCatchUpMs)
    while (this.#dueMs - nowMs > shortestSleepMs) nowMs = this.sleeper.until(nowMs, this.#dueMs, 0)
    this.#doneMs = nowMs
    return nowMs
  }
}

/** The first number that is lost at one of the two queues when the run goes so, or null. */
export function playLoad(
  load: Load,
  { server, clientCapacity }: Queues,
  seed: number,
  lateness: Lateness = usualLateness
): FirstLoss | null {
  const sleeper = new Sleeper(lateness, seededUniform(seed))
  const sender = new Sender(load, sleeper)
  const service = new Service(load, sleeper)
  const queue = server()
  // The server's clock starts with its first datagram, and it never makes good what it began late.
  let freeMs = lateness.startMs
  let replied = 0
  /** The server's first loss, while a smaller number may still be lost on its way back. */
  let atServer: FirstLoss | null = null
  for (let index = 0; index < load.count; index++) {
    const leavesMs = sender.leave(index)
    while (queue.length > 0 && freeMs <= leavesMs) {
      queue.read()
      freeMs = service.serve(freeMs)
      if (freeMs <= leavesMs) replied += 1
    }
    if (load.clientReads === 'after' && replied > clientCapacity) {
      // Up to its own first loss the server has answered every number, so the replies came in their order.
      return { number: clientCapacity + 1, queue: 'client' }
    }
    freeMs = Math.max(freeMs, leavesMs)
    if (queue.arrive() || atServer) continue
    atServer = { number: index + 1, queue: 'server' }
    if (load.clientReads === 'while' || clientCapacity >= index) return atServer
  }
  return atServer
}

/** As `playLoad`, to the end of the run. A client that reads after sending is taken to keep up from then on. */
export function playWhole(
  load: Load,
  { server, clientCapacity }: Queues,
  seed: number,
  lateness: Lateness = usualLateness
): WholeLoss {
  const sleeper = new Sleeper(lateness, seededUniform(seed))
  const sender = new Sender(load, sleeper)
  const service = new Service(load, sleeper)
  const queue = server()
  let freeMs = lateness.startMs
  let served = 0
  let requests = 0
  let serving = false
  for (let index = 0; index < load.count; index++) {
    const leavesMs = sender.leave(index)
    while (queue.length > 0 && freeMs <= leavesMs) {
      queue.read()
      freeMs = service.serve(freeMs)
      served += 1
    }
    // The reply to the one in service is still to come.
    serving = served > 0 && freeMs > leavesMs
    freeMs = Math.max(freeMs, leavesMs)
    if (!queue.arrive()) requests += 1
  }
  const unread = load.clientReads === 'after' ? served - (serving ? 1 : 0) : 0
  return { requests, replies: Math.max(0, unread - clientCapacity) }
}
