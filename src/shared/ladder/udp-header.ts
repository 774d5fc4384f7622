/** The eight bytes before a datagram's payload (RFC 768), as they follow from its addresses and its payload. */
import { isIpv4, type EndpointAddress } from '../events/address'

export const headerBytes = 8
const udpProtocol = 17

export interface UdpHeader {
  sourcePort: number
  destinationPort: number
  /** Header and payload, in bytes. */
  length: number
  /** By RFC 768 with the IPv4 pseudo header; null: it does not follow from what is known. */
  checksum: number | null
}

export interface HeaderFacts {
  from: EndpointAddress | null
  to: EndpointAddress | null
  payload: Uint8Array | null
  sizeBytes: number
}

/** Null: one of the ports is not known. */
export function udpHeader({ from, to, payload, sizeBytes }: HeaderFacts): UdpHeader | null {
  if (!from || !to) return null
  const header = {
    sourcePort: from.port,
    destinationPort: to.port,
    length: headerBytes + sizeBytes,
    checksum: null
  }
  const isWhole = payload !== null && payload.length === sizeBytes
  // A socket that is bound to every address sends from one that only the kernel knows.
  const isKnown = [from, to].every(({ address }) => isIpv4(address) && address !== '0.0.0.0')
  return isWhole && isKnown ? { ...header, checksum: checksumOf(from, to, payload) } : header
}

/** The four fields as they go over the wire: two bytes each, the greater first. */
export function headerFields({
  sourcePort,
  destinationPort,
  length,
  checksum
}: UdpHeader): (number | null)[] {
  return [sourcePort, destinationPort, length, checksum]
}

function checksumOf(from: EndpointAddress, to: EndpointAddress, payload: Uint8Array): number {
  const length = headerBytes + payload.length
  const words = [
    ...wordsOf(from.address),
    ...wordsOf(to.address),
    udpProtocol,
    length,
    from.port,
    to.port,
    length
  ]
  // An odd payload is filled up with a zero byte, which is not sent.
  for (let at = 0; at < payload.length; at += 2) words.push((payload[at]! << 8) | (payload[at + 1] ?? 0))
  let sum = words.reduce((total, word) => total + word, 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  const checksum = ~sum & 0xffff
  // Zero on the wire means that there is none: it is sent as all ones.
  return checksum === 0 ? 0xffff : checksum
}

/** An IPv4 address as two words. */
function wordsOf(address: string): [number, number] {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number]
  return [(a << 8) | b, (c << 8) | d]
}
