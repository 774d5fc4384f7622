/**
 * Asks this kernel instead of believing a table: what it grants for an SO_RCVBUF, and what it charges a receive queue
 * for one datagram (its truesize). One datagram goes from a probe socket to another on loopback; nobody reads it, and
 * the queue's bytes stand in /proc/net/udp (proc(5), rx_queue).
 */
import { readFileSync } from 'node:fs'
import { type Result, success } from '#shared/fault'
import { sameEndpoint } from '#shared/events/address'
import type { ReceiveBuffer } from '#shared/events/endpoint'
import { loopbackAddress } from '#shared/exercise'
import type { DatagramCharge } from '#shared/kept/datagram-charge'
import { DgramSocket } from '../net/dgram-socket'
import { parseProcNetUdp } from '../net/kernel'
import type { OpenedSocket } from '../net/udp-socket'

/**
 * What Linux 6.18 on x86-64 charges, for where it cannot be asked: a short datagram's memory comes in powers of two, and
 * the kernel's own structures are on top of it; a long one is charged what it has.
 */
const table = [
  { upTo: 197, bytes: 832 },
  { upTo: 645, bytes: 1280 },
  { upTo: 1669, bytes: 2304 },
  { upTo: 3717, bytes: 4352 },
  { upTo: 7815, bytes: 8448 },
  { upTo: 15_999, bytes: 16_640 }
] as const
const structuresBytes = 832

export function chargeOfTable(payloadBytes: number): DatagramCharge {
  const row = table.find(({ upTo }) => payloadBytes <= upTo)
  return { payloadBytes, bytes: row?.bytes ?? payloadBytes + structuresBytes, source: 'table' }
}

const measured = new Map<number, DatagramCharge>()

/** What one datagram is charged; measured once for each payload size. Null: the system does not tell. */
export async function probeCharge(payloadBytes: number, platform: string): Promise<DatagramCharge | null> {
  if (platform !== 'linux') return null
  const known = measured.get(payloadBytes)
  if (known) return known
  const bytes = await measureCharge(payloadBytes)
  if (bytes === null) return chargeOfTable(payloadBytes)
  const charge: DatagramCharge = { payloadBytes, bytes, source: 'measured' }
  measured.set(payloadBytes, charge)
  return charge
}

async function measureCharge(payloadBytes: number): Promise<number | null> {
  return withProbe(null, async (receiver) => {
    return withProbe(null, async (sender) => {
      // The datagram is in the queue when send() returns, and this thread reads sockets only in its event loop: so the
      // table is read in the same turn.
      sender.socket.send(new Uint8Array(payloadBytes), receiver.opened.local, () => undefined)
      return queuedBytes(receiver.opened)
    })
  })
}

function queuedBytes({ local }: OpenedSocket): number | null {
  try {
    const sockets = parseProcNetUdp(readFileSync('/proc/net/udp', 'utf8'))
    const bytes = sockets.find((socket) => sameEndpoint(socket.local, local))?.receiveQueueBytes ?? 0
    return bytes > 0 ? bytes : null
  } catch {
    return null
  }
}

interface Probe {
  socket: DgramSocket
  opened: OpenedSocket
}

/** Nobody reads from a probe. */
const opening = { local: { address: loopbackAddress, port: 0 }, receiveSizeBytes: 1, readsTogether: 1 }

/** Opens a socket on any port for the time of `work`; null when it cannot be opened. */
async function withProbe<T>(
  receiveBufferBytes: number | null,
  work: (probe: Probe) => Promise<T | null>
): Promise<T | null> {
  const socket = new DgramSocket({ datagram: () => undefined, fault: () => undefined })
  const opened = await socket.open({ ...opening, receiveBufferBytes })
  try {
    return opened.ok ? await work({ socket, opened: opened.value }) : null
  } finally {
    await socket.close()
  }
}

/** What SO_RCVBUF gets that is asked for; the fault of the socket when it cannot be made. */
export async function probeBuffer(requestedBytes: number | null): Promise<Result<ReceiveBuffer>> {
  const socket = new DgramSocket({ datagram: () => undefined, fault: () => undefined })
  const opened = await socket.open({ ...opening, receiveBufferBytes: requestedBytes })
  await socket.close()
  return opened.ok ? success(opened.value.buffer) : opened
}
