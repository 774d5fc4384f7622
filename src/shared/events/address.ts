/** Endpoints and how the exercise and the system's tools write them. */
import * as v from 'valibot'
import { count, text } from '../bounded'
import { loopbackAddress } from '../exercise'
import { groupsOfIpv6, ipv6Text, mappedOf } from './ipv6'

export const portMaximum = 65_535

export const portSchema = v.pipe(count, v.maxValue(portMaximum))
/** As long as an IPv6 address gets with an IPv4 one at its end (RFC 4291, 2.2). */
const addressLengthMaximum = 45
export const ipv4Schema = v.pipe(text(15), v.check(isIpv4, 'an IPv4 address such as 127.0.0.1'))
export const hostSchema = v.pipe(
  text(addressLengthMaximum),
  v.check((given) => readAddress(given) !== null, 'an address such as 127.0.0.1 or ::1')
)

export const addressSchema = v.strictObject({
  /** Dotted IPv4 address, which is what the exercise has; or an IPv6 address, as ipv6Text writes it. */
  address: hostSchema,
  /** UDP port; 0 asks bind for an ephemeral port. */
  port: portSchema
})
export type EndpointAddress = v.InferOutput<typeof addressSchema>

const looksLikeIpv6 = (address: string): boolean => address.includes(':')

/** `127.0.0.1:20001` or `[::1]:20001`, as `ss -u` writes it (RFC 3986, 3.2.2). */
export function formatEndpoint({ address, port }: EndpointAddress): string {
  return looksLikeIpv6(address) ? `[${address}]:${port}` : `${address}:${port}`
}

/**
 * How a picture or a table names an endpoint: as formatEndpoint, but an IPv4 address that an IPv6 socket sees as
 * ::ffff:a.b.c.d by its own name, and with what it is there.
 */
export function shownEndpoint({ address, port }: EndpointAddress): string {
  const plain = plainAddress(address)
  return plain === address ? formatEndpoint({ address, port }) : `${plain}:${port} (IPv4-mapped)`
}

/** The peer of a socket that has none, as `ss -u` writes it. */
export const noPeerOf = (local: EndpointAddress): string =>
  looksLikeIpv6(local.address) ? '[::]:*' : '0.0.0.0:*'

/** `('127.0.0.1', 52402)` or `('::1', 52402, 0, 0)`, as Python prints the address that recvfrom returned. */
export function formatPythonEndpoint({ address, port }: EndpointAddress): string {
  return looksLikeIpv6(address) ? `('${address}', ${port}, 0, 0)` : `('${address}', ${port})`
}

export function sameEndpoint(a: EndpointAddress, b: EndpointAddress): boolean {
  return a.port === b.port && a.address === b.address
}

/** True for a dotted quad with four decimal parts of 0 to 255 and no leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

export const isIpv6 = (text: string): boolean => groupsOfIpv6(text) !== null

/** The address as the lab writes it; null for what is none of either family. */
export function readAddress(text: string): string | null {
  if (isIpv4(text)) return text
  const groups = groupsOfIpv6(text)
  return groups && ipv6Text(groups)
}

/** The IPv4 address that an IPv6 socket sees as ::ffff:a.b.c.d; every other address as it is. */
export function plainAddress(address: string): string {
  const groups = looksLikeIpv6(address) ? groupsOfIpv6(address) : null
  return (groups && mappedOf(groups)) ?? address
}

/** 127.0.0.0/8 is the loopback block (RFC 1122, 3.2.1.3 (g)), ::1 IPv6's only loopback address (RFC 4291, 2.5.3). */
export function isLoopback(address: string): boolean {
  const plain = plainAddress(address)
  return plain === '::1' || (isIpv4(plain) && plain.startsWith('127.'))
}

/** Where a socket is bound whose peer is at this address of this machine's: on the loopback of the same family. */
export function loopbackBeside(address: string): string {
  if (!looksLikeIpv6(address)) return loopbackAddress
  return isIpv4(plainAddress(address)) ? `::ffff:${loopbackAddress}` : '::1'
}

/** Whoever is bound to it takes its port at every address; one bound to :: takes it for IPv4 too, unless told otherwise. */
export const isAnyAddress = (address: string): boolean => address === '0.0.0.0' || address === '::'

/** Those that a socket of this machine is bound to when it answers from the address, and from others. */
export const anyAddressesOf = (address: string): readonly string[] =>
  isIpv4(plainAddress(address)) ? ['0.0.0.0', '::'] : ['::']

/** RFC 6761, 6.3: `localhost` and every name below it are loopback, whatever a name server says. */
export function isLocalhost(name: string): boolean {
  return /^([a-z0-9-]+\.)*localhost\.?$/i.test(name)
}

/** Port of a text such as "20001"; null unless it is a plain decimal from `minimum` to 65535. */
export function parsePort(text: string, minimum = 1): number | null {
  if (!/^\d{1,5}$/.test(text)) return null
  const port = Number(text)
  return port >= minimum && port <= portMaximum ? port : null
}
