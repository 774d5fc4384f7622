/** Sockets that an endpoint's behaviour or work opens beside the endpoint's own: what is open when it closes is closed. */
import type { FurtherSocket, UdpSocketEvents } from '../net/udp-socket'

export class FurtherSockets {
  readonly #make: (events: UdpSocketEvents) => FurtherSocket
  readonly #sockets = new Set<FurtherSocket>()
  #closed = false

  constructor(make: (events: UdpSocketEvents) => FurtherSocket) {
    this.#make = make
  }

  /** A socket that is not open yet; one whose endpoint is closed meanwhile never stays open. */
  readonly make = (events: UdpSocketEvents): FurtherSocket => {
    const socket = this.#make(events)
    this.#sockets.add(socket)
    const open = socket.open.bind(socket)
    const close = socket.close.bind(socket)
    socket.open = async (options) => {
      const opened = await open(options)
      // It was closed while it was being made, which closes nothing yet.
      if (opened.ok && (this.#closed || !this.#sockets.has(socket))) await close()
      return opened
    }
    socket.close = () => {
      this.#sockets.delete(socket)
      return close()
    }
    return socket
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#sockets].map((socket) => socket.close()))
  }
}
