/** What the kernel itself says of UDP sockets. Linux tells (proc(5), /proc/net/udp); elsewhere the answers are null. */
import { readFile } from 'node:fs/promises'
import { type EndpointAddress, sameEndpoint } from '../../shared/model/address'

export interface KernelSocket {
  local: EndpointAddress
  remote: EndpointAddress
  /** Bytes charged to the receive queue: payload and the kernel's own structures. */
  receiveQueueBytes: number
  /** Datagrams that this socket dropped since it was made. */
  drops: number
  inode: number
}

/** `0100007F:4E21` is 127.0.0.1:20001: the address as the machine's own (little-endian) 32-bit word, in hex. */
function parseHexEndpoint(text: string): EndpointAddress {
  const [word = '', port = ''] = text.split(':')
  const octets = word.match(/../g) ?? []
  return {
    address: octets
      .reverse()
      .map((octet) => parseInt(octet, 16))
      .join('.'),
    port: parseInt(port, 16)
  }
}

/** The rows of a text in the form of /proc/net/udp. A row that is not of that form is passed over. */
export function parseProcNetUdp(text: string): KernelSocket[] {
  const sockets: KernelSocket[] = []
  for (const line of text.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/)
    if (fields.length < 13) continue
    const [, local, remote, , queues] = fields
    sockets.push({
      local: parseHexEndpoint(local!),
      remote: parseHexEndpoint(remote!),
      receiveQueueBytes: parseInt(queues!.split(':')[1] ?? '', 16),
      inode: Number(fields[9]),
      drops: Number(fields[12])
    })
  }
  return sockets.filter(({ drops, inode }) => Number.isInteger(drops) && Number.isInteger(inode))
}

/** All IPv4 UDP sockets of this network namespace, or null where the system has no such table. */
export async function readKernelSockets(): Promise<KernelSocket[] | null> {
  try {
    return parseProcNetUdp(await readFile('/proc/net/udp', 'utf8'))
  } catch {
    return null
  }
}

/** The one socket bound to `local`; null when unknown, or when several share the address. */
export async function readKernelSocket(local: EndpointAddress): Promise<KernelSocket | null> {
  const sockets = await readKernelSockets()
  const matching = sockets?.filter((socket) => sameEndpoint(socket.local, local)) ?? []
  return matching.length === 1 ? matching[0]! : null
}

async function readNumber(path: string): Promise<number | null> {
  try {
    const value = Number((await readFile(path, 'utf8')).trim())
    return Number.isInteger(value) ? value : null
  } catch {
    return null
  }
}

/** The most that SO_RCVBUF may ask for (socket(7), rmem_max), in bytes. */
export const receiveBufferMaximum = (): Promise<number | null> => readNumber('/proc/sys/net/core/rmem_max')

/** What a socket gets that asks for nothing (socket(7), rmem_default), in bytes. */
export const receiveBufferDefault = (): Promise<number | null> =>
  readNumber('/proc/sys/net/core/rmem_default')
