/** A receive queue as the film plays it: what waits is told by events, what it is charged by the kernel's rule. */
import type { DatagramCharge } from '#shared/kept/datagram-charge'
import { LinuxQueue } from '#shared/kept/receive-queue'

export interface FilmQueue {
  /** Datagrams that wait. */
  readonly length: number
  /** Bytes that what waits is charged; null: not known. */
  readonly waitingBytes: number | null
  /** The same, and what was read but not given back yet; null: the rule is not known. */
  readonly chargedBytes: number | null
  admit(sizeBytes: number): void
  read(sizeBytes: number): void
  /** What was read last had so many bytes of payload more than was said. */
  correct(bytes: number): void
  keep(): readonly number[]
  restore(kept: readonly number[]): void
}

/** The kernel's, by the charge and the rule that were measured. */
class KernelQueue implements FilmQueue {
  readonly #queue: LinuxQueue
  readonly #chargeBytes: number

  constructor(grantedBytes: number, chargeBytes: number, rule: NonNullable<DatagramCharge['rule']>) {
    this.#queue = new LinuxQueue(grantedBytes, chargeBytes, rule)
    this.#chargeBytes = chargeBytes
  }

  get length(): number {
    return this.#queue.length
  }

  get waitingBytes(): number {
    return this.#queue.length * this.#chargeBytes
  }

  get chargedBytes(): number {
    return this.#queue.chargedBytes
  }

  admit(): void {
    this.#queue.admit()
  }

  read(): void {
    this.#queue.read()
  }

  correct(): void {
    return undefined
  }

  keep(): readonly number[] {
    return this.#queue.keep()
  }

  restore(kept: readonly number[]): void {
    this.#queue.restore(kept)
  }
}

/** The emulated one, which counts bytes of payload and gives room back at once. */
class PayloadCounter implements FilmQueue {
  length = 0
  waitingBytes = 0

  get chargedBytes(): number {
    return this.waitingBytes
  }

  admit(sizeBytes: number): void {
    this.length += 1
    this.waitingBytes += sizeBytes
  }

  read(sizeBytes: number): void {
    if (this.length === 0) return
    this.length -= 1
    this.waitingBytes = Math.max(0, this.waitingBytes - sizeBytes)
  }

  correct(bytes: number): void {
    this.waitingBytes = Math.max(0, this.waitingBytes - bytes)
  }

  keep(): readonly number[] {
    return [this.length, this.waitingBytes]
  }

  restore([length = 0, waitingBytes = 0]: readonly number[]): void {
    this.length = length
    this.waitingBytes = waitingBytes
  }
}

/** Where the system does not tell its rule: how many wait, and nothing of bytes beyond what was measured of one. */
class Counter implements FilmQueue {
  length = 0
  readonly chargedBytes = null
  readonly #chargeBytes: number | null

  constructor(chargeBytes: number | null) {
    this.#chargeBytes = chargeBytes
  }

  get waitingBytes(): number | null {
    return this.#chargeBytes === null ? null : this.length * this.#chargeBytes
  }

  admit(): void {
    this.length += 1
  }

  read(): void {
    if (this.length > 0) this.length -= 1
  }

  correct(): void {
    return undefined
  }

  keep(): readonly number[] {
    return [this.length]
  }

  restore([length = 0]: readonly number[]): void {
    this.length = length
  }
}

export interface QueueFacts {
  /** SO_RCVBUF as granted; null: the system does not tell. */
  grantedBytes: number | null
  charge: DatagramCharge | null
  /** It counts payload bytes alone. */
  emulated: boolean
}

export function filmQueue({ grantedBytes, charge, emulated }: QueueFacts): FilmQueue {
  if (emulated) return new PayloadCounter()
  if (grantedBytes !== null && charge?.rule) return new KernelQueue(grantedBytes, charge.bytes, charge.rule)
  return new Counter(charge?.bytes ?? null)
}
