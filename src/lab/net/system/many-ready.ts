/** Which of many sockets can be read: an epoll(7) instance, which need not ask each of them. */
import type { SystemCalls } from './calls'
import { epoll } from './constants'
import { Memory } from './memory'
import { Poll, type WaitOutcome } from './poll'
import type { Readiness } from './readiness'

/** Sockets that one call names. */
const most = 64
/** struct epoll_event: x86-64 packs it, the others do not (<linux/eventpoll.h>). */
const layout =
  process.arch === 'x64' ? { eventBytes: 12, dataAt: 4 } : ({ eventBytes: 16, dataAt: 8 } as const)
/** Where the event of a socket that is added lies, behind those that are told. */
const addedAt = most * layout.eventBytes

export class ManyReady implements Readiness {
  readonly #instance: number
  readonly #calls: SystemCalls
  readonly #memory: Memory
  readonly #poll: Poll

  private constructor(calls: SystemCalls, instance: number) {
    this.#calls = calls
    this.#instance = instance
    this.#memory = new Memory(calls, addedAt + layout.eventBytes)
    this.#poll = new Poll(calls, 1)
    this.#poll.watch(0, instance)
  }

  static make(calls: SystemCalls): ManyReady | { errno: string } {
    const instance = calls.epoll_create1(epoll.closeOnExec)
    return instance < 0 ? { errno: calls.errno() } : new ManyReady(calls, instance)
  }

  add(descriptor: number): string | null {
    const { view, address } = this.#memory
    view.setUint32(addedAt, epoll.in, true)
    view.setUint32(addedAt + layout.dataAt, descriptor, true)
    view.setUint32(addedAt + layout.dataAt + 4, 0, true)
    const result = this.#calls.epoll_ctl(this.#instance, epoll.add, descriptor, address + addedAt)
    return result < 0 ? this.#calls.errno() : null
  }

  /** A descriptor that is closed leaves the instance by itself (epoll(7)). */
  remove(): void {}

  wait(ms: number): number {
    return Math.max(0, this.#calls.epoll_wait(this.#instance, this.#memory.address, most, ms))
  }

  at(index: number): number {
    return this.#memory.view.getUint32(index * layout.eventBytes + layout.dataAt, true)
  }

  waitOrBell(bell: number, ms: number): WaitOutcome {
    return this.#poll.waitOrBell(1, bell, ms)
  }

  close(): void {
    this.#calls.close(this.#instance)
  }
}
