/** What the kernel itself says of UDP sockets. Linux tells (proc(5), /proc/net/udp); elsewhere the answers are null. */
import { readFile } from 'node:fs/promises'
import { type EndpointAddress, isAnyAddress, plainAddress } from '#shared/events/address'
import { ipv6Text, mappedOf } from '#shared/events/ipv6'
import { hasProc } from './proc'

export interface KernelSocket {
  local: EndpointAddress
  remote: EndpointAddress
  /** Bytes charged to the receive queue: payload and the kernel's own structures. */
  receiveQueueBytes: number
  /** Datagrams that this socket dropped since it was made. */
  drops: number
  inode: number
}

/** Where Linux keeps its counters; a parameter, so that a system that hides them can be tried. */
export interface CounterFiles {
  udp: string
  udp6: string
  snmp: string
  snmp6: string
}

export const counterFiles: CounterFiles = {
  udp: '/proc/net/udp',
  udp6: '/proc/net/udp6',
  snmp: '/proc/net/snmp',
  snmp6: '/proc/net/snmp6'
}

/** The four bytes of one 32-bit word that was printed as the machine's own (little-endian) number, in hex. */
const octetsOf = (word: string): number[] =>
  (word.match(/../g) ?? []).reverse().map((octet) => parseInt(octet, 16))

function parseAddress(hex: string): string {
  if (hex.length <= 8) return octetsOf(hex).join('.')
  const octets = (hex.match(/.{8}/g) ?? []).flatMap(octetsOf)
  const groups: number[] = []
  for (let index = 0; index < octets.length; index += 2) {
    groups.push((octets[index]! << 8) | octets[index + 1]!)
  }
  // An IPv4 address in an IPv6 socket as IPv4.
  return mappedOf(groups) ?? ipv6Text(groups)
}

/** `0100007F:4E21` is 127.0.0.1:20001; the 32 digits of udp6 are four such words. */
export function parseHexEndpoint(text: string): EndpointAddress {
  const [address = '', port = ''] = text.split(':')
  return { address: parseAddress(address), port: parseInt(port, 16) }
}

/** The rows of a text in the form of /proc/net/udp or udp6. A row that is not of that form is passed over. */
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

async function readTable(path: string): Promise<KernelSocket[] | null> {
  if (!hasProc) return null
  try {
    return parseProcNetUdp(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

/**
 * All UDP sockets of this network namespace, or null where the system has no such table. A system without IPv6 has no
 * udp6; its sockets are all in udp.
 */
export async function readKernelSockets(files: CounterFiles = counterFiles): Promise<KernelSocket[] | null> {
  const [four, six] = await Promise.all([readTable(files.udp), readTable(files.udp6)])
  return four && [...four, ...(six ?? [])]
}

/** Whether it is bound there; ::ffff:a.b.c.d is a.b.c.d in a row. */
export const isBoundTo = (socket: KernelSocket, { address, port }: EndpointAddress): boolean =>
  socket.local.port === port && socket.local.address === plainAddress(address)

/** Whether a datagram to that place comes to it: it is bound there, or to the port with any address. */
export const isReachedAt = (socket: KernelSocket, place: EndpointAddress): boolean =>
  isBoundTo(socket, place) || (socket.local.port === place.port && isAnyAddress(socket.local.address))

/**
 * The one socket bound to `local`; null when there is none, or when several share the address.
 *
 * @param inode where it is known: another socket that has the address by now is not this one
 */
export function findKernelSocket(
  sockets: readonly KernelSocket[],
  local: EndpointAddress,
  inode?: number
): KernelSocket | null {
  const matching = sockets.filter(
    (socket) => isBoundTo(socket, local) && (inode === undefined || socket.inode === inode)
  )
  return matching.length === 1 ? matching[0]! : null
}

/** As findKernelSocket, read now; null also where the table cannot be read. */
export async function readKernelSocket(local: EndpointAddress, inode?: number): Promise<KernelSocket | null> {
  return findKernelSocket((await readKernelSockets()) ?? [], local, inode)
}

async function readNumber(path: string): Promise<number | null> {
  if (!hasProc) return null
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
