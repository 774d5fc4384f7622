/** The receive queue of one UDP socket, in datagrams of one size, as a model plays it. */
import type { FullRule } from './datagram-charge'

export interface PlayedQueue {
  readonly length: number
  /** A datagram arrives. False: there was no room, and it is dropped. */
  arrive(): boolean
  /** The reader reads one. */
  read(): void
}

/** Where the system does not tell how it counts: each datagram that is read makes room for one. */
export class PlainQueue implements PlayedQueue {
  #length = 0

  /** @param holds datagrams that it holds while nobody reads, measured */
  constructor(readonly holds: number) {}

  get length(): number {
    return this.#length
  }

  arrive(): boolean {
    if (this.#length >= this.holds) return false
    this.#length += 1
    return true
  }

  read(): void {
    this.#length = Math.max(0, this.#length - 1)
  }
}

/** Linux (net/ipv4/udp.c): what is charged, when one more is taken, and that space comes back in quanta. */
export class LinuxQueue implements PlayedQueue {
  readonly #grantedBytes: number
  readonly #chargeBytes: number
  readonly #rule: FullRule
  /** Bytes charged to the socket (sk_rmem_alloc). */
  #chargedBytes = 0
  /** Bytes that were read, but not given back yet (forward_deficit). */
  #deficitBytes = 0
  /** Datagrams that arrived since the reader last took the whole queue over (sk_receive_queue). */
  #arrived = 0
  /** Datagrams that the reader has taken over and not read yet (reader_queue). */
  #taken = 0

  /**
   * @param grantedBytes SO_RCVBUF as granted
   * @param chargeBytes what one datagram is charged: its truesize
   * @param rule when this kernel drops one
   */
  constructor(grantedBytes: number, chargeBytes: number, rule: FullRule) {
    this.#grantedBytes = grantedBytes
    this.#chargeBytes = chargeBytes
    this.#rule = rule
  }

  get length(): number {
    return this.#arrived + this.#taken
  }

  get chargedBytes(): number {
    return this.#chargedBytes
  }

  /** The next datagram that arrives is dropped (__udp_enqueue_schedule_skb). */
  get full(): boolean {
    const more = this.#rule === 'would-exceed' ? this.#chargeBytes : 0
    return this.#chargedBytes > 0 && this.#chargedBytes + more > this.#grantedBytes
  }

  /** A datagram arrives. False: there was no room, and it is dropped. */
  arrive(): boolean {
    if (this.full) return false
    this.admit()
    return true
  }

  /** A datagram that the kernel is known to have taken. */
  admit(): void {
    this.#chargedBytes += this.#chargeBytes
    this.#arrived += 1
  }

  /** The reader reads one. Space comes back when a quarter of the buffer was read, or all (udp_rmem_release). */
  read(): void {
    if (this.#taken === 0) {
      this.#taken = this.#arrived
      this.#arrived = 0
    }
    if (this.#taken === 0) return
    this.#taken -= 1
    this.#deficitBytes += this.#chargeBytes
    if (this.#deficitBytes < this.#grantedBytes / 4 && this.#taken > 0) return
    this.#chargedBytes -= this.#deficitBytes
    this.#deficitBytes = 0
  }

  /** How it stands, to go back to. */
  keep(): readonly number[] {
    return [this.#chargedBytes, this.#deficitBytes, this.#arrived, this.#taken]
  }

  restore([chargedBytes = 0, deficitBytes = 0, arrived = 0, taken = 0]: readonly number[]): void {
    this.#chargedBytes = chargedBytes
    this.#deficitBytes = deficitBytes
    this.#arrived = arrived
    this.#taken = taken
  }
}
