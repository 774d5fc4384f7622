import { expect, it } from 'vitest'
import { plannedTooLong } from '#tasks/loss/model/run'
import { drawSettings, median } from './drawn-settings'

it('draws the same settings for the same seed, and others for another', () => {
  expect(drawSettings(7, 20)).toEqual(drawSettings(7, 20))
  expect(drawSettings(8, 20)).not.toEqual(drawSettings(7, 20))
})

it('draws clients that outrun their server, for seconds and not for minutes', () => {
  for (const parameters of drawSettings(3, 50)) {
    const ratio = (parameters.rate * parameters.serviceUs) / 1e6
    expect(ratio).toBeGreaterThan(1.009)
    expect(ratio).toBeLessThan(3.01)
    expect(plannedTooLong(parameters)).toBeNull()
    expect(parameters.count * parameters.serviceUs).toBeLessThan(4.1e6)
  }
})

it('finds the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})
