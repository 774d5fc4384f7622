/**
 * Sockets beside an endpoint's own, thousands if need be: one question tells which of them can be read, and one piece of memory
 * reads for all of them and one sends. They have no thread and no turn of their own: whoever reads the endpoint's socket reads
 * them too.
 */
import { type EndpointAddress, isIpv4, isIpv6, parsePort } from '#shared/events/address'
import { done, failure, type Result, success } from '#shared/fault'
import { payloadMaximumBytes } from '#shared/events/payload'
import { monotonicMs } from '../../clock'
import { faultOfErrno } from '../errno'
import { atOnceInChain } from '../reads-together'
import type {
  FurtherSocket,
  OpenedSocket,
  OpenOptions,
  SendCallback,
  SocketCounters,
  UdpSocketEvents
} from '../udp-socket'
import type { SystemCalls } from './calls'
import { readinessForOneMore } from './choose-readiness'
import { family } from './constants'
import type { WaitOutcome } from './poll'
import type { Readiness } from './readiness'
import { Reader } from './reader'
import { SendQueue } from './send-queue'
import { SocketCalls } from './socket-calls'
import { SocketError } from './socket-error'

const closed = failure('socket/closed', 'The socket is closed.', { advice: 'Open it again.', errno: 'EBADF' })

export class SocketSet {
  readonly calls: SystemCalls
  readonly #members = new Map<number, SetSocket>()
  // Most threads have no further sockets: what these need is made with the first.
  #socketCalls: SocketCalls | null = null
  #sends: SendQueue | null = null
  #reader: Reader | null = null
  #readiness: Readiness | null = null
  /** The endpoint's own socket, which is read with them; -1: none yet. */
  #own = -1
  #readOwn: (() => number) | null = null
  /** Whose datagrams are being read. */
  #current: SetSocket | null = null
  /** Whose datagrams wait to be sent; -1: none do. */
  #sending = -1
  #flushPlanned = false
  readonly #neverCut = new Map<string, boolean>()

  constructor(calls: SystemCalls) {
    this.calls = calls
  }

