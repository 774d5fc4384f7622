/** Which of many sockets can be read: an epoll(7) instance. */
import type { SystemCalls } from './calls'
import { epoll } from './constants'
import { Memory } from './memory'

/** Sockets that one call names. */
const most = 64
/** struct epoll_event: x86-64 packs it, the others do not (<linux/eventpoll.h>). */
const layout =
  process.arch === 'x64' ? { eventBytes: 12, dataAt: 4 } : ({ eventBytes: 16, dataAt: 8 } as const)
/** Where the event of a socket that is added lies, behind those that are told. */
const addedAt = most * layout.eventBytes

export class Readiness {
  readonly descriptor: number
  readonly #calls: SystemCalls
  readonly #memory: Memory

  private constructor(calls: SystemCalls, descriptor: number) {
    this.#calls = calls
    this.descriptor = descriptor
    this.#memory = new Memory(calls, addedAt + layout.eventBytes)
  }

  static make(calls: SystemCalls): Readiness | { errno: string } {
    const descriptor = calls.epoll_create1(epoll.closeOnExec)
    return descriptor < 0 ? { errno: calls.errno() } : new Readiness(calls, descriptor)
  }

  /** From now on it is told when this one can be read, for as long as it can. Null, or the name of what failed. */
  add(descriptor: number): string | null {
    const { view, address } = this.#memory
    view.setUint32(addedAt, epoll.in, true)
    view.setUint32(addedAt + layout.dataAt, descriptor, true)
    view.setUint32(addedAt + layout.dataAt + 4, 0, true)
    const result = this.#calls.epoll_ctl(this.descriptor, epoll.add, descriptor, address + addedAt)
    return result < 0 ? this.#calls.errno() : null
  }

  /** How many can be read; at most so long for the first. */
  wait(ms: number): number {
    return Math.max(0, this.#calls.epoll_wait(this.descriptor, this.#memory.address, most, ms))
  }

  /** The descriptor of one that `wait` counted. */
  at(index: number): number {
    return this.#memory.view.getUint32(index * layout.eventBytes + layout.dataAt, true)
  }

  close(): void {
    this.#calls.close(this.descriptor)
  }
}
