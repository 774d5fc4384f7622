// @ts-check
import { expect, test } from 'vitest'
import { atLeast, atMost } from './rows.mjs'
import { median, percentile, quantile } from './statistics.mjs'

test('the middle of an even number of rounds is between two of them', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([3, 1, 2])).toBe(2)
})

test('quarters lie between neighbours by proportion; the end is the largest', () => {
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2)
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
  expect(quantile([7], 0.75)).toBe(7)
  expect(percentile([1, 2, 3, 4], 0.95)).toBe(4)
})

test('a target is met only when three quarters of the rounds meet it', () => {
  const rounds = [0.8, 0.9, 1.1, 1.2, 1.3]
  expect(atLeast('speed', rounds, 0.9)).toEqual({
    what: 'speed',
    figure: '1.10 (0.80 to 1.30)',
    target: 'at least 0.9',
    met: true
  })
  expect(atLeast('speed', rounds, 1).met).toBe(false)
  expect(atMost('time', [1, 2, 3], 2.5, ' s')).toMatchObject({ figure: '2.00 s (1.00 to 3.00)', met: true })
  expect(atMost('time', [1, 2, 3], 2, ' s').met).toBe(false)
})

test('one measurement has no range, and a figure without a target no verdict', () => {
  expect(atMost('size', [12.34], 20, ' MB').figure).toBe('12.3 MB')
  expect(atLeast('speed', [1, 2], null)).toMatchObject({ target: '', met: null })
})
