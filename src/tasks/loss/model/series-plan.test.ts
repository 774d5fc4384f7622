import { expect, it } from 'vitest'
import type { TwoByTwoPlan, SweepPlan } from './series'
import { plannedMs, pointsOf, refuseSeries, runsOf, seriesLimits } from './series-plan'
import { sweepDescriptions, sweepVariables } from './sweep-variables'
import { lossDefaults } from './run'

const sweep = (change: Partial<SweepPlan> = {}): SweepPlan => ({
  kind: 'sweep',
  base: lossDefaults,
  vary: 'count',
  values: [100, 200, 300],
  repeats: 2,
  ...change
})
const twoByTwo = (change: Partial<TwoByTwoPlan> = {}): TwoByTwoPlan => ({
  kind: 'two-by-two',
  base: lossDefaults,
  small: null,
  large: 4_000_000,
  repeats: 1,
  ...change
})

it('runs every value once before any is run again', () => {
  const runs = runsOf(sweep())
  expect(runs.map(({ point }) => point)).toEqual([0, 1, 2, 0, 1, 2])
  expect(runs.map(({ parameters }) => parameters.count)).toEqual([100, 200, 300, 100, 200, 300])
  expect(runs[0]!.parameters).toEqual({ ...lossDefaults, count: 100 })
})

it.each(sweepVariables)('varies %s and nothing else', (vary) => {
  const { parameter } = sweepDescriptions[vary]
  const [point] = pointsOf(sweep({ vary, values: [777] }))
  expect(point).toEqual({ ...lossDefaults, [parameter]: 777 })
})

it('is the same runs for the same plan', () => {
  expect(runsOf(structuredClone(sweep()))).toEqual(runsOf(sweep()))
})

it('gives the 2x2 its four cells', () => {
  expect(pointsOf(twoByTwo()).map(({ serverBuffer, clientBuffer }) => [serverBuffer, clientBuffer])).toEqual([
    [null, null],
    [4_000_000, null],
    [null, 4_000_000],
    [4_000_000, 4_000_000]
  ])
})

it('takes what is within the limits', () => {
  expect(refuseSeries(sweep())).toBeNull()
  expect(refuseSeries(twoByTwo())).toBeNull()
  expect(refuseSeries(sweep({ vary: 'rate', values: [0, 1000.5] }))).toBeNull()
  expect(refuseSeries(sweep({ values: Array.from({ length: 50 }, () => 20_000), repeats: 10 }))).toBeNull()
})

it.each([
  [
    '10,000 points',
    sweep({ values: Array.from({ length: 10_000 }, (_, i) => i + 1), repeats: 1 }),
    /10,000 points.*limit is 500 runs/
  ],
  [
    'too many repeats of few',
    sweep({ repeats: 100, values: [1, 2, 3, 4, 5, 6] }),
    /600 runs; the limit is 500/
  ],
  ['no value', sweep({ values: [] }), /at least one value/],
  ['half a number', sweep({ values: [1.5] }), /Count takes whole numbers from 1 to 1,000,000, not 1.5/],
  ['a buffer of 0', sweep({ vary: 'server-buffer', values: [0] }), /from 1 to 1,073,741,823, not 0/],
  ['a value beyond the limit', sweep({ vary: 'service-us', values: [100_001] }), /100,000/],
  ['NaN', sweep({ values: [Number.NaN] }), /Count takes/],
  ['no repeat', sweep({ repeats: 0 }), /1 to 100/],
  ['a run that is too long', sweep({ vary: 'rate', values: [1] }), /Rate 1: The run would take 20000 s/],
  ['a 2x2 that is too long', twoByTwo({ base: { ...lossDefaults, rate: 1 } }), /limit is 600 s/],
  ['hours', sweep({ vary: 'rate', values: [40], repeats: 20 }), /minutes; the limit is 60/]
])('refuses %s in words', (_, plan, words) => {
  expect(refuseSeries(plan)).toMatch(words)
})

it('plans a run by what is slowest in it', () => {
  const idleMs = plannedMs({ ...lossDefaults, count: 1 })
  expect(plannedMs({ ...lossDefaults, count: 1000, rate: 100 })).toBeCloseTo(idleMs + 10_000, -2)
  expect(plannedMs({ ...lossDefaults, count: 1000, serviceUs: 5000 })).toBeCloseTo(idleMs + 5000, -2)
  expect((seriesLimits.runs * idleMs) / 1000).toBeLessThan(seriesLimits.plannedSeconds)
})
