/** The UdpSocket that makes the system's calls itself. */
import { done, type Fault, failure, type Result, success } from '#shared/fault'
import { type EndpointAddress, isIpv4, isIpv6, parsePort } from '#shared/events/address'
import { monotonicMs } from '../../clock'
import { faultOfErrno } from '../errno'
import type {
  SocketNeeds,
  OpenedSocket,
  OpenOptions,
  PortUnreachable,
  SendCallback,
  SocketCounters,
  UdpSocket,
  UdpSocketEvents
} from '../udp-socket'
import type { SystemCalls } from './calls'
import { family, socketOption } from './constants'
import { askForError } from './error-queue'
import { hotWaitMs, ReadTurns } from './read-turns'
import { Reader } from './reader'
import { SendQueue } from './send-queue'
import { SetReader } from './set-reader'
import { SocketCalls } from './socket-calls'
import type { SocketSet } from './socket-set'
import { SocketError } from './socket-error'

/** No process has so many: the system refuses it at once (EBADF). */
const nobodysDescriptor = 0x7fff_ffff
/** A send that finds no room in the send buffer gives up after this. */
const sendTimeoutMs = 1000

export class SystemSocket implements UdpSocket {
  readonly copies = true
  readonly #calls: SystemCalls
  readonly #events: UdpSocketEvents
  readonly #around: SocketNeeds
  readonly #others: SocketSet | null
  readonly #socket: SocketCalls
  readonly #sends: SendQueue
  #turns: ReadTurns | null = null
  #descriptor = -1
  #peer: EndpointAddress | null = null
  #requestedBytes: number | null = null
  #flushPlanned = false

  /** @param others the thread's further sockets, for one that is read with them */
  constructor(
    calls: SystemCalls,
    events: UdpSocketEvents,
    around: SocketNeeds,
    others: SocketSet | null = null
  ) {
    this.#others = others
    this.#calls = calls
    this.#events = events
    this.#around = around
    this.#socket = new SocketCalls(calls)
    this.#sends = new SendQueue(calls)
  }

  open(options: OpenOptions): Promise<Result<OpenedSocket>> {
    const { local } = options
    // bind() takes 16 bits of whatever it is given.
    if (parsePort(String(local.port), 0) === null) return refuse('EINVAL', 'bind', local)
    const isSix = isIpv6(local.address)
    if (!isSix && !isIpv4(local.address)) return refuse('ENOTFOUND', 'bind', local)
    const made = this.#socket.make(isSix ? family.internet6 : family.internet)
    if ('errno' in made) return refuse(made.errno, 'socket', local)
    const { descriptor } = made
    this.#around.hold(descriptor)
    const errno = this.#prepare(descriptor, options)
    if (errno !== null) {
      if (this.#around.release(descriptor)) this.#calls.close(descriptor)
      return refuse(errno, 'bind', local)
    }
    this.#descriptor = descriptor
    this.#requestedBytes = options.receiveBufferBytes
    const events = {
      datagram: this.#events.datagram,
      failure: (name: string) => this.#events.fault(faultOfErrno(name, 'recv', this.#peer))
    }
    const reader = new Reader(this.#calls, events, options.readsTogether, options.receiveSizeBytes)
    // What the events sent is handed over before the next read overwrites their payloads.
    const others = options.withOthers ? this.#others : null
    const readers = others ? new SetReader(reader, others, descriptor) : reader
    this.#turns = new ReadTurns(readers, descriptor, this.#around.bell, () => this.flush())
    return Promise.resolve(success(this.#describe()))
  }

  /** Options before bind(), as in the exercise. Gives the name of what failed, or null. */
  #prepare(descriptor: number, options: OpenOptions): string | null {
    const { receiveBufferBytes } = options
    return (
      this.#socket.setTimeout(descriptor, socketOption.receiveTimeout, hotWaitMs) ??
      this.#socket.setTimeout(descriptor, socketOption.sendTimeout, sendTimeoutMs) ??
      (receiveBufferBytes === null ? null : this.#socket.setReceiveBuffer(descriptor, receiveBufferBytes)) ??
      (options.sharesPort ? this.#socket.sharePort(descriptor) : null) ??
      (this.#socket.isNeverCut(options.local) ? this.#socket.forbidFragments(descriptor) : null) ??
      this.#socket.bind(descriptor, options)
    )
  }

  #describe(): OpenedSocket {
    const grantedBytes = this.#socket.receiveBufferOf(this.#descriptor)
    return {
      local: this.#socket.localOf(this.#descriptor),
      buffer: { requestedBytes: this.#requestedBytes, grantedBytes }
    }
  }

  connect(peer: EndpointAddress): Promise<Result<void>> {
    if (this.#descriptor < 0) return Promise.resolve(closed)
    if (parsePort(String(peer.port), 1) === null) return refuse('EINVAL', 'connect', peer)
    const errno = this.#socket.connect(this.#descriptor, peer)
    if (errno !== null) return refuse(errno, 'connect', peer)
    this.#peer = peer
    return Promise.resolve(done)
  }

  disconnect(): Result<OpenedSocket> {
    if (this.#descriptor < 0) return closed
    if (!this.#peer) return { ok: false, fault: faultOfErrno('ENOTCONN', 'connect', null) }
    const errno = this.#socket.dissolve(this.#descriptor)
    if (errno !== null) return { ok: false, fault: faultOfErrno(errno, 'connect', this.#peer) }
    this.#peer = null
    return success(this.#describe())
  }

  send(payload: Uint8Array, to: EndpointAddress | null, sent: SendCallback): void {
    if (this.#descriptor < 0) return sent(SocketError.of('EBADF'), monotonicMs())
    if (this.#sends.full) this.flush()
    this.#sends.add(this.#descriptor, payload, to, sent)
    if (this.#flushPlanned) return
    this.#flushPlanned = true
    process.nextTick(this.#flushLater)
  }

  readonly #flushLater = (): void => {
    this.#flushPlanned = false
    this.flush()
  }

  flush(): void {
    this.#sends.flush(this.#descriptor)
  }

  hold(): () => void {
    return this.#turns?.hold() ?? (() => undefined)
  }

  wait(ms: number): Promise<void> {
    this.flush()
    return this.#turns?.wait(ms) ?? Promise.resolve()
  }

  rehearsal(): SystemSocket {
    const socket = new SystemSocket(this.#calls, this.#events, this.#around)
    socket.#descriptor = nobodysDescriptor
    return socket
  }

  askForError(to: EndpointAddress, payload: Uint8Array, waitMs: number): PortUnreachable | null {
    return askForError(this.#calls, to, payload, waitMs)
  }

  counters(): SocketCounters | null {
    return this.#descriptor < 0 ? null : this.#socket.counters(this.#descriptor)
  }

  close(): Promise<void> {
    const descriptor = this.#descriptor
    if (descriptor >= 0) {
      this.flush()
      this.#turns?.end()
      this.#descriptor = -1
      if (this.#around.release(descriptor)) this.#calls.close(descriptor)
    }
    return Promise.resolve()
  }
}

const closed = failure('socket/closed', 'The socket is closed.', { advice: 'Open it again.', errno: 'EBADF' })

function refuse(
  errno: string,
  call: string,
  endpoint: EndpointAddress
): Promise<{ ok: false; fault: Fault }> {
  return Promise.resolve({ ok: false, fault: faultOfErrno(errno, call, endpoint) })
}
