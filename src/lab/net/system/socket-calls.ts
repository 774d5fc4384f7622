/** What is done to a socket besides sending and reading: each call with its structures. Failures are errno names. */
import { type EndpointAddress, isIpv4, isLoopback } from '#shared/events/address'
import type { OpenOptions, SocketCounters } from '../udp-socket'
import type { SystemCalls } from './calls'
import {
  datagramSocket,
  family,
  internetLevel,
  internetOption,
  memoryInfo,
  neverFragmented,
  socketLevel,
  socketOption
} from './constants'
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
const longestPacketBytes = 65_535
/** RFC 863; nothing is sent to it. */
const discardPort = 9

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
    return this.#setNumber(descriptor, socketLevel, socketOption.receiveBuffer, sizeBytes)
  }

  sharePort(descriptor: number): string | null {
    return this.#setNumber(descriptor, socketLevel, socketOption.reusePort, 1)
  }

  /**
   * Datagrams that may be cut are numbered from counters that all sockets share (RFC 791, Identification), which two
   * processors would take from each other for every datagram; one that may not be cut needs no number (RFC 6864, 4.1).
   * So this is for a socket whose path carries every datagram whole: one bound to a loopback address.
   */
  forbidFragments(descriptor: number): string | null {
    return this.#setNumber(descriptor, internetLevel, internetOption.mtuDiscovery, neverFragmented)
  }

  /**
   * Whether a socket bound to this address of 127.0.0.0/8 has a path that takes the longest packet of IPv4 (65,535 bytes:
   * RFC 791, 3.1): usually so, as the loopback interface's MTU is 65,536. False when the system does not say.
   */
  isNeverCut(local: EndpointAddress): boolean {
    if (!isIpv4(local.address) || !isLoopback(local.address)) return false
    const made = this.make(family.internet)
    if ('errno' in made) return false
    // IP_MTU is known of a connected socket alone, and connect() sends nothing.
    const known =
      this.connect(made.descriptor, { address: local.address, port: discardPort }) === null &&
      this.#option(made.descriptor, internetLevel, internetOption.pathMtu, 1)
    const mtuBytes = known ? this.#memory.view.getInt32(0, true) : 0
    this.#calls.close(made.descriptor)
    return mtuBytes >= longestPacketBytes
  }

  #setNumber(descriptor: number, level: number, option: number, value: number): string | null {
    this.#memory.view.setInt32(0, value, true)
    return this.#failed(this.#calls.setsockopt(descriptor, level, option, this.#memory.address, 4))
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
    return this.#option(descriptor, socketLevel, socketOption.receiveBuffer, 1)
      ? this.#memory.view.getInt32(0, true)
      : null
  }

  /** SO_MEMINFO: what this very socket has queued and dropped. */
  counters(descriptor: number): SocketCounters | null {
    if (!this.#option(descriptor, socketLevel, socketOption.memoryInfo, memoryInfo.words)) return null
    const word = (index: number): number => this.#memory.view.getUint32(4 * index, true)
    return { receiveQueueBytes: word(memoryInfo.receiveQueueBytes), drops: word(memoryInfo.drops) }
  }

  /** Reads an option of so many words to the beginning of the memory. */
  #option(descriptor: number, level: number, name: number, words: number): boolean {
    const { address, view } = this.#memory
    view.setUint32(lengthAt, 4 * words, true)
    return this.#calls.getsockopt(descriptor, level, name, address, address + lengthAt) === 0
  }
}
