import { expect, it } from 'vitest'
import { isCounted, readTraceLine } from './trace'

it('reads a call with its line and its ports', () => {
  expect(readTraceLine('[5000000000,"recvfrom",12,20001,17,40000]')).toEqual([
    { call: 'recvfrom', line: 12, atMs: 5000, port: 20_001, peerPort: 40_000, sizeBytes: 17 }
  ])
})

it('reads counts by call and line', () => {
  const entries = readTraceLine('{"recvfrom 6":107,"sendto 7":107}')
  expect(entries).toEqual([
    { call: 'recvfrom', line: 6, count: 107 },
    { call: 'sendto', line: 7, count: 107 }
  ])
  expect(entries.every(isCounted)).toBe(true)
})

it.each(['', 'null', '[1,2]', '{"x":"y"}', '["a","recv",1,2,3,4]', '[1,"recv",1', '7'])(
  '%j holds none',
  (line) => {
    expect(readTraceLine(line)).toEqual([])
  }
)
