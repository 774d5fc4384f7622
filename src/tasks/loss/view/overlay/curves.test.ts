import { expect, test } from 'vitest'
import { shareOf } from './curves'

test('runs of any length go from 0 to 100 percent', () => {
  expect(shareOf([0, 2, 8])).toEqual([0, 25, 100])
  expect(shareOf([0, 5000, 20_000])).toEqual([0, 25, 100])
  expect(shareOf([0])).toEqual([0])
  expect(shareOf([])).toEqual([])
})
