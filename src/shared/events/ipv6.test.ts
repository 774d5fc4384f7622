import { expect, it } from 'vitest'
import {
  formatEndpoint,
  formatPythonEndpoint,
  isAnyAddress,
  isIpv6,
  isLoopback,
  loopbackBeside,
  noPeerOf,
  plainAddress,
  readAddress,
  shownEndpoint
} from './address'
import { EventKind, type LabEvent } from './batch'
import { clientAddress, messageFromClient } from './common-programs'
import { lineOf, type ProgramTable } from './program-lines'

it.each([
  ['::1', '::1'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['::', '::'],
  // RFC 5952, 4: leading zeros, the longest run, the first of two, never a single group, lower case.
  ['2001:0DB8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['1::', '1::'],
  ['::ffff:7f00:1', '::ffff:127.0.0.1'],
  ['::FFFF:192.0.2.1', '::ffff:192.0.2.1'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['127.0.0.1', '127.0.0.1']
])('writes %s as %s', (text, written) => {
  expect(readAddress(text)).toBe(written)
  expect(readAddress(written)).toBe(written)
})

it.each([
  '',
  ':',
  ':::',
  '1',
  '::1::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '12345::',
  'g::',
  '::1%lo',
  '[::1]',
  '::1.2.3',
  '::1.2.3.256',
  '::01.2.3.4',
  '1.2.3.4::',
  '::1.2.3.4:5',
  'localhost',
  ' ::1',
  '0'.repeat(60) + '::1'
])('takes %j for no address of IPv6', (text) => {
  expect(isIpv6(text)).toBe(false)
})

it('knows what is loopback, and the IPv4 address in one of IPv6', () => {
  for (const address of ['::1', '127.0.0.1', '::ffff:127.3.2.1']) expect(isLoopback(address)).toBe(true)
  for (const address of ['::', '::2', 'fe80::1', '::ffff:10.0.0.1', '::127.0.0.1'])
    expect(isLoopback(address)).toBe(false)
  expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1')
  expect(plainAddress('2001:db8::1')).toBe('2001:db8::1')
  expect(['::', '0.0.0.0', '::1'].map(isAnyAddress)).toEqual([true, true, false])
})

it('writes endpoints as the tools do', () => {
  expect(formatEndpoint({ address: '::1', port: 20001 })).toBe('[::1]:20001')
  expect(formatEndpoint({ address: '::ffff:127.0.0.1', port: 1 })).toBe('[::ffff:127.0.0.1]:1')
  expect(formatEndpoint({ address: '127.0.0.1', port: 20001 })).toBe('127.0.0.1:20001')
  expect(formatPythonEndpoint({ address: '::1', port: 52402 })).toBe("('::1', 52402, 0, 0)")
})

it('names an IPv4 address of an IPv6 socket as what it is, where people look', () => {
  expect(shownEndpoint({ address: '::ffff:127.0.0.1', port: 5 })).toBe('127.0.0.1:5 (IPv4-mapped)')
  expect(shownEndpoint({ address: '::1', port: 5 })).toBe('[::1]:5')
  expect(shownEndpoint({ address: '127.0.0.1', port: 5 })).toBe('127.0.0.1:5')
  expect(noPeerOf({ address: '::1', port: 5 })).toBe('[::]:*')
  expect(noPeerOf({ address: '127.0.0.1', port: 5 })).toBe('0.0.0.0:*')
})

it('stays on the loopback of the other side’s family', () => {
  const beside = ['127.0.0.9', '0.0.0.0', '::1', '::', '::ffff:127.3.2.1'].map(loopbackBeside)
  expect(beside).toEqual(['127.0.0.1', '127.0.0.1', '::1', '::1', '::ffff:127.0.0.1'])
})

it('says of a printed line that its peer is IPv4-mapped, and adds nothing to others', () => {
  const program = { id: 'any' }
  const table: ProgramTable = { any: { listening: null, received: [messageFromClient, clientAddress] } }
  const linesFrom = (address: string) => {
    const event: LabEvent = {
      kind: EventKind.received,
      timeMs: 0,
      peer: { address, port: 7 },
      payload: new TextEncoder().encode('hello'),
      sizeBytes: 5,
      truncated: false
    }
    return [0, 1].map((index) => lineOf(table, program, event, index, 0).text)
  }
  expect(linesFrom('127.0.0.1')).toEqual([
    'message from client: hello',
    "client IP address: ('127.0.0.1', 7)"
  ])
  expect(linesFrom('::1')).toEqual(['message from client: hello', "client IP address: ('::1', 7, 0, 0)"])
  expect(linesFrom('::ffff:127.0.0.1')).toEqual([
    'message from client: hello   [from 127.0.0.1, IPv4-mapped]',
    "client IP address: ('::ffff:127.0.0.1', 7, 0, 0)"
  ])
})
