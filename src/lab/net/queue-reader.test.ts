import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { QueueReader } from './queue-reader'

const folder = mkdtempSync(path.join(tmpdir(), 'queue-reader-'))
const file = path.join(folder, 'udp')
const address = '127.0.0.1'
afterEach(() => rmSync(file, { force: true }))

const head =
  '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops'
const row = (port: number, bytes: number, drops: number): string =>
  `  123: 0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 07 00000000:${bytes.toString(16).toUpperCase().padStart(8, '0')} 00:00000000 00000000     0        0 ${1000 + port} 2 0000000000000000 ${drops}`

function readerOf(...rows: string[]): QueueReader {
  writeFileSync(file, [head, ...rows, ''].join('\n'))
  return QueueReader.open(file)!
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

test('there is none where the table cannot be read', () => {
  expect(QueueReader.open(path.join(folder, 'missing'))).toBeNull()
  rmSync(folder, { recursive: true, force: true })
})
