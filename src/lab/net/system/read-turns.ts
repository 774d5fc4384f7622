/**
 * When a socket reads: in turns between those of the event loop. While datagrams come it waits for more in recvmmsg() with a
 * time-out (hot-wait.ts), otherwise in ppoll(), where the lab's bell wakes it. Whoever holds it reads by wait() alone.
 */
import { nextTurn } from '../../next-turn'
import { HotWait } from './hot-wait'
import type { Reader } from './reader'

/** Longest time in a row that the event loop, with its timers and messages, has to wait. */
const turnMs = 4
/** While the socket is held, the event loop turns about this often. */
const loopWaitMs = 10
/** How long recvmmsg() waits for the next datagram while they come: the kernel rounds up to its own tick. */
export const hotWaitMs = 2
/** Waits in ppoll() while timers may be due: shortly after something happened, and afterwards. */
const idleWaitMs = { soon: 10, late: 250 }
/** The longest timer of an endpoint, a reply's delay, is due by then. */
const soonForMs = 15_000
/** A wait() as long as this may be lengthened by a tick of the kernel. */
const patientMs = 5
/** Reads in one wait(): a flood must not hold the caller for ever. */
const readsAtOnce = 16

/** Who reads in turns. */
export type TurnsReader = Pick<Reader, 'read' | 'wait' | 'giveWay'>

export class ReadTurns {
  readonly #reader: TurnsReader
  readonly #bell: number
  readonly #afterRead: () => void
  readonly #hotWait = new HotWait(
    (wait) => this.#read(wait),
    () => this.#reader.giveWay()
  )
  /** -1 once it has ended. */
  #descriptor: number
  #planned = false
  #held = false
  /** Datagrams came a moment ago. */
  #hot = false
  #soonUntilMs = 0
  #turnedMs = 0

  /**
   * @param bell descriptor of the eventfd that the lab rings; -1: none
   * @param afterRead called after every reading, before the next one
   */
  constructor(reader: TurnsReader, descriptor: number, bell: number, afterRead: () => void) {
    this.#reader = reader
    this.#descriptor = descriptor
    this.#bell = bell
    this.#afterRead = afterRead
    this.#plan()
  }

  /** Reads no more. */
  end(): void {
    this.#descriptor = -1
  }

  hold(): () => void {
    this.#held = true
    return () => {
      this.#held = false
      this.#plan()
    }
  }

  /** Reads what is there, or else what comes first within `ms`. */
  wait(ms: number): Promise<void> {
    if (this.#descriptor >= 0 && !this.#readPatiently(ms)) this.#readUntil(performance.now() + ms)
    return this.#eventLoopWaits() ? nextTurn() : Promise.resolve()
  }

  /** While datagrams come, one call waits and reads: nothing has to be asked before or afterwards. */
  #readPatiently(ms: number): boolean {
    if (!this.#hot || ms < patientMs) return false
    this.#hot = this.#hotWait.next() > 0
    return this.#hot
  }

  /** Reads what is there; when there is nothing, what comes first. */
  #readUntil(endMs: number): void {
    let came = false
    for (let reads = 0; reads < readsAtOnce && this.#descriptor >= 0; reads++) {
      if (this.#read(false) > 0) {
        came = true
        continue
      }
      this.#hot = came
      const leftMs = endMs - performance.now()
      if (came || leftMs <= 0) return
      if (this.#reader.wait(this.#descriptor, this.#bell, leftMs) !== 'readable') return
    }
  }

  /** Timers and messages have waited for long: whoever holds the socket lets them in. */
  #eventLoopWaits(): boolean {
    const nowMs = performance.now()
    if (nowMs - this.#turnedMs < loopWaitMs) return false
    this.#turnedMs = nowMs
    return true
  }

  #read(wait: boolean): number {
    const count = this.#reader.read(this.#descriptor, wait)
    this.#afterRead()
    return count
  }

  #plan(): void {
    if (this.#planned) return
    this.#planned = true
    this.#soonUntilMs = performance.now() + soonForMs
    setImmediate(this.#turn)
  }

  readonly #turn = (): void => {
    this.#planned = false
    if (this.#mayRead()) this.#readForATurn()
    if (!this.#mayRead()) return
    this.#planned = true
    setImmediate(this.#turn)
  }

  /** An event may have closed the socket or taken the reading over. */
  #mayRead(): boolean {
    return this.#descriptor >= 0 && !this.#held
  }

  #readForATurn(): void {
    let nowMs = performance.now()
    const endMs = nowMs + turnMs
    while (nowMs < endMs && this.#mayRead()) {
      const count = this.#hot ? this.#hotWait.next() : this.#read(false)
      nowMs = performance.now()
      if (count > 0) {
        this.#hot = true
        this.#soonUntilMs = nowMs + soonForMs
        continue
      }
      if (this.#hot) {
        this.#hot = false
        return
      }
      const outcome = this.#reader.wait(this.#descriptor, this.#bell, this.#idleMs(nowMs))
      if (outcome === 'woken') this.#soonUntilMs = nowMs + soonForMs
      if (outcome !== 'readable') return
    }
  }

  #idleMs(nowMs: number): number {
    return nowMs < this.#soonUntilMs ? idleWaitMs.soon : idleWaitMs.late
  }
}
