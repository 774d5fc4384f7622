/** A socket of ours that a student's program talks to. */
import { createSocket, type Socket } from 'node:dgram'
import { loopbackAddress } from '#shared/exercise'
import { type Result, success } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import { errnoOf, faultOfErrno } from '#lab/net/errno'
import { withPortHolder } from '#lab/net/port-holder'

export type Arrived = (payload: Uint8Array, from: EndpointAddress) => void

export class Peer {
  readonly #socket: Socket
  readonly port: number

  private constructor(socket: Socket) {
    this.#socket = socket
    this.port = socket.address().port
    // An answer that found nobody: the program has gone, which is told by its end.
    socket.on('error', () => undefined)
  }

  /** @param port 0: an ephemeral one */
  static open(port: number, arrived: Arrived): Promise<Result<Peer>> {
    const socket = createSocket('udp4')
    const local = { address: loopbackAddress, port }
    return new Promise((resolve) => {
      const refuse = (error: Error): void => {
        socket.close()
        const fault = faultOfErrno(errnoOf(error), 'bind', local)
        void withPortHolder(fault, local).then((told) => resolve({ ok: false, fault: told }))
      }
      socket.once('error', refuse)
      socket.on('message', (payload, { address, port: from }) => arrived(payload, { address, port: from }))
      socket.bind(port, loopbackAddress, () => {
        socket.off('error', refuse)
        resolve(success(new Peer(socket)))
      })
    })
  }

  send(payload: Uint8Array, port: number, address = loopbackAddress): Promise<void> {
    return new Promise((resolve) => this.#socket.send(payload, port, address, () => resolve()))
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()))
  }
}

/** Null: nobody holds the port; else the fault that names who does. */
export async function heldBySomebody(port: number): Promise<Result<void>> {
  const tried = await Peer.open(port, () => undefined)
  if (!tried.ok) return tried
  await tried.value.close()
  return success(undefined)
}
