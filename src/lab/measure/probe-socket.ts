/** Sockets that only ask the system something: on the loopback of a family, on any port, open for the time of one question. */
import { type Result, success } from '#shared/fault'
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { loopbackBeside } from '#shared/events/address'
import { loopbackAddress } from '#shared/exercise'
import { DgramSocket } from '../net/dgram-socket'
import type { OpenedSocket } from '../net/udp-socket'

export interface Probe {
  socket: DgramSocket
  opened: OpenedSocket
  /** Datagrams that were read from it; none before the event loop turns. */
  readDatagrams: () => number
}

const openingAt = (address: string, receiveBufferBytes: number | null) => ({
  local: { address: loopbackBeside(address), port: 0 },
  receiveSizeBytes: 1,
  readsTogether: 1,
  receiveBufferBytes
})

/** Opens a socket for the time of `work`; null when it cannot be opened. */
export async function withProbe<T>(
  address: string,
  receiveBufferBytes: number | null,
  work: (probe: Probe) => Promise<T | null>
): Promise<T | null> {
  let readDatagrams = 0
  const socket = new DgramSocket({ datagram: () => readDatagrams++, fault: () => undefined })
  const opened = await socket.open(openingAt(address, receiveBufferBytes))
  try {
    return opened.ok ? await work({ socket, opened: opened.value, readDatagrams: () => readDatagrams }) : null
  } finally {
    await socket.close()
  }
}

/**
 * What SO_RCVBUF gets that is asked for; the fault of the socket when it cannot be made.
 * @param address of the family that is asked about
 */
export async function probeBuffer(
  requestedBytes: number | null,
  address: string = loopbackAddress
): Promise<Result<ReceiveBuffer>> {
  const socket = new DgramSocket({ datagram: () => undefined, fault: () => undefined })
  const opened = await socket.open(openingAt(address, requestedBytes))
  await socket.close()
  return opened.ok ? success(opened.value.buffer) : opened
}
