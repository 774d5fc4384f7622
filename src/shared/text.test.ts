import { expect, test } from 'vitest'
import { counted, decimal, figure, percent } from './text'

test('thousands are set apart by a comma, on every machine', () => {
  expect(figure(20_000)).toBe('20,000')
  expect(figure(1_000_000)).toBe('1,000,000')
  expect(figure(0)).toBe('0')
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
