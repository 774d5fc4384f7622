/** Reads datagrams by recvmmsg(2), one or many a call, and waits for them by ppoll(2) with a deadline. */
import type { SystemCalls } from './calls'
import { family, messageFlag } from './constants'
import { address6Text, addressText } from './internet-address'
import { MessageBatch } from './message-batch'
import { Poll, type WaitOutcome } from './poll'

export interface ReadEvents {
  datagram(payload: Uint8Array, address: string, port: number, sizeBytes: number): void
  /** A failure that the system reports on reading, such as ECONNREFUSED on a connected socket. */
  failure(errno: string): void
}

export class Reader {
  readonly #calls: SystemCalls
  readonly #events: ReadEvents
  readonly #batch: MessageBatch
  readonly #poll: Poll
  #lastFamilyAndPort = -1
  #lastWord = -1
  readonly #lastName6 = new Uint32Array(6)
  #address = ''
  #port = 0

  /**
   * @param slots datagrams a call: 1 reads as recvfrom() does
   * @param receiveSizeBytes the argument of recvfrom(): what is longer is cut, and its full length told
   */
  constructor(calls: SystemCalls, events: ReadEvents, slots: number, receiveSizeBytes: number) {
    this.#calls = calls
    this.#events = events
    this.#batch = new MessageBatch(calls, slots, receiveSizeBytes)
    this.#poll = new Poll(calls, 1)
  }

  /** Reads once; gives how many came. `wait`: up to the socket's SO_RCVTIMEO for the first one. */
  read(descriptor: number, wait: boolean): number {
    const flags = messageFlag.truncate | (wait ? messageFlag.waitForOne : messageFlag.dontWait)
    const count = this.#calls.recvmmsg(descriptor, this.#batch.headersFrom(0), this.#batch.slots, flags, 0)
    if (count < 0) {
      const errno = this.#calls.errno()
      if (errno !== 'EAGAIN' && errno !== 'EINTR') this.#events.failure(errno)
      return 0
    }
    for (let slot = 0; slot < count; slot++) this.#deliver(slot)
    return count
  }

  /** Lets another thread run that waits for this processor: sched_yield(2). */
  giveWay(): void {
    this.#calls.sched_yield()
  }

  #deliver(slot: number): void {
    const batch = this.#batch
    const familyAndPort = batch.familyAndPort(slot)
    if ((familyAndPort & 0xffff) === family.internet6) this.#name6(slot)
    else this.#name(slot, familyAndPort, batch.nameWord(slot))
    const sizeBytes = batch.lengthOf(slot)
    const payload = batch.payload(slot, Math.min(sizeBytes, batch.slotBytes))
    this.#events.datagram(payload, this.#address, this.#port, sizeBytes)
  }

  /** Whom the slot is from: mostly the last one again. */
  #name(slot: number, familyAndPort: number, word: number): void {
    if (familyAndPort === this.#lastFamilyAndPort && word === this.#lastWord) return
    this.#lastFamilyAndPort = familyAndPort
    this.#lastWord = word
    this.#address = addressText(word)
    this.#port = this.#batch.view.getUint16(this.#batch.nameOffset(slot) + 2, false)
  }

  /** The same of a name of IPv6: port, flow and address are its first 24 bytes. */
  #name6(slot: number): void {
    const { view } = this.#batch
    const offset = this.#batch.nameOffset(slot)
    let same = true
    for (let word = 0; word < this.#lastName6.length; word++) {
      const seen = view.getUint32(offset + 4 * word, true)
      same &&= seen === this.#lastName6[word]
      this.#lastName6[word] = seen
    }
    if (same) return
    this.#address = address6Text(view, offset)
    this.#port = view.getUint16(offset + 2, false)
  }

  /** Waits until the socket can be read, `bell` (an eventfd; -1: none) rings, or the time is up. */
  wait(descriptor: number, bell: number, ms: number): WaitOutcome {
    this.#poll.watch(0, descriptor)
    return this.#poll.waitOrBell(1, bell, ms)
  }
}
