/** The charts of a run of numbers, as its tab draws them while it goes on and the report when it is over: bars, lines, words. */
import type { DeliveryBin } from '../../model/delivery-bins'
import { marksOf } from '../../model/explain/marks'
import type { LossOutcome } from '../../model/run'
import type { Progress } from '../../model/tally'
import type { TallyFollower } from '../../model/tally-follower'
import { figure } from '#shared/text'
import type { NumberMark } from '#ui/components/charts/number-marks'
import type { NumberRange } from '#ui/components/charts/number-range'
import { deliveryKinds } from './delivery-kinds'

export const deliveryTitle = 'Delivery by number'
export const deliveryXTitle = 'number'

/** What became of the numbers of `range`, in bins of equal width. */
export function deliveryChart(bins: readonly DeliveryBin[], range: NumberRange) {
  const series = deliveryKinds.map((kind) => ({ ...kind, counts: bins.map((bin) => bin[kind.key]) }))
  const words = series.map(({ label, counts }) => `${counts.reduce((sum, value) => sum + value, 0)} ${label}`)
  const [first] = bins
  const width = first ? first.to - first.from + 1 : 1
  return {
    label: `${deliveryTitle}, ${range.from} to ${range.to}: ${words.join(', ')}`,
    series,
    bins: bins.map(({ from, to }) => [from, to] as const),
    yTitle: width > 1 ? `of every ${figure(width)}` : 'datagrams'
  }
}

const markWords = { guess: 'my prediction', model: 'model', truth: 'first lost' } as const

/** What is marked among the numbers: the predictions beside the first one that was really lost. */
export function deliveryMarks(outcome: LossOutcome | null): NumberMark[] {
  if (!outcome) return []
  return marksOf(outcome).map(({ number, kind }) => ({
    number,
    label: `${markWords[kind]} ${figure(number)}`,
    kind
  }))
}

export const countsTitle = 'Sent, served, returned'
/** On their own: titles that came with the figures would make a chart that goes on anew with each of them. */
export const countsAxes = { xTitle: 'time since the first send, s', yTitle: 'datagrams' } as const

const lines = {
  sent: { colour: '--data-sent', dash: [8, 5] },
  served: { colour: '--data-served', dash: [2, 4] },
  returned: { colour: '--data-delivered', dash: [] }
} as const

export interface CountLine {
  name: keyof typeof lines
  seconds: readonly number[]
  count: readonly number[]
}

/** @param firstMs the first send, on the events' clock */
export function countLines(follower: TallyFollower, firstMs: number): CountLine[] {
  return (['sent', 'served', 'returned'] as const).map((name) => ({
    name,
    ...follower.overTime(name, firstMs)
  }))
}

/** What was sent, served and returned over time. */
export function countsChart(shown: readonly CountLine[], counts: Progress) {
  const lastS = Math.max(0, ...shown.map(({ seconds }) => seconds.at(-1) ?? 0))
  return {
    label: `${countsTitle} over time: ${counts.sent} sent, ${counts.served} served, ${counts.returned} returned after ${lastS.toFixed(2)} s`,
    series: shown.map(({ name, seconds, count }) => ({ label: name, ...lines[name], x: seconds, y: count }))
  }
}
