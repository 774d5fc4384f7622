/**
 * Which of a few sockets can be read: each is asked by ppoll(2), which leaves nothing at them. An epoll(7) instance is told of every
 * datagram that its sockets get, and of the room behind every one that they sent, by whoever sends, one call in the kernel each.
 */
import type { SystemCalls } from './calls'
import { Poll, type WaitOutcome } from './poll'
import type { Readiness } from './readiness'

export class FewReady implements Readiness {
  /** With more of them ppoll() would ask for long. */
  static readonly most = 8
  readonly #poll: Poll
  readonly #descriptors: number[] = []
  readonly #ready: number[] = []

  constructor(calls: SystemCalls) {
    this.#poll = new Poll(calls, FewReady.most)
  }

  add(descriptor: number): null {
    this.#poll.watch(this.#descriptors.length, descriptor)
    this.#descriptors.push(descriptor)
    return null
  }

  remove(descriptor: number): void {
    const left = this.#descriptors.filter((other) => other !== descriptor)
    this.#descriptors.length = 0
    for (const other of left) this.add(other)
  }

  wait(ms: number): number {
    this.#ready.length = 0
    if (this.#poll.wait(this.#descriptors.length, ms) <= 0) return 0
    // No iterator: this is asked for every batch.
    this.#descriptors.forEach((descriptor, index) => {
      if (this.#poll.isReady(index)) this.#ready.push(descriptor)
    })
    return this.#ready.length
  }

  at(index: number): number {
    return this.#ready[index] ?? -1
  }

  waitOrBell(bell: number, ms: number): WaitOutcome {
    return this.#poll.waitOrBell(this.#descriptors.length, bell, ms)
  }

  close(): void {
    this.#descriptors.length = 0
  }
}
