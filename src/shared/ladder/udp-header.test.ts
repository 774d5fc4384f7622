import { expect, test } from 'vitest'
import { encodeText } from '../events/payload'
import { udpHeader } from './udp-header'

const at = (port: number, address = '127.0.0.1') => ({ address, port })
const facts = (text: string) => {
  const payload = encodeText(text)
  return { from: at(52402), to: at(20001), payload, sizeBytes: payload.length }
}

/** The sum over what the checksum covers, with the checksum itself: all ones when it is right (RFC 1071). */
function sumWith(text: string): number {
  const payload = encodeText(text)
  const header = udpHeader(facts(text))!
  const bytes = [127, 0, 0, 1, 127, 0, 0, 1, 0, 17]
  const { sourcePort, destinationPort, length, checksum } = header
  for (const word of [length, sourcePort, destinationPort, length, checksum!])
    bytes.push(word >> 8, word & 255)
  bytes.push(...payload, ...(payload.length % 2 ? [0] : []))
  let sum = 0
  for (let index = 0; index < bytes.length; index += 2) sum += (bytes[index]! << 8) | bytes[index + 1]!
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return sum
}

test('ports and length', () => {
  expect(udpHeader(facts('Helllo UDP Server'))).toMatchObject({
    sourcePort: 52402,
    destinationPort: 20001,
    length: 25
  })
})

test.each(['Helllo UDP Server', 'Hello UDP Client', '', '1', '漢字', 'x'.repeat(1000)])(
  'a receiver that checks "%s" finds it whole',
  (text) => {
    expect(sumWith(text)).toBe(0xffff)
  }
)

test('of a cut payload, of IPv6 and of a socket bound to all addresses no checksum is stated', () => {
  const whole = facts('hello')
  expect(udpHeader({ ...whole, sizeBytes: 2000 })!.checksum).toBeNull()
  expect(udpHeader({ ...whole, payload: null })!.checksum).toBeNull()
  expect(udpHeader({ ...whole, from: at(1, '::1'), to: at(2, '::1') })!.checksum).toBeNull()
  expect(udpHeader({ ...whole, from: at(1, '0.0.0.0') })!.checksum).toBeNull()
})

test('without an address there is no header to show', () => {
  expect(udpHeader({ ...facts('hello'), to: null })).toBeNull()
})
