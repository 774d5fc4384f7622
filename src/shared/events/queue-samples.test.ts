import { expect, test } from 'vitest'
import {
  dropRows,
  fillAt,
  joinSamples,
  lastReading,
  noSamples,
  peakBytes,
  type QueueSamples
} from './queue-samples'

/** Rows of [time, server bytes, server drops]. */
function samplesOf(...rows: [timeMs: number, bytes: number, drops: number][]): QueueSamples {
  const zeros = new Uint32Array(rows.length)
  return {
    timeMs: Float64Array.from(rows, ([timeMs]) => timeMs),
    server: {
      bytes: Uint32Array.from(rows, ([, bytes]) => bytes),
      drops: Uint32Array.from(rows, ([, , drops]) => drops)
    },
    client: { bytes: zeros, drops: zeros }
  }
}

test('joins what came, and a row that was seen before changes nothing', () => {
  const first = samplesOf([1, 10, 0], [2, 20, 0])
  expect(joinSamples(noSamples, first)).toEqual(first)
  expect(joinSamples(first, first)).toBe(first)
  expect(joinSamples(first, samplesOf([2, 20, 0], [3, 30, 1]))).toEqual(
    samplesOf([1, 10, 0], [2, 20, 0], [3, 30, 1])
  )
  expect(joinSamples(first, noSamples)).toBe(first)
})

test('stays bounded, keeps the ends and every peak', () => {
  let samples = noSamples
  for (let look = 0; look < 1000; look++) {
    samples = joinSamples(
      samples,
      samplesOf([look, look === 333 ? 9999 : look % 7, Math.floor(look / 10)]),
      64
    )
    expect(samples.timeMs.length).toBeLessThanOrEqual(64)
  }
  expect(samples.timeMs[0]).toBe(0)
  expect(samples.timeMs.at(-1)).toBe(999)
  expect(samples.timeMs.length).toBeGreaterThanOrEqual(32)
  expect(peakBytes(samples, 'server')).toBe(9999)
  expect(lastReading(samples, 'server')).toEqual({ bytes: 999 % 7, drops: 99 })
  expect([...samples.timeMs]).toEqual([...samples.timeMs].sort((a, b) => a - b))
})

test('finds the last look at or before a moment', () => {
  const samples = samplesOf([10, 1, 0], [20, 2, 0], [30, 3, 0])
  expect([9.9, 10, 19, 20, 25, 30, 99].map((timeMs) => fillAt(samples, timeMs))).toEqual([
    -1, 0, 0, 1, 1, 2, 2
  ])
  expect(fillAt(noSamples, 5)).toBe(-1)
})

test('says where the drop counter rose', () => {
  expect(dropRows(samplesOf([1, 0, 0], [2, 0, 0], [3, 0, 4], [4, 0, 4], [5, 0, 5]), 'server')).toEqual([2, 4])
  expect(lastReading(noSamples, 'client')).toBeNull()
})
