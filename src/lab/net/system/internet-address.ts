/**
 * struct sockaddr_in (ip(7)): family (2 bytes, the machine's order), port and address in network order, 8 unused bytes.
 * struct sockaddr_in6 (ipv6(7)): family, port, flow information (4 bytes), address (16 bytes), scope (4 bytes).
 */
import type { EndpointAddress } from '#shared/events/address'
import { groupsOfIpv6, ipv6Text } from '#shared/events/ipv6'
import { family } from './constants'

export const internetAddressBytes = 16
const internet6AddressBytes = 28
/** Room for either, so that the next one is aligned too. */
export const nameBytes = 32
/** Of sockaddr_in6's address. */
const groupsAt = 8

/** `127.0.0.1` as the 32-bit word that lies in memory (the first octet lowest); null for what is no IPv4 address. */
export function addressWord(address: string): number | null {
  const octets = address.split('.')
  if (octets.length !== 4) return null
  let word = 0
  for (let index = 3; index >= 0; index--) {
    const text = octets[index]!
    const octet = /^\d{1,3}$/.test(text) ? Number(text) : 256
    if (octet > 255) return null
    word = word * 256 + octet
  }
  return word
}

export function addressText(word: number): string {
  return `${word & 255}.${(word >>> 8) & 255}.${(word >>> 16) & 255}.${word >>> 24}`
}

export function writeInternetAddress(view: DataView, offset: number, word: number, port: number): void {
  view.setUint16(offset, family.internet, true)
  view.setUint16(offset + 2, port, false)
  view.setUint32(offset + 4, word, true)
}

/** Where an endpoint's name is written; gives its size, or 0 for what is no address. */
export function writeName(view: DataView, offset: number, { address, port }: EndpointAddress): number {
  const word = addressWord(address)
  if (word !== null) {
    writeInternetAddress(view, offset, word, port)
    return internetAddressBytes
  }
  const groups = groupsOfIpv6(address)
  if (!groups) return 0
  view.setUint16(offset, family.internet6, true)
  view.setUint16(offset + 2, port, false)
  view.setUint32(offset + 4, 0, true)
  groups.forEach((group, index) => view.setUint16(offset + groupsAt + 2 * index, group, false))
  view.setUint32(offset + groupsAt + 16, 0, true)
  return internet6AddressBytes
}

/** The address of a name of IPv6. */
export const address6Text = (view: DataView, offset: number): string =>
  ipv6Text(Array.from({ length: 8 }, (_, index) => view.getUint16(offset + groupsAt + 2 * index, false)))

export function readInternetAddress(view: DataView, offset: number): EndpointAddress {
  if (view.getUint16(offset, true) === family.internet6) {
    return { address: address6Text(view, offset), port: view.getUint16(offset + 2, false) }
  }
  return { address: addressText(view.getUint32(offset + 4, true)), port: view.getUint16(offset + 2, false) }
}
