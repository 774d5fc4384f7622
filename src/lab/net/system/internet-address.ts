/** struct sockaddr_in (ip(7)): family (2 bytes, the machine's order), port and address in network order, 8 unused bytes. */
import type { EndpointAddress } from '#shared/events/address'
import { family } from './constants'

export const internetAddressBytes = 16

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

export function readInternetAddress(view: DataView, offset: number): EndpointAddress {
  return { address: addressText(view.getUint32(offset + 4, true)), port: view.getUint16(offset + 2, false) }
}
