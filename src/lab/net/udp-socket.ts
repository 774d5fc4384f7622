/**
 * A UDP socket as the endpoints use it. The engine behind it may change (node:dgram is the first); the words are those
 * of the system calls. Every method that can fail for a reason of the network answers with a Result.
 */
import type { Result } from '../../shared/fault'
import type { Fault } from '../../shared/fault'
import type { EndpointAddress } from '../../shared/model/address'
import type { ReceiveBuffer } from '../../shared/model/endpoint'

export interface OpenOptions {
  local: EndpointAddress
  /** SO_RCVBUF in bytes, set before the first datagram can be read; null leaves the system's default. */
  receiveBufferBytes: number | null
}

export interface OpenedSocket {
  local: EndpointAddress
  buffer: ReceiveBuffer
}

/**
 * Called later, never in send() itself, and in the order of the sends. Null: the system accepted the datagram, which never
 * means that it was delivered. The error itself is handed on, because most of a million answers need no Fault:
 * errno.ts makes one of it.
 */
export type SendCallback = (error: Error | null) => void

export interface UdpSocketEvents {
  /** `payload` is only valid during the call. */
  datagram(payload: Uint8Array, address: string, port: number): void
  /** An error that the system reports later, such as ECONNREFUSED on a connected socket. */
  fault(fault: Fault): void
}

export interface UdpSocket {
  /** Makes the socket, binds it and begins to receive. */
  open(options: OpenOptions): Promise<Result<OpenedSocket>>
  /** Fixes the peer. Sends nothing. */
  connect(peer: EndpointAddress): Promise<Result<void>>
  /**
   * Dissolves the peer (connect(2), AF_UNSPEC). On Linux an ephemeral port goes with it: the port is 0 until the next
   * send gives the socket another one.
   */
  disconnect(): Result<OpenedSocket>
  /** Sends one datagram; `to` is null on a connected socket. The payload must not change until `sent` is called. */
  send(payload: Uint8Array, to: EndpointAddress | null, sent: SendCallback): void
  /** Closes. Once is enough, and twice does no harm. */
  close(): Promise<void>
}
