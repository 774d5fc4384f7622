/** Kept series for tests: ledgers that balance, in the shape that the lab keeps. */
import { prediction } from './explain/outcome.fixture'
import { keptSeries, type KeptSeries } from './kept-series'
import type { Ledger } from './ledger'
import type { SeriesPlan, SeriesPoint, SeriesResult, SweepPlan, TwoByTwoPlan } from './series'
import { pointsOf } from './series-plan'
import { lossDefaults } from './run'

export const sent = 1000

export const sweepPlan: SweepPlan = {
  kind: 'sweep',
  base: { ...lossDefaults, count: sent },
  vary: 'server-buffer',
  values: [25_000, 50_000, 400_000],
  repeats: 3
}

export const twoByTwoPlan: TwoByTwoPlan = {
  kind: 'two-by-two',
  base: { ...lossDefaults, count: sent },
  small: null,
  large: 4_000_000,
  repeats: 1
}

export function ledgerOf(lostRequests: number, lostReplies = 0): Ledger {
  const served = sent - lostRequests
  const returned = served - lostReplies
  const firstLost = returned === sent ? null : 61
  const counted = { sent, served, replied: served, returned, lostRequests, lostReplies }
  const others = { unsent: 0, duplicated: 0, reordered: 0 }
  return { ...counted, ...others, firstLost, lossRatio: (sent - returned) / sent }
}

const trace = {
  lastsMs: 12.345_678_9,
  points: [
    { timeMs: 0, bytes: 0, drops: 0 },
    { timeMs: 4.000_123_4, bytes: 212_992, drops: 12 }
  ]
}

/** @param lost of each point the lost requests of each run that was done */
export function seriesOf<P extends SeriesPlan>(
  plan: P,
  lost: readonly (readonly number[])[],
  phase: 'finished' | 'cancelled' = 'finished'
): SeriesResult<P> {
  const points = pointsOf(plan).map((parameters, index): SeriesPoint => {
    const runs = (lost[index] ?? []).map((requests) => ({
      ledger: ledgerOf(requests),
      kernelDrops: { server: requests, client: 0 },
      elapsedMs: 120
    }))
    const granted = { requestedBytes: parameters.serverBuffer, grantedBytes: 212_992 }
    const some = runs.length > 0
    return {
      parameters,
      buffers: some ? { server: granted, client: granted } : null,
      model: some && plan.kind === 'sweep' ? { prediction, lossRatio: 0.25 } : null,
      trace: some && plan.kind === 'two-by-two' ? trace : null,
      runs
    }
  })
  const done = lost.reduce((sum, runs) => sum + runs.length, 0)
  const progress = { done, total: points.length * plan.repeats, leftMs: null }
  return { id: 7, plan, points, progress, phase } as SeriesResult<P>
}

export const lostInSweep = [
  [600, 620, 590],
  [300, 310, 305],
  [0, 0, 0]
]
export const lostInTwoByTwo = [[500], [0], [490], [0]]

/** The value as it is kept, after a way through JSON. */
export function keptOf(series: SeriesResult): KeptSeries {
  const outcome = keptSeries(series)
  return JSON.parse(JSON.stringify(outcome?.value)) as KeptSeries
}
