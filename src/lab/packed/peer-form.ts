/** How peers are written among a run's events: four octets each, or, where one of them is of IPv6, as many as they say. */
import { type EndpointAddress, isIpv4, readAddress } from '#shared/events/address'
import type { EventBatch } from '#shared/events/batch'
import { groupsOfIpv6, ipv6Text } from '#shared/events/ipv6'
import { type ByteReader, type ByteWriter, MalformedError } from './bytes'

/** Of an address in each family. */
const ipv4Octets = 4
const ipv6Octets = 16

/**
 * `ipv4`: all peers are of IPv4. It is what it was before there was another, to the byte: a run's hash is that of its form.
 * `ipv6`: one of them is not, and each begins with the number of its octets.
 */
const eventForms = { ipv4: 1, ipv6: 2 } as const
export type EventForm = (typeof eventForms)[keyof typeof eventForms]

export const isForm = (form: number): form is EventForm =>
  form === eventForms.ipv4 || form === eventForms.ipv6

/** The one form that these events have. */
export function formOf(batches: readonly EventBatch[]): EventForm {
  const isPlain = batches.every(({ newPeers }) => newPeers.every(({ address }) => isIpv4(address)))
  return isPlain ? eventForms.ipv4 : eventForms.ipv6
}

/** Whether they can be written: an address with a zone (`fe80::1%eth0`) has no place in a form. */
export function isEncodable(batches: readonly EventBatch[]): boolean {
  return batches.every(({ newPeers }) => newPeers.every(({ address }) => readAddress(address) !== null))
}

/** @throws RangeError of what isEncodable refuses */
function octetsOf(address: string): number[] {
  if (isIpv4(address)) return address.split('.').map(Number)
  const groups = groupsOfIpv6(address)
  if (!groups) throw new RangeError(`${address} is no address that can be written`)
  return groups.flatMap((group) => [group >> 8, group & 255])
}

export function writePeer(writer: ByteWriter, { address, port }: EndpointAddress, form: EventForm): void {
  const octets = octetsOf(address)
  if (form === eventForms.ipv6) writer.byte(octets.length)
  for (const octet of octets) writer.byte(octet)
  writer.uint16(port)
}

/** @throws MalformedError of an address that is neither of 4 nor of 16 octets */
export function readPeer(reader: ByteReader, form: EventForm): EndpointAddress {
  const length = form === eventForms.ipv6 ? reader.byte() : ipv4Octets
  if (length !== ipv4Octets && length !== ipv6Octets) throw new MalformedError('a peer has no address')
  const octets = reader.bytes(length)
  return { address: length === ipv4Octets ? octets.join('.') : ipv6Of(octets), port: reader.uint16() }
}

function ipv6Of(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset)
  return ipv6Text(Array.from({ length: ipv6Octets / 2 }, (_, group) => view.getUint16(2 * group)))
}
