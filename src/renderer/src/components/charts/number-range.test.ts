import { expect, test } from 'vitest'
import {
  closestSpan,
  moveRange,
  rangeBetween,
  rangeAfterKey,
  showNumber,
  spanOf,
  wholeRange,
  zoomRange
} from './number-range'

const count = 20_000

test('zooms around the number that is pointed at', () => {
  expect(zoomRange({ from: 1, to: 20_000 }, 2, 10_001, count)).toEqual({ from: 5001, to: 15_000 })
  const left = zoomRange({ from: 1, to: 20_000 }, 2, 1, count)
  expect(left).toEqual({ from: 1, to: 10_000 })
  const right = zoomRange({ from: 1, to: 20_000 }, 4, 20_000, count)
  expect(right.to).toBe(20_000)
  expect(spanOf(right)).toBe(5000)
})

test('comes no closer than single numbers and goes no farther than all', () => {
  let range = wholeRange(1_000_000)
  for (let step = 0; step < 40; step++) range = zoomRange(range, 2, 16_304, 1_000_000)
  expect(spanOf(range)).toBe(closestSpan)
  expect(range.from).toBeLessThanOrEqual(16_304)
  expect(range.to).toBeGreaterThanOrEqual(16_304)
  for (let step = 0; step < 40; step++) range = zoomRange(range, 0.5, 16_304, 1_000_000)
  expect(range).toEqual(wholeRange(1_000_000))
  expect(zoomRange(wholeRange(8), 2, 3, 8)).toEqual(wholeRange(8))
  expect(zoomRange(wholeRange(1), 2, 1, 1)).toEqual({ from: 1, to: 1 })
})

test('shows what lies between two numbers, and around them where they are near', () => {
  expect(rangeBetween(300, 101, count)).toEqual({ from: 101, to: 300 })
  expect(rangeBetween(500, 501, count)).toEqual({ from: 491, to: 510 })
  expect(rangeBetween(1, 2, count)).toEqual({ from: 1, to: 20 })
  expect(rangeBetween(-5, 30_000, count)).toEqual(wholeRange(count))
})

test('moves within the numbers that there are', () => {
  expect(moveRange({ from: 101, to: 200 }, 50, count)).toEqual({ from: 151, to: 250 })
  expect(moveRange({ from: 101, to: 200 }, -500, count)).toEqual({ from: 1, to: 100 })
  expect(moveRange({ from: 101, to: 200 }, 1e9, count)).toEqual({ from: 19_901, to: 20_000 })
})

test('is moved by keys', () => {
  const range = { from: 1001, to: 1800 }
  expect(rangeAfterKey('+', range, count)).toEqual({ from: 1201, to: 1600 })
  expect(rangeAfterKey('-', range, count)).toEqual({ from: 601, to: 2200 })
  expect(rangeAfterKey('ArrowRight', range, count)).toEqual({ from: 1101, to: 1900 })
  expect(rangeAfterKey('ArrowLeft', range, count)).toEqual({ from: 901, to: 1700 })
  expect(rangeAfterKey('PageDown', range, count)).toEqual({ from: 1801, to: 2600 })
  expect(rangeAfterKey('Home', range, count)).toEqual({ from: 1, to: 800 })
  expect(rangeAfterKey('End', range, count)).toEqual({ from: 19_201, to: 20_000 })
  expect(rangeAfterKey('0', range, count)).toEqual(wholeRange(count))
  expect(rangeAfterKey('a', range, count)).toBeNull()
  expect(rangeAfterKey('+', range, count, 1001)).toEqual({ from: 1001, to: 1400 })
  expect(rangeAfterKey('+', range, count, 5)).toEqual({ from: 1201, to: 1600 })
})

test('brings a number into view and leaves one that is there alone', () => {
  const range = { from: 1001, to: 1100 }
  expect(showNumber(range, 1050, count)).toBe(range)
  expect(showNumber(range, 15_000, count)).toEqual({ from: 14_950, to: 15_049 })
  expect(showNumber(range, 2, count)).toEqual({ from: 1, to: 100 })
})
