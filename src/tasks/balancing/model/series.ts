/** Several runs for one question: one trace before every balancer, or one thing varied. */
import * as v from 'valibot'
import { list } from '#shared/bounded'
import { contestants, type SeriesEntry } from './comparison'
import type { BalanceOutcome } from './outcome'
import { balancingSchema, type BalancingParameters } from './parameters'
import { repeatLimits, valuesMaximum, varied, variables } from './sweep'

export const sweepSchema = v.strictObject({
  parameters: balancingSchema,
  vary: v.picklist(variables),
  /** Each in the range of what is varied (`readValues`). */
  values: list(v.pipe(v.number(), v.finite()), valuesMaximum),
  repeat: v.pipe(v.number(), v.integer(), v.minValue(repeatLimits.minimum), v.maxValue(repeatLimits.maximum))
})
export type SweepPlan = v.InferOutput<typeof sweepSchema>

export type SeriesPlan =
  { kind: 'compare'; parameters: BalancingParameters } | ({ kind: 'sweep' } & SweepPlan)

export interface Series {
  plan: SeriesPlan
  phase: 'running' | 'ended' | 'cancelled'
  /** Runs in all. */
  of: number
  /** What came of those that are over. */
  entries: readonly SeriesEntry[]
  /** What was replayed; null: nothing. */
  trace: { name: string; datagrams: number } | null
}

/** The last of each kind. */
export type SeriesStates = Partial<Record<SeriesPlan['kind'], Series>>

/** What each run is to do, in its order. */
export function runsOf(plan: SeriesPlan): BalancingParameters[] {
  if (plan.kind === 'compare') return contestants(plan.parameters)
  const { parameters, vary, values, repeat } = plan
  return values.flatMap((value) => Array.from({ length: repeat }, () => varied(parameters, vary, value)))
}

/** Medians of the runs of one value; null: none of them tells. */
export interface SweepPoint {
  value: number
  outcomes: readonly BalanceOutcome[]
  p50: number | null
  p99: number | null
  lossRatio: number | null
  /** Answers a second. */
  answersPerS: number | null
}

/** The lower of the two in the middle, so that it is one that was measured. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

/** One for each value of which a run is over. */
export function sweepPoints({ values, repeat }: SweepPlan, entries: readonly SeriesEntry[]): SweepPoint[] {
  return values.flatMap((value, index) => {
    const own = entries.slice(index * repeat, (index + 1) * repeat)
    const outcomes = own.flatMap((entry) => ('outcome' in entry ? [entry.outcome] : []))
    if (own.length === 0) return []
    const of = (what: (outcome: BalanceOutcome) => number | null): number | null =>
      median(outcomes.flatMap((outcome) => what(outcome) ?? []))
    return [
      {
        value,
        outcomes,
        p50: of(({ latencyMicros }) => latencyMicros.p50),
        p99: of(({ latencyMicros }) => latencyMicros.p99),
        lossRatio: of(({ ledger: { sent, returned } }) => (sent === 0 ? null : (sent - returned) / sent)),
        answersPerS: of(({ ledger, elapsedMs }) =>
          elapsedMs > 0 ? (1000 * ledger.returned) / elapsedMs : null
        )
      }
    ]
  })
}
