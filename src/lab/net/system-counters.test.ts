import { expect, it } from 'vitest'
import {
  grownBy,
  parseMacNetstat,
  parseProcNetSnmp,
  parseProcNetSnmp6,
  parseWindowsNetstat
} from './system-counters'

it('reads the sums of Linux by name', () => {
  const text = `Icmp: InMsgs OutMsgs
Icmp: 82 82
Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
Udp: 4765475 82 2076990 6842655 2076988 0 2 0 0
UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
UdpLite: 1 2 3 4 5 6
`
  expect(parseProcNetSnmp(text)).toEqual({
    inDatagrams: 4765475,
    inErrors: 2076990,
    receiveBufferErrors: 2076988
  })
  expect(parseProcNetSnmp('')).toBeNull()
})

it('reads the sums of Linux for IPv6, and not those of UDP-Lite', () => {
  const text = `Ip6InReceives                   \t1200
Udp6InDatagrams                 \t900
Udp6NoPorts                     \t4
Udp6InErrors                    \t31
Udp6OutDatagrams                \t935
Udp6RcvbufErrors                \t30
UdpLite6InDatagrams             \t7
UdpLite6RcvbufErrors            \t8
`
  expect(parseProcNetSnmp6(text)).toEqual({ inDatagrams: 900, inErrors: 31, receiveBufferErrors: 30 })
  expect(parseProcNetSnmp6('Ip6InReceives 1\n')).toBeNull()
})

it('reads the sums of macOS by their words', () => {
  const text = `udp:
\t81234 datagrams received
\t\t0 with incomplete header
\t\t0 with bad data length field
\t\t0 with bad checksum
\t\t12 with no checksum
\t\t20451 checksummed in software
\t\t345 dropped due to no socket
\t\t678 broadcast/multicast datagrams undelivered
\t\t0 IPv6 multicast source filter matches
\t\t2184 dropped due to full socket buffers
\t\t0 not for hashed pcb
\t\t78027 delivered
\t90210 datagrams output
`
  expect(parseMacNetstat(text)).toEqual({ inDatagrams: 78027, inErrors: null, receiveBufferErrors: 2184 })
  expect(parseMacNetstat('netstat: no such protocol')).toBeNull()
})

it.each([
  ['English', 'Datagrams Received', 'No Ports', 'Receive Errors', 'Datagrams Sent'],
  ['German', 'Empfangene Datagramme', 'Keine Ports', 'Empfangsfehler', 'Gesendete Datagramme']
])('reads the sums of Windows by their order, in %s', (_language, received, noPorts, errors, sent) => {
  const section = (version: string, values: number[]): string =>
    `\r\nUDP Statistics for ${version}\r\n\r\n${[received, noPorts, errors, sent]
      .map((name, index) => `  ${name.padEnd(22)}= ${values[index]}\r\n`)
      .join('')}`
  expect(parseWindowsNetstat(section('IPv4', [1000, 5, 66, 900]) + section('IPv6', [1, 2, 3, 4]))).toEqual({
    inDatagrams: 1000,
    inErrors: 66,
    receiveBufferErrors: null
  })
  expect(parseWindowsNetstat('')).toBeNull()
})

it('tells how far the sums grew, and nothing where one is missing', () => {
  const before = { inDatagrams: 10, inErrors: 4, receiveBufferErrors: null }
  const after = { inDatagrams: 15, inErrors: 4, receiveBufferErrors: null }
  expect(grownBy(before, after)).toEqual({ inDatagrams: 5, inErrors: 0, receiveBufferErrors: null })
  expect(grownBy(null, after)).toBeNull()
})
