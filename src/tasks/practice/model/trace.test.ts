import { expect, it } from 'vitest'
import { readTraceLine } from './trace'

it('reads a call with its line and its ports', () => {
  expect(readTraceLine('[5000000000,"recvfrom",12,20001,17,40000]')).toEqual({
    call: 'recvfrom',
    line: 12,
    atMs: 5000,
    port: 20_001,
    peerPort: 40_000,
    sizeBytes: 17
  })
})

it('reads where calls of a line are counted', () => {
  expect(readTraceLine('["recvfrom",6,4711,0]')).toEqual({
    call: 'recvfrom',
    line: 6,
    process: 4711,
    slot: 0
  })
})

it.each([
  '',
  'null',
  '[1,2]',
  '{"x":"y"}',
  '["a","recv",1,2]',
  '["a",1,2]',
  '[1,"recv",1,2,3]',
  '[1,"recv",1',
  '7'
])('%j holds none', (line) => {
  expect(readTraceLine(line)).toBeNull()
})
