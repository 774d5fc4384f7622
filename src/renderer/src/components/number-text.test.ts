import { expect, test } from 'vitest'
import { readNumber, stepNumber } from './number-text'

const count = { minimum: 1, maximum: 1_000_000 }

test.each(['', ' ', 'NaN', '0', '-1', '1e9', '1.5', '80x', '0x10', 'Infinity', '1,000', '--1', 'e5'])(
  'refuses %j and says the limit',
  (text) => {
    expect(readNumber(text, 'Count', count)).toEqual({
      range: '1 to 1,000,000',
      ok: false,
      problem: 'Count must be a whole number from 1 to 1,000,000.'
    })
  }
)

test.each([
  ['1', 1],
  [' 20000 ', 20_000],
  ['1e6', 1_000_000],
  ['+5', 5]
])('reads %j', (text, value) => {
  expect(readNumber(text, 'Count', count)).toEqual({
    ok: true,
    value
  })
})

test('an optional field may be empty, another may hold decimals', () => {
  expect(readNumber('', 'Buffer', { ...count, optional: true })).toEqual({ ok: true, value: null })
  expect(readNumber('101.2', 'Service time', { minimum: 0, maximum: 1e5, decimals: true })).toEqual({
    ok: true,
    value: 101.2
  })
  expect(readNumber('x', 'Service time', { minimum: 0, maximum: 1e5, decimals: true }, 'µs')).toEqual({
    ok: false,
    range: '0 to 100,000 µs',
    problem: 'Service time must be a number from 0 to 100,000 µs.'
  })
})

test('a port is no quantity', () => {
  expect(readNumber('0', 'Port', { minimum: 1, maximum: 65_535, ungrouped: true })).toMatchObject({
    problem: 'Port must be a whole number from 1 to 65535.'
  })
})

test('steps within the limits', () => {
  expect(stepNumber('5', 1, count)).toBe('6')
  expect(stepNumber('1', -1, count)).toBe('1')
  expect(stepNumber('999999', 10, count)).toBe('1000000')
  expect(stepNumber('', 1, count)).toBe('1')
  expect(stepNumber('abc', -1, count)).toBe('1')
  expect(stepNumber('0.1', 0.2, { minimum: 0, maximum: 1, decimals: true })).toBe('0.3')
})
