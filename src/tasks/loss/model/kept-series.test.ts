import * as v from 'valibot'
import { expect, it } from 'vitest'
import { endedSeries, keptSeries, keptSweepSchema, keptTwoByTwoSchema, seriesIn } from './kept-series'
import { keptOf, lostInSweep, lostInTwoByTwo, seriesOf, sweepPlan, twoByTwoPlan } from './kept-series.fixture'
import { seriesForms } from './series-forms'
import { sweepTable, twoByTwoTable } from './series-tables'
import { seriesFinding, seriesLine } from './series-words'

const sweep = seriesOf(sweepPlan, lostInSweep)
const twoByTwo = seriesOf(twoByTwoPlan, lostInTwoByTwo)

it('comes back from its form as it ended, to the figure', () => {
  expect(v.parse(keptSweepSchema, keptOf(sweep))).toEqual(keptOf(sweep))
  expect(endedSeries(keptOf(sweep))).toEqual({ ...sweep, id: 0 })
  expect(v.parse(keptTwoByTwoSchema, keptOf(twoByTwo))).toEqual(keptOf(twoByTwo))
  const { points } = endedSeries(keptOf(twoByTwo))
  expect(points.map(({ runs }) => runs)).toEqual(twoByTwo.points.map(({ runs }) => runs))
  // To the µs.
  expect(points[0]?.trace).toEqual({
    lastsMs: 12.346,
    points: [
      { timeMs: 0, bytes: 0, drops: 0 },
      { timeMs: 4, bytes: 212_992, drops: 12 }
    ]
  })
})

it('keeps what was done of one that was cancelled or failed, and nothing of one without a run', () => {
  const part = seriesOf(sweepPlan, [[600], [300]], 'cancelled')
  expect(endedSeries(keptOf(part))).toEqual({ ...part, id: 0 })
  const fault = { code: 'socket/address-in-use', message: 'Port 20001 is in use.' } as const
  const failed = { ...part, phase: 'failed' as const, fault }
  expect(v.is(keptSweepSchema, keptOf(failed))).toBe(true)
  expect(endedSeries(keptOf(failed))).toEqual({ ...failed, id: 0 })
  expect(keptSeries(seriesOf(sweepPlan, [], 'cancelled'))).toBeNull()
  expect(seriesIn({ kind: 'numbers', value: {} })).toBeNull()
})

it('is of its plan: a point for each value, no more runs than were asked for, and within the limits', () => {
  const kept = keptOf(sweep)
  const is = (change: object): boolean => v.is(keptSweepSchema, { ...kept, ...change })
  expect(is({})).toBe(true)
  expect(is({ points: kept.points.slice(1) })).toBe(false)
  expect(is({ plan: { ...sweepPlan, repeats: 2 } })).toBe(false)
  expect(is({ plan: { ...sweepPlan, vary: 'colour' } })).toBe(false)
  expect(is({ plan: { ...sweepPlan, repeats: 10_000 } })).toBe(false)
  expect(is({ more: 1 })).toBe(false)
  expect(v.is(keptTwoByTwoSchema, kept)).toBe(false)
})

it('says what it is, how much of it was done, and what was lost', () => {
  expect(seriesLine(keptOf(sweep))).toBe(
    'Sweep of the server’s receive buffer: 3 values, 3 runs each, 0.00 % to 60.00 % lost'
  )
  expect(seriesLine(keptOf(seriesOf(sweepPlan, [[600], [300]], 'cancelled')))).toBe(
    'Sweep of the server’s receive buffer: 3 values, 3 runs each, 2 of 9 runs done, 30.00 % to 60.00 % lost'
  )
  expect(seriesLine(keptOf(twoByTwo))).toBe(
    'Two by two, small and large receive buffers: 1 run each, 0.00 % to 50.00 % lost'
  )
})

it('says what it found in one sentence of its own figures', () => {
  expect(seriesFinding(keptOf(sweep))).toBe(
    'With the server’s receive buffer from 25,000 to 400,000 bytes, the median loss went from 60.00 % to 0.00 % of the datagrams sent; nothing was lost at 400,000 bytes in any run.'
  )
  const found = (lost: number[][]): string | null =>
    seriesFinding(keptOf(seriesOf({ ...sweepPlan, repeats: 1 }, lost)))
  expect(found([[0], [0], [0]])).toBe(
    'With the server’s receive buffer from 25,000 to 400,000 bytes, nothing was lost in any of the 3 runs.'
  )
  expect(found([[100], [700], [200]])).toContain(
    'went from 10.00 % to 20.00 % of the datagrams sent, and at most 70.00 % at 50,000 bytes.'
  )
  expect(found([[0], [0], [5]])).toContain('; nothing was lost up to 50,000 bytes in any run.')
  // Here and there says nothing of a limit.
  expect(found([[0], [5], [0]])).not.toContain('nothing')
  expect(found([[90]])).toBe(
    'With the server’s receive buffer at 25,000 bytes, 9.00 % of the datagrams sent were lost (median of 1 run).'
  )
  expect(seriesFinding(keptOf(twoByTwo))).toBe(
    "The server's receive buffer removes loss here; the client's does not: the median loss was 50.00 % with both buffers small, 0.00 % with the server’s large, 49.00 % with the client’s large, 0.00 % with both large."
  )
  expect(seriesFinding(keptOf(seriesOf(twoByTwoPlan, [[500]], 'cancelled')))).toBeNull()
})

it('prints the table of its tab, with the figures that stand in it', () => {
  const [sweepForm, twoByTwoForm] = seriesForms
  const table = sweepForm?.table?.(keptOf(sweep))
  expect(table).toMatchObject(sweepTable(sweepPlan, sweep.points))
  expect(table?.rows[0]).toEqual([
    ...['25,000', '3', '60.00 %', '59.00 %', '62.00 %', '600', '0', '61', '25.00 %', '15,693'],
    ...['212,992', '212,992']
  ])
  expect(table?.figures['point 1, median lossRatio']).toBe(0.6)
  expect(Object.keys(table?.figures ?? {})).toHaveLength(3 * 6)
  expect(twoByTwoForm?.table?.(keptOf(twoByTwo))).toMatchObject(twoByTwoTable(twoByTwo.points))
})
