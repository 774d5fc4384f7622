/** A kept sweep or two-by-two in words: what it is, for a line of the history, and what it found, in a sentence. */
import { counted, figure } from '#shared/text'
import { endedSeries, type KeptSeries, pointsIn } from './kept-series'
import { ascendingValues, type MeasuredValue } from './measured'
import { type SeriesPoint, summarise, type SweepPlan } from './series'
import { percentText } from './series-tables'
import { sweepDescriptions, type SweepVariable } from './sweep-variables'
import { describeComparison } from './two-by-two-words'

/** As the middle of a sentence has it. */
const varied: Record<SweepVariable, string> = {
  count: 'count',
  'server-buffer': 'server’s receive buffer',
  'client-buffer': 'client’s receive buffer',
  'service-us': 'service time',
  rate: 'rate',
  'payload-bytes': 'payload size'
}

/** `0.00 % to 35.20 %` */
function medianRange(points: readonly SeriesPoint[]): string | null {
  const medians = points.flatMap((point) => summarise(point)?.lossRatio.median ?? [])
  if (medians.length === 0) return null
  const [least, most] = [Math.min(...medians), Math.max(...medians)].map(percentText)
  return least === most ? `${least}` : `${least} to ${most}`
}

function sizeWords({ plan }: KeptSeries): string {
  const runs = `${counted(plan.repeats, 'run')} each`
  if (plan.kind === 'two-by-two') return `Two by two, small and large receive buffers: ${runs}`
  return `Sweep of the ${varied[plan.vary]}: ${counted(plan.values.length, 'value')}, ${runs}`
}

/** What it is, and how much of it was done where that is not all: `Sweep of the server’s receive buffer: 5 values, 3 runs each` */
export function seriesSize(kept: KeptSeries): string {
  const { done, total } = endedSeries(kept).progress
  const part = done < total ? `, ${figure(done)} of ${counted(total, 'run')} done` : ''
  return `${sizeWords(kept)}${part}`
}

/** The same with what was lost: `…, 0.00 % to 35.20 % lost` */
export function seriesLine(kept: KeptSeries): string {
  const range = medianRange(pointsIn(kept))
  return range === null ? seriesSize(kept) : `${seriesSize(kept)}, ${range} lost`
}

const atValue = ({ vary }: SweepPlan, { value }: MeasuredValue): string =>
  `${figure(value, 3)} ${sweepDescriptions[vary].unit}`

/** Where nothing was lost in any run: from a value on, or up to one; null: everywhere, nowhere, or here and there. */
function losslessWords(plan: SweepPlan, ascending: readonly MeasuredValue[]): string | null {
  const isLossless = ({ summary }: MeasuredValue): boolean => summary.lossRatio.maximum === 0
  const lossless = ascending.filter(isLossless)
  const [first, last] = [lossless[0], lossless.at(-1)]
  if (!first || !last || lossless.length === ascending.length) return null
  const isWhole = (part: readonly MeasuredValue[]): boolean =>
    part.length === lossless.length && part.every(isLossless)
  if (isWhole(ascending.slice(-lossless.length)))
    return lossless.length === 1
      ? `nothing was lost at ${atValue(plan, first)} in any run`
      : `nothing was lost from ${atValue(plan, first)} on in any run`
  if (isWhole(ascending.slice(0, lossless.length)))
    return lossless.length === 1
      ? `nothing was lost at ${atValue(plan, last)} in any run`
      : `nothing was lost up to ${atValue(plan, last)} in any run`
  return null
}

/** What the runs of a sweep measured, in one sentence; null: no run was done. */
export function sweepFinding(plan: SweepPlan, points: readonly SeriesPoint[]): string | null {
  const ascending = ascendingValues(plan, points)
  const [low, high] = [ascending[0], ascending.at(-1)]
  if (!low || !high) return null
  const runs = ascending.reduce((sum, { summary }) => sum + summary.runs, 0)
  const parameter = `the ${varied[plan.vary]}`
  const span =
    low === high ? `at ${atValue(plan, low)}` : `from ${figure(low.value, 3)} to ${atValue(plan, high)}`
  if (ascending.every(({ summary }) => summary.lossRatio.maximum === 0))
    return `With ${parameter} ${span}, nothing was lost in any of the ${counted(runs, 'run')}.`
  const lost = ({ summary }: MeasuredValue): string => percentText(summary.lossRatio.median)
  if (low === high)
    return `With ${parameter} ${span}, ${lost(low)} of the datagrams sent were lost (median of ${counted(runs, 'run')}).`
  const most = ascending.reduce((one, other) =>
    other.summary.lossRatio.median > one.summary.lossRatio.median ? other : one
  )
  const between = most === low || most === high ? '' : `, and at most ${lost(most)} at ${atValue(plan, most)}`
  const lossless = losslessWords(plan, ascending)
  return `With ${parameter} ${span}, the median loss went from ${lost(low)} to ${lost(high)} of the datagrams sent${between}${lossless === null ? '' : `; ${lossless}`}.`
}

/** A cell of a two-by-two in the middle of a sentence, in the order of `compareCells`. */
const cellWords = ['both buffers small', 'the server’s large', 'the client’s large', 'both large'] as const

/** One sentence of a two-by-two: its verdict, and the figures that it is made of. */
function twoByTwoFinding(points: readonly SeriesPoint[]): string | null {
  const [verdict] = describeComparison(points)
  const medians = points.flatMap((point) => summarise(point)?.lossRatio.median ?? [])
  if (verdict === undefined) return null
  if (medians.every((median) => median === 0)) return verdict
  const cells = medians.map((median, index) => `${percentText(median)} with ${cellWords[index] ?? ''}`)
  return `${verdict.replace(/\.$/, '')}: the median loss was ${cells.join(', ')}.`
}

/** What it found, for the report's first page; null: too little was measured to say anything. */
export function seriesFinding(kept: KeptSeries): string | null {
  const points = pointsIn(kept)
  return kept.plan.kind === 'sweep' ? sweepFinding(kept.plan, points) : twoByTwoFinding(points)
}
