import { expect, it } from 'vitest'
import { readValues, valuesMaximum } from './sweep-values'

it.each([
  ['1000', [1000]],
  ['1000,2000, 5000', [1000, 2000, 5000]],
  ['1;2 3', [1, 2, 3]],
  ['10:50:10', [10, 20, 30, 40, 50]],
  ['0:0.5:0.1', [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  ['1:10:4', [1, 5, 9]],
  ['5:5:1,7', [5, 7]],
  ['2e3', [2000]]
])('reads "%s"', (text, values) => {
  expect(readValues(text)).toEqual({ ok: true, values })
})

it.each([
  '',
  ' , ',
  'a',
  '1,b',
  '-1',
  '1:2',
  '1:2:3:4',
  '5:1:1',
  '1:5:0',
  'NaN',
  'Infinity',
  '0x10',
  '1e',
  '1:9e9:1'
])('refuses "%s" in words', (text) => {
  const reading = readValues(text)
  expect(reading.ok ? '' : reading.problem).toMatch(/\.$/)
})

it.each(['10,1e999', '1:10:1e999', '1:1e999:1', '1e999:1e999:1', '1e400'])(
  'names the value in "%s" that is no number any more',
  (text) => {
    const reading = readValues(text)
    expect(reading.ok ? '' : reading.problem).toMatch(/^"1e(999|400)" is more than any value may be\.$/)
  }
)

it('builds no list beyond its bound', () => {
  expect(readValues(`1:${valuesMaximum}:1`).ok).toBe(true)
  const reading = readValues('1:1000000000:1')
  expect(reading.ok ? '' : reading.problem).toContain('500 runs')
})
