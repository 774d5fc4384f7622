/** Datagrams put together for one sendmmsg(2), and the answers to them in order. */
import type { EndpointAddress } from '#shared/events/address'
import { monotonicMs } from '../../clock'
import type { SendCallback } from '../udp-socket'
import type { SystemCalls } from './calls'
import { addressWord, internetAddressBytes, writeInternetAddress, writeName } from './internet-address'
import { MessageBatch } from './message-batch'
import { SocketError } from './socket-error'

const slots = 64
/** Longer payloads are sent alone, from where they lie. */
const slotBytes = 2048

export class SendQueue {
  readonly #calls: SystemCalls
  readonly #batch: MessageBatch
  #waiting: SendCallback[] = []
  #answering: SendCallback[] = []
  /** Whom each slot's address was written for: mostly the same again. Endpoints are never changed in place. */
  readonly #named: (EndpointAddress | undefined)[] = []
  #lastAddress = ''
  #lastWord: number | null = null

  constructor(calls: SystemCalls) {
    this.#calls = calls
    this.#batch = new MessageBatch(calls, slots, slotBytes)
  }

  get full(): boolean {
    return this.#waiting.length === slots
  }

  /** Takes a datagram; the payload is copied. A queue that is full must be flushed first. */
  add(descriptor: number, payload: Uint8Array, to: EndpointAddress | null, sent: SendCallback): void {
    const slot = this.#waiting.length
    const problem = this.#name(slot, to)
    if (problem !== null || payload.length > slotBytes) {
      this.flush(descriptor)
      const handedMs = monotonicMs()
      sent(problem ?? this.#sendAlone(descriptor, payload, to), handedMs)
      return
    }
    this.#batch.setPayload(slot, payload)
    this.#waiting.push(sent)
  }

  /** Writes the slot's address; an error for one that no system call would take. */
  #name(slot: number, to: EndpointAddress | null): Error | null {
    if (to === this.#named[slot]) return null
    this.#named[slot] = undefined
    this.#batch.setNameLength(slot, to ? internetAddressBytes : 0)
    if (!to) return null
    if (to.address !== this.#lastAddress) {
      this.#lastAddress = to.address
      this.#lastWord = addressWord(to.address)
    }
    if (!Number.isInteger(to.port) || to.port < 1 || to.port > 65_535) return SocketError.of('EINVAL')
    const { view } = this.#batch
    const offset = this.#batch.nameOffset(slot)
    if (this.#lastWord === null) {
      const sizeBytes = writeName(view, offset, to)
      if (sizeBytes === 0) return SocketError.of('ENOTFOUND')
      this.#batch.setNameLength(slot, sizeBytes)
    } else writeInternetAddress(view, offset, this.#lastWord, to.port)
    this.#named[slot] = to
    return null
  }

  /** The address was written into the first slot's name: the queue is empty. */
  #sendAlone(descriptor: number, payload: Uint8Array, to: EndpointAddress | null): Error | null {
    this.#name(0, to)
    const name = to ? this.#batch.headersFrom(0) + this.#batch.nameOffset(0) : 0
    const sent = this.#calls.sendto(
      descriptor,
      payload,
      payload.length,
      0,
      name,
      to ? this.#batch.nameLength(0) : 0
    )
    return sent < 0 ? SocketError.of(this.#calls.errno()) : null
  }

  /** Hands everything to the system, and answers in the order of the sends. */
  flush(descriptor: number): void {
    const count = this.#waiting.length
    if (count === 0) return
    const answers = this.#waiting
    // An answer may send again: into the other list.
    this.#waiting = this.#answering
    this.#answering = answers
    // Before the call: when it returns, a receiver may have had its datagram for long.
    const handedMs = monotonicMs()
    const errors = this.#hand(descriptor, count)
    for (let slot = 0; slot < count; slot++) answers[slot]!(errors?.[slot] ?? null, handedMs)
    answers.length = 0
  }

  /** The errors by slot, or null when there are none: a message that fails is passed over and the next ones follow. */
  #hand(descriptor: number, count: number): (Error | null)[] | null {
    let errors: (Error | null)[] | null = null
    let next = 0
    while (next < count) {
      const sent = this.#calls.sendmmsg(descriptor, this.#batch.headersFrom(next), count - next, 0)
      if (sent > 0) {
        next += sent
        continue
      }
      const errno = this.#calls.errno()
      if (errno === 'EINTR') continue
      errors ??= []
      errors[next++] = SocketError.of(errno)
    }
    return errors
  }
}
