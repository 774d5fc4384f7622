/**
 * A UDP socket as the endpoints use it, whichever engine is behind it; the words are those of the system calls. Every
 * method that can fail for a reason of the network answers with a Result.
 */
import type { Result } from '#shared/fault'
import type { Fault } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import type { ReceiveBuffer } from '#shared/events/endpoint'

export interface OpenOptions {
  local: EndpointAddress
  /** SO_RCVBUF in bytes, set before the first datagram can be read; null leaves the system's default. */
  receiveBufferBytes: number | null
  /** The argument of recvfrom(): what is longer is cut. */
  receiveSizeBytes: number
  /**
   * Datagrams that may be read from the kernel's queue in one call. 1 for a receiver that is busy with each: what it has
   * not served yet must wait in the kernel, where it is counted.
   */
  readsTogether: number
  /** SO_REUSEPORT (socket(7)): it joins the sockets that are bound there with it already. Linux picks one for each peer. */
  sharesPort?: true
  /** It is read together with the thread's further sockets. */
  withOthers?: true
}

export interface OpenedSocket {
  local: EndpointAddress
  buffer: ReceiveBuffer
}

/**
 * Called in the order of the sends, in send() itself or later. Null: the system accepted the datagram, which never means
 * that it was delivered. The error itself is handed on, because most of a million answers need no Fault: errno.ts makes
 * one of it. `handedMs`: when it was handed to the system (clock.ts): by the time of the answer a receiver may have had it for
 * long.
 */
export type SendCallback = (error: Error | null, handedMs: number) => void

export interface UdpSocketEvents {
  /**
   * `payload` was cut to the receive size, `sizeBytes` is its length on the wire. It is valid until the sends made in
   * this call were answered.
   */
  datagram(payload: Uint8Array, address: string, port: number, sizeBytes: number): void
  /** An error that the system reports later, such as ECONNREFUSED on a connected socket. */
  fault(fault: Fault): void
}

/** What the kernel says of this very socket. */
export interface SocketCounters {
  /** Bytes charged to its receive queue: payloads and the kernel's own structures. */
  receiveQueueBytes: number
  /** Datagrams that it dropped since it was made. */
  drops: number
}

/** An ICMP "destination unreachable: port unreachable" (RFC 792), as a socket's error queue has it. */
export interface PortUnreachable {
  /** Where the datagram was to go that it is about. */
  to: EndpointAddress
  /** Who sent it: ip(7), SO_EE_OFFENDER. */
  offender: string
}

/** What an engine needs of the thread that it works in. */
export interface SocketNeeds {
  /** Descriptor of an eventfd that rings when the lab wants something of this thread; -1: none. */
  bell: number
  /** Tells the lab which descriptor to close should this thread die. */
  hold(descriptor: number): void
  /** Whether the descriptor is still this thread's to close. */
  release(descriptor: number): boolean
}

export interface UdpSocket {
  /** send() copies the payload: it may be changed at once. */
  readonly copies: boolean
  /** Makes the socket, binds it and begins to receive. */
  open(options: OpenOptions): Promise<Result<OpenedSocket>>
  /** Fixes the peer. Sends nothing. */
  connect(peer: EndpointAddress): Promise<Result<void>>
  /**
   * Dissolves the peer (connect(2), AF_UNSPEC). On Linux an ephemeral port goes with it: the port is 0 until the next
   * send gives the socket another one.
   */
  disconnect(): Result<OpenedSocket>
  /**
   * Sends one datagram; without `to` it goes to the peer. What becomes of a `to` on a connected socket is the system's
   * word: Linux sends there (udp(7)), POSIX lets a system fail with EISCONN (sendto(3p)); node:dgram refuses it itself. The payload must not change until `sent` is called. An engine
   * may put datagrams together until the next tick or the next flush().
   */
  send(payload: Uint8Array, to: EndpointAddress | null, sent: SendCallback): void
  /** Hands to the system what send() has put together. */
  flush(): void
  /** From now on it reads only in wait(), as a program does that calls recvfrom() itself. Returns the undo. */
  hold(): () => void
  /** Reads what is there, or else what comes first within `ms` (0: nothing). It may return early, and some ms late. */
  wait(ms: number): Promise<void>
  /**
   * A socket that goes nowhere, by way of the same code: lets the compiler see what comes before a clock runs. Its answers
   * mean nothing.
   */
  rehearsal(): Pick<UdpSocket, 'copies' | 'send' | 'flush' | 'wait'>
  /**
   * A second, unconnected socket that asks for its errors (IP_RECVERR) sends the payload to `to`, waits up to `waitMs`, and
   * gives the ICMP error that it found in its error queue. Null: none was seen, or this engine cannot ask. The thread
   * sleeps meanwhile.
   */
  askForError(to: EndpointAddress, payload: Uint8Array, waitMs: number): PortUnreachable | null
  /** What the kernel says of this socket, or null where this engine cannot ask. */
  counters(): SocketCounters | null
  /** Closes. Once is enough, and twice does no harm. */
  close(): Promise<void>
}

/**
 * A socket beside an endpoint's own: it is read when that one is. A payload that came by it is valid during the call alone, because
 * the next one of them that is read uses the same memory: whoever is answered later keeps what it needs.
 */
export type FurtherSocket = Pick<UdpSocket, 'open' | 'connect' | 'send' | 'flush' | 'counters' | 'close'>