  get socketCalls(): SocketCalls {
    return (this.#socketCalls ??= new SocketCalls(this.calls))
  }

  get size(): number {
    return this.#members.size
  }

  make(events: UdpSocketEvents): FurtherSocket {
    return new SetSocket(this, events)
  }

  /** @param read reads the endpoint's own socket without waiting, and gives how many datagrams came */
  join(own: number, read: () => number): void {
    this.#own = own
    this.#readOwn = read
    this.#readiness?.add(own)
  }

  /** Null: it is one of them from now on; else the name of what failed. */
  add(descriptor: number, member: SetSocket): string | null {
    const others = (): number[] => [this.#own, ...this.#members.keys()].filter((other) => other >= 0)
    const count = this.#members.size + 1
    const readiness = readinessForOneMore(this.calls, this.#readiness, count, others)
    if ('errno' in readiness) return readiness.errno
    this.#readiness = readiness
    const errno = readiness.add(descriptor)
    if (errno === null) this.#members.set(descriptor, member)
    return errno
  }

  remove(descriptor: number): void {
    if (this.#sending === descriptor) this.flush()
    this.#members.delete(descriptor)
    this.#readiness?.remove(descriptor)
    if (this.#members.size > 0) return
    this.#readiness?.close()
    this.#readiness = null
  }

  /** A path of the loopback interface is the same for all of its addresses: it is looked at once each. */
  isNeverCut(local: EndpointAddress): boolean {
    const known = this.#neverCut.get(local.address)
    if (known !== undefined) return known
    const isSo = this.socketCalls.isNeverCut(local)
    this.#neverCut.set(local.address, isSo)
    return isSo
  }

  send(descriptor: number, payload: Uint8Array, to: EndpointAddress | null, sent: SendCallback): void {
    const sends = (this.#sends ??= new SendQueue(this.calls))
    if (this.#sending !== descriptor || sends.full) this.flush()
    this.#sending = descriptor
    sends.add(descriptor, payload, to, sent)
    if (this.#flushPlanned) return
    this.#flushPlanned = true
    process.nextTick(this.#flushLater)
  }

  readonly #flushLater = (): void => {
    this.#flushPlanned = false
    this.flush()
  }

  flush(): void {
    if (this.#sending < 0) return
    const descriptor = this.#sending
    this.#sending = -1
    this.#sends?.flush(descriptor)
  }

  /** Waits until one of them, or the endpoint's own socket, can be read, `bell` rings, or the time is up. */
  waitOrBell(bell: number, ms: number): WaitOutcome {
    return this.#readiness?.waitOrBell(bell, ms) ?? 'time-out'
  }

  /**
   * Reads each socket that can be read, once.
   *
   * @param waitMs at most so long for the first
   * @returns how many datagrams came
   */
  read(waitMs: number): number {
    this.flush()
    // What is read may open and close others, and with them change who tells.
    const readiness = this.#readiness
    const ready = readiness?.wait(waitMs) ?? 0
    let count = 0
    for (let index = 0; index < ready; index++) count += this.#readOne(readiness?.at(index) ?? -1)
    this.flush()
    return count
  }

  #readOne(descriptor: number): number {
    if (descriptor === this.#own) return this.#readOwn?.() ?? 0
    // It may have been closed by what another one brought.
    const member = this.#members.get(descriptor)
    if (!member) return 0
    this.#current = member
    this.#reader ??= new Reader(
      this.calls,
      {
        datagram: (...seen) => this.#current?.events.datagram(...seen),
        failure: (errno) => this.#current?.fail(errno)
      },
      atOnceInChain,
      payloadMaximumBytes
    )
    return this.#reader.read(descriptor, false)
  }
}

/** One of them. */
class SetSocket implements FurtherSocket {
  readonly #set: SocketSet
  readonly events: UdpSocketEvents
  #descriptor = -1
  #peer: EndpointAddress | null = null

  constructor(set: SocketSet, events: UdpSocketEvents) {
    this.#set = set
    this.events = events
  }

  fail(errno: string): void {
    this.events.fault(faultOfErrno(errno, 'recv', this.#peer))
  }

  open(options: OpenOptions): Promise<Result<OpenedSocket>> {
    return Promise.resolve(this.#open(options))
  }

  #open(options: OpenOptions): Result<OpenedSocket> {
    const { local, receiveBufferBytes } = options
    const refuse = (errno: string, call: string): Result<OpenedSocket> => ({
      ok: false,
      fault: faultOfErrno(errno, call, local)
    })
    if (parsePort(String(local.port), 0) === null) return refuse('EINVAL', 'bind')
    const isSix = isIpv6(local.address)
    if (!isSix && !isIpv4(local.address)) return refuse('ENOTFOUND', 'bind')
    const { socketCalls, calls } = this.#set
    const made = socketCalls.make(isSix ? family.internet6 : family.internet)
    if ('errno' in made) return refuse(made.errno, 'socket')
    const { descriptor } = made
    const errno =
      (receiveBufferBytes === null ? null : socketCalls.setReceiveBuffer(descriptor, receiveBufferBytes)) ??
      (this.#set.isNeverCut(local) ? socketCalls.forbidFragments(descriptor) : null) ??
      socketCalls.bind(descriptor, options) ??
      this.#set.add(descriptor, this)
    if (errno !== null) {
      calls.close(descriptor)
      return refuse(errno, 'bind')
    }
    this.#descriptor = descriptor
    const grantedBytes = socketCalls.receiveBufferOf(descriptor)
    return success({
      local: socketCalls.localOf(descriptor),
      buffer: { requestedBytes: receiveBufferBytes, grantedBytes }
    })
  }

  connect(peer: EndpointAddress): Promise<Result<void>> {
    if (this.#descriptor < 0) return Promise.resolve(closed)
    const errno =
      parsePort(String(peer.port), 1) === null
        ? 'EINVAL'
        : this.#set.socketCalls.connect(this.#descriptor, peer)
    if (errno !== null) return Promise.resolve({ ok: false, fault: faultOfErrno(errno, 'connect', peer) })
    this.#peer = peer
    return Promise.resolve(done)
  }

  send(payload: Uint8Array, to: EndpointAddress | null, sent: SendCallback): void {
    if (this.#descriptor < 0) return sent(SocketError.of('EBADF'), monotonicMs())
    this.#set.send(this.#descriptor, payload, to, sent)
  }

  flush(): void {
    this.#set.flush()
  }

  counters(): SocketCounters | null {
    return this.#descriptor < 0 ? null : this.#set.socketCalls.counters(this.#descriptor)
  }

  close(): Promise<void> {
    const descriptor = this.#descriptor
    this.#descriptor = -1
    if (descriptor >= 0) {
      this.#set.remove(descriptor)
      this.#set.calls.close(descriptor)
    }
    return Promise.resolve()
  }
}
