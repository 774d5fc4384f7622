import { expect, test } from 'vitest'
import { EventKind } from '#shared/events/batch'
import type { KeptRun } from '#shared/kept/kept-run'
import { noSamples } from '#shared/events/queue-samples'
import { curvesOf } from './run-curves'
import { lossDefaults } from './run'
import { keptRun, numberBatch } from '#lab/packed/kept-run.fixture'

/** The fixture has no outcome: of it the curves need the count alone. */
const runOf = (count: number, more: Partial<KeptRun> = {}): KeptRun =>
  ({
    ...keptRun(count),
    outcome: { kind: 'numbers', value: { parameters: { ...lossDefaults, count } } },
    ...more
  }) as KeptRun

test('delivered and lost add up to the numbers at every point', () => {
  const { deliveredByNumber, lostByNumber } = curvesOf(runOf(100))
  expect(deliveredByNumber.x).toEqual(Array.from({ length: 101 }, (_, index) => index))
  deliveredByNumber.x.forEach((number, row) => {
    expect(lostByNumber.y[row]).toBe(Math.floor(number / 7))
    expect(deliveredByNumber.y[row]! + lostByNumber.y[row]!).toBe(number)
  })
})

test('over time it ends with all that came back, and time begins at the first send', () => {
  const { deliveredOverTime, queues } = curvesOf(runOf(100))
  expect([deliveredOverTime.x[0], deliveredOverTime.y.at(-1)]).toEqual([0, 86])
  expect(queues?.server).toEqual({ x: [0, 0.0015], y: [0, 832] })
})

test('a run whose queues nobody looked at has no curve of them', () => {
  expect(curvesOf(runOf(10, { queues: noSamples })).queues).toBeNull()
})

test('of 1,000,000 numbers there are few points, and the last is exact', () => {
  const numbers = Array.from({ length: 1_000_000 }, (_, index) => index + 1)
  const returned = numbers.filter((number) => number % 1000 !== 0)
  // The columns of the numbers that were sent are those of the numbers that were served.
  const sent = numberBatch(2, 0, EventKind.sent, numbers)
  const { endpointId, kind, newPeers } = numberBatch(1, 0, EventKind.served, [1])
  const batches = [
    sent,
    { ...sent, endpointId, kind, newPeers },
    numberBatch(2, numbers.length, EventKind.received, returned)
  ]
  const { deliveredByNumber, lostByNumber } = curvesOf(runOf(numbers.length, { batches }))
  expect(deliveredByNumber.x.length).toBeLessThanOrEqual(2001)
  expect([deliveredByNumber.x.at(-1), deliveredByNumber.y.at(-1), lostByNumber.y.at(-1)]).toEqual([
    1_000_000, 999_000, 1000
  ])
  // A million numbers take a busy machine some seconds; no time is asserted here.
}, 60_000)
