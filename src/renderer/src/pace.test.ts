import { expect, test } from 'vitest'
import { pauseAfter } from './pace'

test('drawing takes a twentieth of the time, within its bounds', () => {
  const limits = { least: 80, most: 500 }
  expect([0, 4, 10, 25, 1000].map((costMs) => pauseAfter(costMs, limits))).toEqual([80, 80, 200, 500, 500])
})
