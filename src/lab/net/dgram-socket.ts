/** The UdpSocket that node:dgram makes. */
import dgram from 'node:dgram'
import { done, failure, type Result, success } from '#shared/fault'
import { type EndpointAddress, isIpv6, parsePort } from '#shared/events/address'
import { monotonicMs } from '../clock'
import { errnoOf, faultOfErrno } from './errno'
import type {
  OpenedSocket,
  OpenOptions,
  PortUnreachable,
  SendCallback,
  SocketCounters,
  UdpSocket,
  UdpSocketEvents
} from './udp-socket'

/**
 * Addresses are numbers here, so a lookup has nothing to ask. That it answers at once makes bind, connect and send
 * happen in the call itself; by default dgram only queues them, and times of sending would be wrong.
 */
const numericLookup =
  (family: 4 | 6) =>
  (
    host: string,
    _options: unknown,
    answer: (error: NodeJS.ErrnoException | null, address: string, family: number) => void
  ): void =>
    answer(null, host, family)

const lookups = { 4: numericLookup(4), 6: numericLookup(6) } as const

export class DgramSocket implements UdpSocket {
  readonly copies = false
  readonly #events: UdpSocketEvents
  #socket: dgram.Socket | null = null
  #peer: EndpointAddress | null = null
  #requestedBytes: number | null = null
  #family: 4 | 6 = 4

  constructor(events: UdpSocketEvents) {
    this.#events = events
  }

  /** SO_RCVBUF is set by node right after bind(2), as its descriptor does not exist before. */
  open({
    local,
    receiveBufferBytes,
    receiveSizeBytes,
    sharesPort
  }: OpenOptions): Promise<Result<OpenedSocket>> {
    // Node does not look: it would bind 65535 for -1, and any port for NaN or 1.5.
    if (parsePort(String(local.port), 0) === null) {
      return Promise.resolve({ ok: false, fault: faultOfErrno('EINVAL', 'bind', local) })
    }
    this.#family = isIpv6(local.address) ? 6 : 4
    const socket = dgram.createSocket({
      type: this.#family === 6 ? 'udp6' : 'udp4',
      lookup: lookups[this.#family],
      ...(sharesPort && { reusePort: true }),
      ...(receiveBufferBytes === null ? {} : { recvBufferSize: receiveBufferBytes })
    })
    this.#requestedBytes = receiveBufferBytes
    return new Promise((resolve) => {
      const refuse = (error: Error): void => {
        socket.close()
        resolve({ ok: false, fault: faultOfErrno(errnoOf(error), 'bind', local) })
      }
      socket.once('error', refuse)
      socket.bind(local.port, local.address, () => {
        socket.off('error', refuse)
        this.#socket = socket
        this.#listen(socket, receiveSizeBytes)
        resolve(success(this.#describe(socket)))
      })
    })
  }

  /** Node reads whole datagrams, however long: they are cut here. */
  #listen(socket: dgram.Socket, receiveSizeBytes: number): void {
    socket.on('message', (payload, from) => {
      const cut = payload.length > receiveSizeBytes ? payload.subarray(0, receiveSizeBytes) : payload
      this.#events.datagram(cut, from.address, from.port, payload.length)
    })
    socket.on('error', (error) => this.#events.fault(faultOfErrno(errnoOf(error), 'recv', this.#peer)))
  }

  #describe(socket: dgram.Socket): OpenedSocket {
    const { address, port } = socket.address()
    return {
      local: { address, port },
      buffer: { requestedBytes: this.#requestedBytes, grantedBytes: socket.getRecvBufferSize() }
    }
  }

  /**
   * An IPv6 socket writes an IPv4 address as ::ffff:a.b.c.d. libuv takes the family from the text alone: a socket of IPv4
   * would let the system refuse the other family by a name (EINVAL) that says nothing of it.
   * @throws ForeignError
   */
  #nameOf({ address }: EndpointAddress): string {
    const isSix = address.includes(':')
    if (isSix && this.#family === 4) throw new ForeignError()
    return this.#family === 6 && !isSix ? `::ffff:${address}` : address
  }

  connect(peer: EndpointAddress): Promise<Result<void>> {
    const socket = this.#socket
    if (!socket) return Promise.resolve(closed)
    return new Promise((resolve) => {
      try {
        socket.connect(peer.port, this.#nameOf(peer), (error?: Error) => {
          if (error) return resolve({ ok: false, fault: faultOfErrno(errnoOf(error), 'connect', peer) })
          this.#peer = peer
          resolve(done)
        })
      } catch (error) {
        resolve({ ok: false, fault: faultOfErrno(errnoOf(error), 'connect', peer) })
      }
    })
  }

  disconnect(): Result<OpenedSocket> {
    const socket = this.#socket
    if (!socket) return closed
    try {
      socket.disconnect()
      this.#peer = null
      return success(this.#describe(socket))
    } catch (error) {
      return { ok: false, fault: faultOfErrno(errnoOf(error), 'connect', this.#peer) }
    }
  }

  send(payload: Uint8Array, to: EndpointAddress | null, sent: SendCallback): void {
    const socket = this.#socket
    if (!socket) return process.nextTick(sent, new ClosedError(), monotonicMs())
    const handedMs = monotonicMs()
    const answer = (error: Error | null): void => sent(error, handedMs)
    try {
      if (to) socket.send(payload, to.port, this.#nameOf(to), answer)
      else socket.send(payload, answer)
    } catch (error) {
      // A bad port, an address given on a connected socket: node throws before it asks the system. The answer comes as
      // a tick all the same, so that answers keep the order of the sends.
      process.nextTick(answer, error)
    }
  }

  /** Every send() is handed over at once. */
  flush(): void {
    return undefined
  }

  /** Nothing is read unless the event loop turns, and it turns only in wait(). */
  hold(): () => void {
    return () => undefined
  }

  /** A turn of the event loop reads at most 32 datagrams. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)))
  }

  rehearsal(): Pick<UdpSocket, 'copies' | 'send' | 'flush' | 'wait'> {
    return {
      copies: this.copies,
      send: (_payload, _to, sent) => process.nextTick(sent, null, 0),
      flush: () => undefined,
      wait: () => Promise.resolve()
    }
  }

  /** node:dgram sets no IP_RECVERR and reads no error queue. */
  askForError(): PortUnreachable | null {
    return null
  }

  counters(): SocketCounters | null {
    return null
  }

  close(): Promise<void> {
    const socket = this.#socket
    this.#socket = null
    if (!socket) return Promise.resolve()
    return new Promise((resolve) => socket.close(() => resolve()))
  }
}

const closed = failure('socket/closed', 'The socket is closed.', { advice: 'Open it again.', errno: 'EBADF' })

class ClosedError extends Error {
  readonly code = 'EBADF'
}

class ForeignError extends Error {
  readonly code = 'EAFNOSUPPORT'
}
