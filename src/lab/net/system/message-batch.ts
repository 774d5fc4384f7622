/**
 * Datagrams side by side as recvmmsg(2) and sendmmsg(2) want them, in one piece of memory: for each slot a struct mmsghdr
 * (64 bytes), a struct iovec (16), room for a struct sockaddr_in or sockaddr_in6 (32) and room for its payload.
 */
import type { SystemCalls } from './calls'
import { nameBytes } from './internet-address'
import { Memory } from './memory'

const headerBytes = 64
const vectorBytes = 16
/** Offsets in struct mmsghdr on 64-bit Linux: struct msghdr (56 bytes), then msg_len. */
const at = { name: 0, nameLength: 8, vectors: 16, vectorCount: 24, flags: 48, length: 56 } as const

export class MessageBatch {
  readonly slots: number
  readonly slotBytes: number
  readonly #memory: Memory
  readonly #vectors: number
  readonly #names: number
  readonly #payloads: number
  /** What each slot was last seen as: datagrams in a row are mostly of one length. */
  readonly #seen: (Uint8Array | undefined)[]

  constructor(calls: SystemCalls, slots: number, slotBytes: number) {
    this.slots = slots
    this.slotBytes = slotBytes
    this.#vectors = slots * headerBytes
    this.#names = this.#vectors + slots * vectorBytes
    this.#payloads = this.#names + slots * nameBytes
    const memory = new Memory(calls, this.#payloads + slots * slotBytes)
    this.#memory = memory
    this.#seen = new Array<Uint8Array | undefined>(slots)
    for (let slot = 0; slot < slots; slot++) {
      const header = slot * headerBytes
      memory.writeLong(header + at.name, memory.address + this.#names + slot * nameBytes)
      memory.writeLong(header + at.vectors, memory.address + this.#vectors + slot * vectorBytes)
      memory.writeLong(header + at.vectorCount, 1)
      memory.writeLong(this.#vectors + slot * vectorBytes, memory.address + this.#payloadOffset(slot))
      this.setNameLength(slot, nameBytes)
      this.#setCapacity(slot, slotBytes)
    }
  }

  get view(): DataView {
    return this.#memory.view
  }

  /** Address of the headers from `slot` on. */
  headersFrom(slot: number): number {
    return this.#memory.address + slot * headerBytes
  }

  #payloadOffset(slot: number): number {
    return this.#payloads + slot * this.slotBytes
  }

  /** The first bytes of the slot's payload: a view, that the next reading overwrites. */
  payload(slot: number, sizeBytes: number): Uint8Array {
    const seen = this.#seen[slot]
    if (seen?.length === sizeBytes) return seen
    const offset = this.#payloadOffset(slot)
    return (this.#seen[slot] = this.#memory.bytes.subarray(offset, offset + sizeBytes))
  }

  /** Copies a payload into the slot. */
  setPayload(slot: number, payload: Uint8Array): void {
    const { bytes } = this.#memory
    const offset = this.#payloadOffset(slot)
    const { length } = payload
    // For the few bytes of a number a loop is faster than a call.
    if (length > 16) bytes.set(payload, offset)
    else for (let index = 0; index < length; index++) bytes[offset + index] = payload[index]!
    this.#setCapacity(slot, length)
  }

  /** Of the slot's name, in `view`. */
  nameOffset(slot: number): number {
    return this.#names + slot * nameBytes
  }

  /** 0: the message carries no address and goes to the peer of a connected socket. */
  setNameLength(slot: number, sizeBytes: number): void {
    this.#memory.words[(slot * headerBytes + at.nameLength) >>> 2] = sizeBytes
  }

  nameLength(slot: number): number {
    return this.#memory.words[(slot * headerBytes + at.nameLength) >>> 2]!
  }

  /** Bytes to send from the slot, or that may be received into it. */
  #setCapacity(slot: number, sizeBytes: number): void {
    this.#memory.words[(this.#vectors + slot * vectorBytes + 8) >>> 2] = sizeBytes
  }

  /** msg_len as the call left it: with MSG_TRUNC the datagram's full length. */
  lengthOf(slot: number): number {
    return this.#memory.words[(slot * headerBytes + at.length) >>> 2]!
  }

  /** The sender's address as it lies in memory, and its port in network order: to compare with the last one. */
  nameWord(slot: number): number {
    return this.#memory.words[(this.nameOffset(slot) >>> 2) + 1]!
  }

  familyAndPort(slot: number): number {
    return this.#memory.words[this.nameOffset(slot) >>> 2]!
  }
}
