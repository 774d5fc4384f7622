/** One socket between the balancer and a server, connected: so its replies have one way home, and its refusals are told. */
import { type EndpointAddress, loopbackBeside } from '#shared/events/address'
import { payloadMaximumBytes } from '#shared/events/payload'
import type { Result } from '#shared/fault'
import { errnoOf } from '#lab/net/errno'
import { atOnceInChain } from '#lab/net/reads-together'
import type { FurtherSocket, UdpSocketEvents } from '#lab/net/udp-socket'

/** Datagrams that wait while the socket is being opened; a client that sends more meanwhile loses the rest here. */
export const waitingMost = 256

export interface UpstreamEvents {
  sent(payload: Uint8Array, handedMs: number): void
  unsent(payload: Uint8Array, handedMs: number): void
  /** It never left, and this socket is closed: another server may have it. */
  returned(payload: Uint8Array): void
  reply(payload: Uint8Array, sizeBytes: number): void
  /** An ICMP "port unreachable": nobody has the server's port. */
  refused(): void
  /** The socket could not be made: for want of descriptors, say. */
  failed(waiting: readonly Uint8Array[]): void
}

export class Upstream {
  readonly #socket: FurtherSocket
  readonly #events: UpstreamEvents
  #waiting: Uint8Array[] = []
  #phase: 'opening' | 'open' | 'closed' = 'opening'
  /** Requests that were sent here and are not answered. */
  outstanding = 0

  constructor(
    server: EndpointAddress,
    openSocket: (events: UdpSocketEvents) => FurtherSocket,
    events: UpstreamEvents
  ) {
    this.#events = events
    this.#socket = openSocket({
      datagram: (payload, _address, _port, sizeBytes) => {
        if (!this.closed()) events.reply(payload, sizeBytes)
      },
      fault: ({ code }) => {
        if (!this.closed() && code === 'socket/connection-refused') events.refused()
      }
    })
    void this.#open(server)
  }

  closed(): boolean {
    return this.#phase === 'closed'
  }

  async #open(server: EndpointAddress): Promise<void> {
    const opened = await openTo(this.#socket, server)
    if (this.closed()) return
    const waiting = this.takeWaiting()
    if (opened.ok) {
      this.#phase = 'open'
      for (const payload of waiting) this.#hand(payload)
    } else {
      this.close()
      this.#events.failed(waiting)
    }
  }

  /** False: too many wait already. What waits is kept: the caller's payload is only lent. */
  send(payload: Uint8Array): boolean {
    if (this.#phase === 'open') this.#hand(payload)
    else if (this.closed() || this.#waiting.length >= waitingMost) return false
    else this.#waiting.push(Uint8Array.prototype.slice.call(payload))
    return true
  }

  /** A pending ICMP error makes one send fail, and that datagram is not sent (udp(7)): it is tried once more. */
  #hand(payload: Uint8Array, again = false): void {
    const { sent, unsent, returned, refused } = this.#events
    this.#socket.send(payload, null, (error, handedMs) => {
      if (!error) return sent(payload, handedMs)
      const isRefusal = errnoOf(error) === 'ECONNREFUSED'
      if (isRefusal && !this.closed()) refused()
      if (this.closed()) return returned(payload)
      if (isRefusal && !again) return this.#hand(payload, true)
      unsent(payload, handedMs)
    })
  }

  /** What was never sent, in its order; it waits no more. */
  takeWaiting(): Uint8Array[] {
    const waiting = this.#waiting
    this.#waiting = []
    return waiting
  }

  close(): void {
    this.#phase = 'closed'
    void this.#socket.close()
  }
}

async function openTo(socket: FurtherSocket, server: EndpointAddress): Promise<Result<void>> {
  const opened = await socket.open({
    local: { address: loopbackBeside(server.address), port: 0 },
    receiveBufferBytes: null,
    receiveSizeBytes: payloadMaximumBytes,
    readsTogether: atOnceInChain
  })
  return opened.ok ? socket.connect(server) : opened
}
