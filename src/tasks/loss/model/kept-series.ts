/**
 * A sweep or a two-by-two as it is kept: its plan, and of each point what its runs came to, without their events. What it states
 * of each point follows from the ledgers, so that `lab verify` can compute it anew.
 */
import * as v from 'valibot'
import { count, list, sides, timeMs } from '#shared/bounded'
import { receiveBufferSchema } from '#shared/events/endpoint'
import type { Outcome } from '#shared/events/session'
import { faultSchema } from '#shared/fault'
import { ledgerSchema } from './ledger'
import { predictionSchema } from './prediction'
import { type QueueTrace, queueTraceSchema } from './queue-trace'
import { type SeriesKind, type SeriesPlan, type SeriesPoint, type SeriesResult, summarise } from './series'
import { pointsOf, refuseSeries, seriesLimits } from './series-plan'
import { sweepPlanOf, twoByTwoPlanSchema } from './series-plan-schema'

/* @__NO_SIDE_EFFECTS__ */
const spreadSchema = (value: v.GenericSchema<number>) =>
  v.strictObject({ minimum: value, median: value, maximum: value })
const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const share = v.pipe(amount, v.maxValue(1))

const runSchema = v.strictObject({
  ledger: ledgerSchema,
  kernelDrops: sides(v.nullable(count)),
  elapsedMs: timeMs
})

/** What is stated of a point's runs together (series.ts, PointSummary). */
const summarySchema = v.strictObject({
  runs: count,
  lossRatio: spreadSchema(share),
  lostRequests: spreadSchema(amount),
  lostReplies: spreadSchema(amount),
  requestRatio: spreadSchema(share),
  replyRatio: spreadSchema(share),
  firstLost: v.nullable(spreadSchema(amount)),
  elapsedMs: spreadSchema(amount)
})

/** The point's parameters are the plan's (series-plan.ts, pointsOf). */
const pointEntries = {
  buffers: v.nullable(sides(receiveBufferSchema)),
  runs: list(runSchema, seriesLimits.repeats.maximum),
  /** Null: no run of it was done. */
  summary: v.nullable(summarySchema)
}
const modelSchema = v.strictObject({ prediction: predictionSchema, lossRatio: v.nullable(share) })

interface Counted {
  plan: SeriesPlan
  points: readonly { runs: readonly unknown[] }[]
}

/** A point for each of the plan's, in its order, and no more runs than were asked for. */
const fits = ({ plan, points }: Counted): boolean =>
  refuseSeries(plan) === null &&
  points.length === pointsOf(plan).length &&
  points.every(({ runs }) => runs.length <= plan.repeats)
const misfit = 'the points of its plan are expected'

/** Why it ended before its end, where it failed. */
const fault = v.exactOptional(faultSchema)

export const keptSweepSchema = v.pipe(
  v.strictObject({
    plan: sweepPlanOf(seriesLimits.runs),
    points: list(v.strictObject({ ...pointEntries, model: v.nullable(modelSchema) }), seriesLimits.runs),
    fault
  }),
  v.check((kept) => fits(kept), misfit)
)
export const keptTwoByTwoSchema = v.pipe(
  v.strictObject({
    plan: twoByTwoPlanSchema,
    points: list(v.strictObject({ ...pointEntries, trace: v.nullable(queueTraceSchema) }), seriesLimits.runs),
    fault
  }),
  v.check((kept) => fits(kept), misfit)
)

export type KeptSweep = v.InferOutput<typeof keptSweepSchema>
export type KeptTwoByTwo = v.InferOutput<typeof keptTwoByTwoSchema>
export type KeptSeries = KeptSweep | KeptTwoByTwo

export const sweepKind = 'sweep'
export const twoByTwoKind = 'two-by-two'
const kinds: readonly string[] = [sweepKind, twoByTwoKind] satisfies SeriesKind[]

/** The kept series of an outcome; null: it has another, or none. */
export const seriesIn = (outcome: Outcome | null): KeptSeries | null =>
  outcome !== null && kinds.includes(outcome.kind) ? (outcome.value as KeptSeries) : null

/** Its points with their parameters, as they were while it ran. */
export function pointsIn({ plan, points }: KeptSeries): SeriesPoint[] {
  const parameters = pointsOf(plan)
  return points.flatMap((point, index) => {
    const own = parameters[index]
    if (!own) return []
    const { buffers, runs } = point
    const model = 'model' in point ? point.model : null
    const trace = 'trace' in point ? point.trace : null
    return [{ parameters: own, buffers, runs, model, trace }]
  })
}

/** Times of a trace to the µs: more digits say nothing, and take room. */
function shortened({ lastsMs, points }: QueueTrace): QueueTrace {
  const exact = (ms: number): number => Number(ms.toFixed(3))
  return {
    lastsMs: exact(lastsMs),
    points: points.map(({ timeMs: ms, ...point }) => ({ timeMs: exact(ms), ...point }))
  }
}

/** What is kept of a series that ended; null: none of its runs was done. */
export function keptSeries(series: SeriesResult): Outcome<KeptSeries, SeriesKind> | null {
  if (series.progress.done === 0) return null
  const ended = series.phase === 'failed' ? { fault: series.fault } : {}
  const rowsOf = <T extends object>(more: (point: SeriesPoint) => T) =>
    series.points.map((point) => ({
      buffers: point.buffers,
      runs: [...point.runs],
      summary: summarise(point),
      ...more(point)
    }))
  const { plan } = series
  if (plan.kind === 'sweep') {
    return { kind: sweepKind, value: { plan, points: rowsOf(({ model }) => ({ model })), ...ended } }
  }
  const traced = ({ trace }: SeriesPoint) => ({ trace: trace && shortened(trace) })
  return { kind: twoByTwoKind, value: { plan, points: rowsOf(traced), ...ended } }
}

const doneRuns = ({ points }: KeptSeries): number => points.reduce((sum, { runs }) => sum + runs.length, 0)

/** As the tab showed it when it had ended. */
export function endedSeries(kept: KeptSeries): SeriesResult {
  const { plan, fault: why } = kept
  const done = doneRuns(kept)
  const total = pointsOf(plan).length * plan.repeats
  const measured = { id: 0, plan, points: pointsIn(kept), progress: { done, total, leftMs: null } }
  if (why) return { ...measured, phase: 'failed', fault: why }
  return { ...measured, phase: done < total ? 'cancelled' : 'finished' }
}
