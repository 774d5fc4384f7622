import { expect, test } from 'vitest'
import { allOf, counted, decimal, figure, percent } from './text'

test('thousands are set apart by a comma, on every machine', () => {
  expect(figure(20_000)).toBe('20,000')
  expect(figure(1_000_000)).toBe('1,000,000')
  expect(figure(0)).toBe('0')
})

test('whole figures, written by hand, are those of Intl', () => {
  const plain = new Intl.NumberFormat('en-US')
  const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 })
  const values = [0, -0, 7, 999, 1000, -1, -999, -1000, 9999, 10_000, 12_345, 123_456, -1_234_567]
  for (const value of [...values, Number.MAX_SAFE_INTEGER, 1e21, NaN, Infinity]) {
    expect(figure(value)).toBe(plain.format(value))
    expect(decimal(value)).toBe(short.format(value))
  }
})

test('digits after the point are those that were asked for, and no more than there are', () => {
  expect(figure(101.26)).toBe('101')
  expect(figure(101.26, 1)).toBe('101.3')
  expect(figure(5, 3)).toBe('5')
  expect(decimal(101.2)).toBe('101.2')
  expect(decimal(0.05)).toBe('0.05')
})

test('one of a thing is one, and none are several', () => {
  expect([0, 1, 2].map((count) => counted(count, 'reply', 'replies'))).toEqual([
    '0 replies',
    '1 reply',
    '2 replies'
  ])
})

test('small shares keep a digit', () => {
  expect(percent(0.0123)).toBe('1.2 %')
  expect(percent(0.5)).toBe('50 %')
})

test('says the same of one and of many', () => {
  expect(allOf(1, 'fits', 'fit')).toBe('the one fits')
  expect(allOf(20_000, 'fits', 'fit')).toBe('all 20,000 fit')
})
