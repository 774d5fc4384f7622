/** What is done to a socket besides sending and reading: each call with its structures. Failures are errno names. */
import type { EndpointAddress } from '#shared/events/address'
import type { OpenOptions, SocketCounters } from '../udp-socket'
import type { SystemCalls } from './calls'
import { datagramSocket, family, memoryInfo, socketLevel, socketOption } from './constants'
import {
  internetAddressBytes,
  nameBytes,
  readInternetAddress,
  writeInternetAddress,
  writeName
} from './internet-address'
import { Memory } from './memory'

/** Where a length that a call reads and writes lies in the memory, behind the longest value. */
const lengthAt = 64

export class SocketCalls {
  readonly #calls: SystemCalls
  readonly #memory: Memory

  constructor(calls: SystemCalls) {
    this.#calls = calls
    this.#memory = new Memory(calls, 128)
  }

  /** A new datagram socket of IPv4, or of IPv6, or why there is none. */
  make(domain: number): { descriptor: number } | { errno: string } {
    const descriptor = this.#calls.socket(domain, datagramSocket, 0)
    return descriptor < 0 ? { errno: this.#calls.errno() } : { descriptor }
  }

  #failed(result: number): string | null {
    return result < 0 ? this.#calls.errno() : null
  }

  /** SO_RCVTIMEO or SO_SNDTIMEO: socket(7). */
  setTimeout(descriptor: number, option: number, ms: number): string | null {
    this.#memory.writeTime(0, ms, 1e6)
    return this.#failed(this.#calls.setsockopt(descriptor, socketLevel, option, this.#memory.address, 16))
  }

  setReceiveBuffer(descriptor: number, sizeBytes: number): string | null {
    this.#memory.view.setInt32(0, sizeBytes, true)
    const { receiveBuffer } = socketOption
    return this.#failed(
      this.#calls.setsockopt(descriptor, socketLevel, receiveBuffer, this.#memory.address, 4)
    )
  }

  bind(descriptor: number, { local }: Pick<OpenOptions, 'local'>): string | null {
    const sizeBytes = writeName(this.#memory.view, 0, local)
    return this.#failed(this.#calls.bind(descriptor, this.#memory.address, sizeBytes))
  }

  localOf(descriptor: number): EndpointAddress {
    const { address, view } = this.#memory
    view.setUint32(lengthAt, nameBytes, true)
    this.#calls.getsockname(descriptor, address, address + lengthAt)
    return readInternetAddress(view, 0)
  }

  connect(descriptor: number, peer: EndpointAddress): string | null {
    const sizeBytes = writeName(this.#memory.view, 0, peer)
    if (sizeBytes === 0) return 'ENOTFOUND'
    return this.#failed(this.#calls.connect(descriptor, this.#memory.address, sizeBytes))
  }

  /** connect(2) to AF_UNSPEC: the socket has no peer any more. */
  dissolve(descriptor: number): string | null {
    writeInternetAddress(this.#memory.view, 0, 0, 0)
    this.#memory.view.setUint16(0, family.unspecified, true)
    return this.#failed(this.#calls.connect(descriptor, this.#memory.address, internetAddressBytes))
  }

  receiveBufferOf(descriptor: number): number | null {
    return this.#option(descriptor, socketOption.receiveBuffer, 1)
      ? this.#memory.view.getInt32(0, true)
      : null
  }

  /** SO_MEMINFO: what this very socket has queued and dropped. */
  counters(descriptor: number): SocketCounters | null {
    if (!this.#option(descriptor, socketOption.memoryInfo, memoryInfo.words)) return null
    const word = (index: number): number => this.#memory.view.getUint32(4 * index, true)
    return { receiveQueueBytes: word(memoryInfo.receiveQueueBytes), drops: word(memoryInfo.drops) }
  }

  /** Reads an option of so many words to the beginning of the memory. */
  #option(descriptor: number, name: number, words: number): boolean {
    const { address, view } = this.#memory
    view.setUint32(lengthAt, 4 * words, true)
    return this.#calls.getsockopt(descriptor, socketLevel, name, address, address + lengthAt) === 0
  }
}
