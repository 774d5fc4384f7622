/** The UdpSocket that node:dgram makes. */
import dgram from 'node:dgram'
import { done, failure, type Result, success } from '#shared/fault'
import { type EndpointAddress, parsePort } from '#shared/events/address'
import { monotonicMs } from '../clock'
import { errnoOf, faultOfErrno } from './errno'
import type {
  OpenedSocket,
  OpenOptions,
  SendCallback,
  SocketCounters,
  UdpSocket,
  UdpSocketEvents
} from './udp-socket'

/**
 * Addresses are numbers here, so a lookup has nothing to ask. That it answers at once makes bind, connect and send
 * happen in the call itself; by default dgram only queues them, and times of sending would be wrong.
 */
function numericLookup(
  host: string,
  _options: unknown,
  answer: (error: NodeJS.ErrnoException | null, address: string, family: number) => void
): void {
  answer(null, host, 4)
}

export class DgramSocket implements UdpSocket {
  readonly copies = false
  readonly #events: UdpSocketEvents
  #socket: dgram.Socket | null = null
  #peer: EndpointAddress | null = null
  #requestedBytes: number | null = null

  constructor(events: UdpSocketEvents) {
    this.#events = events
  }

  /** SO_RCVBUF is set by node right after bind(2), as its descriptor does not exist before. */
  open({ local, receiveBufferBytes, receiveSizeBytes }: OpenOptions): Promise<Result<OpenedSocket>> {
    // Node does not look: it would bind 65535 for -1, and any port for NaN or 1.5.
    if (parsePort(String(local.port), 0) === null) {
      return Promise.resolve({ ok: false, fault: faultOfErrno('EINVAL', 'bind', local) })
    }
    const socket = dgram.createSocket({
      type: 'udp4',
      lookup: numericLookup,
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

  connect(peer: EndpointAddress): Promise<Result<void>> {
    const socket = this.#socket
    if (!socket) return Promise.resolve(closed)
    return new Promise((resolve) => {
      try {
        socket.connect(peer.port, peer.address, (error?: Error) => {
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
      if (to) socket.send(payload, to.port, to.address, answer)
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
