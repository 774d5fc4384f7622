import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { QueueReader } from './queue-reader'

const folder = mkdtempSync(path.join(tmpdir(), 'queue-reader-'))
const file = path.join(folder, 'udp')
const fileSix = path.join(folder, 'udp6')
const address = '127.0.0.1'
afterEach(() => rmSync(file, { force: true }))

const head =
  '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops'
const row = (port: number, bytes: number, drops: number): string =>
  `  123: 0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 07 00000000:${bytes.toString(16).toUpperCase().padStart(8, '0')} 00:00000000 00000000     0        0 ${1000 + port} 2 0000000000000000 ${drops}`

function readerOf(...rows: string[]): QueueReader {
  writeFileSync(file, [head, ...rows, ''].join('\n'))
  return QueueReader.open({ udp: file, udp6: fileSix })!
}

test('finds both sockets among many, again and again', () => {
  const reader = readerOf(...Array.from({ length: 300 }, (_, port) => row(20_000 + port, port, 2 * port)))
  const locals = [
    { address, port: 20_001 },
    { address, port: 20_250 }
  ]
  for (let look = 0; look < 3; look++) {
    expect(reader.read(locals)).toEqual([
      { bytes: 1, drops: 2 },
      { bytes: 250, drops: 500 }
    ])
  }
  reader.close()
})

test('tells nothing of a socket that is not there, or that cannot be told from another', () => {
  const reader = readerOf(row(20_001, 832, 0), row(20_001, 0, 0), row(20_002, 0, 0))
  expect(reader.read([{ address, port: 20_001 }])).toBeNull()
  expect(reader.read([{ address, port: 20_009 }])).toBeNull()
  expect(reader.read([{ address, port: 20_002 }])).toEqual([{ bytes: 0, drops: 0 }])
  reader.close()
})

test('looks for sockets of IPv6 in their own table, and for an IPv4 address there as one of IPv4', () => {
  const six = (words: string, bytes: number) =>
    row(20_001, bytes, 3)
      .replace('0100007F', words)
      .replace('00000000:0000', `${'0'.repeat(32)}:0000`)
  writeFileSync(fileSix, [head, six('00000000000000000000000001000000', 832), ''].join('\n'))
  const reader = readerOf(row(20_001, 5, 0))
  const [four, onSix] = [
    { address, port: 20_001 },
    { address: '::1', port: 20_001 }
  ]
  expect(reader.read([onSix])).toEqual([{ bytes: 832, drops: 3 }])
  expect(reader.read([four, onSix])).toEqual([
    { bytes: 5, drops: 0 },
    { bytes: 832, drops: 3 }
  ])
  reader.close()
  writeFileSync(fileSix, [head, six('0000000000000000FFFF00000100007F', 7), ''].join('\n'))
  const mapped = readerOf()
  expect(mapped.read([{ address: '::ffff:127.0.0.1', port: 20_001 }])).toEqual([{ bytes: 7, drops: 3 }])
  mapped.close()
})

test('there is none where the table cannot be read', () => {
  expect(QueueReader.open({ udp: path.join(folder, 'missing'), udp6: fileSix })).toBeNull()
  rmSync(folder, { recursive: true, force: true })
})
