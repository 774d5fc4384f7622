/** Slow motion of one task: who stops where, and how they are let go. */
import { failure, type Result, success } from '#shared/fault'
import { isHeld, type Motion, type Whereabouts, type Position } from '#shared/events/motion'
import { monotonicMs } from '../clock'
import type { EndpointThread } from '../endpoints/endpoint-thread'
import { motionSlots } from '../endpoints/gate'
import type { CounterFiles } from '../net/kernel'
import { QueueReader } from '../net/queue-reader'

/** How often the receive queues are looked at while somebody may be held. */
const queueEveryMs = 150

export class TaskMotion {
  /** Shared with the threads of the task. */
  readonly shared = new SharedArrayBuffer(4 * motionSlots.length)
  readonly #slots = new Int32Array(this.shared)
  readonly #tell: (motion: Motion) => void
  readonly #counterFiles: CounterFiles | undefined
  readonly #threads = new Set<EndpointThread>()
  readonly #positions = new Map<number, Position>()
  #times = 0
  #on = false
  #queues: QueueReader | null = null
  #timer: NodeJS.Timeout | undefined

  /**
   * @param tell is given the whole state whenever it has changed
   * @param files where the kernel's tables of UDP sockets are, when not in their own place
   */
  constructor(tell: (motion: Motion) => void, files?: CounterFiles) {
    this.#tell = tell
    this.#counterFiles = files
  }

  get state(): Motion {
    return { on: this.#on, positions: [...this.#positions.values()] }
  }

  /** The endpoint goes through a program: it can be stopped. */
  join(thread: EndpointThread): void {
    this.#threads.add(thread)
  }

  /** The endpoint has no socket any more. */
  leave(thread: EndpointThread): void {
    this.#threads.delete(thread)
    if (this.#positions.delete(thread.info.id)) this.#changed()
  }

  /** Off lets everybody go. Each time on is another number, so that nobody sleeps through an off between two. */
  set(on: boolean): void {
    if (on === this.#on) return
    this.#on = on
    this.#positions.clear()
    if (on) this.#times += 1
    Atomics.store(this.#slots, motionSlots.on, on ? this.#times : 0)
    this.#watch(on)
    this.#changed()
    for (const thread of this.#threads) {
      if (on) void thread.call('whereabouts', null)
      else thread.wake()
    }
  }

  /** Lets an endpoint make the one call that it is held before; a stop that is over already is no failure. */
  step(endpointId: number, stop: number): Result<void> {
    const thread = [...this.#threads].find(({ info }) => info.id === endpointId)
    if (!this.#on || !thread) {
      return failure('run/not-running', 'There is no endpoint that slow motion holds.', {
        advice: 'Switch slow motion on, then start a server or send something.'
      })
    }
    const position = this.#positions.get(endpointId)
    if (position && isHeld(position) && position.place.stop === stop) {
      // Until it tells where it came to it is on its way: a time-out counts that.
      this.#positions.set(endpointId, { ...position, place: { phase: 'running' }, sinceMs: monotonicMs() })
      this.#changed()
    }
    thread.release(stop)
    return success(undefined)
  }

  take(thread: EndpointThread, place: Whereabouts, printedTo: number): void {
    // Told before it was switched off, or by a thread that has ended.
    if (!this.#on || !this.#threads.has(thread)) return
    const endpointId = thread.info.id
    const queueBytes = this.#queueOf(thread)
    this.#positions.set(endpointId, { endpointId, place, sinceMs: monotonicMs(), printedTo, queueBytes })
    this.#changed()
  }

  #changed(): void {
    const held = [...this.#positions.values()].filter(isHeld).length
    Atomics.store(this.#slots, motionSlots.held, held)
    this.#tell(this.state)
  }

  #watch(on: boolean): void {
    clearInterval(this.#timer)
    this.#queues?.close()
    this.#queues = on ? QueueReader.open(this.#counterFiles) : null
    if (!this.#queues) return
    this.#timer = setInterval(() => this.#readQueues(), queueEveryMs)
    this.#timer.unref()
  }

  #readQueues(): void {
    let changed = false
    for (const thread of this.#threads) {
      const position = this.#positions.get(thread.info.id)
      if (!position) continue
      const queueBytes = this.#queueOf(thread)
      if (queueBytes === position.queueBytes) continue
      this.#positions.set(thread.info.id, { ...position, queueBytes })
      changed = true
    }
    if (changed) this.#changed()
  }

  #queueOf(thread: EndpointThread): number | null {
    const local = thread.open ? thread.local : null
    return (local && this.#queues?.read([local])?.[0]?.bytes) ?? null
  }
}
