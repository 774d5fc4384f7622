/**
 * The kernel's receive queue of one UDP socket, in datagrams of one size (Linux, net/ipv4/udp.c): what is charged, when
 * one more is taken, and that space comes back in quanta.
 */
export class ReceiveQueue {
  readonly #grantedBytes: number
  readonly #chargeBytes: number
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
   */
  constructor(grantedBytes: number, chargeBytes: number) {
    this.#grantedBytes = grantedBytes
    this.#chargeBytes = chargeBytes
  }

  get length(): number {
    return this.#arrived + this.#taken
  }

  /** A datagram arrives. False: there was no room, and it is dropped (__udp_enqueue_schedule_skb). */
  arrive(): boolean {
    const full = this.#chargedBytes + this.#chargeBytes > this.#grantedBytes
    if (full && this.#chargedBytes > 0) return false
    this.#chargedBytes += this.#chargeBytes
    this.#arrived += 1
    return true
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
}
