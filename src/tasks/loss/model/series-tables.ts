/** The tables of a sweep and of a 2x2: the same figures in the tab and in the report. */
import { figure } from '#shared/text'
import { measuredValues } from './measured'
import { modelledFirstLost, modelledShare } from './modelled-loss'
import { type SeriesPoint, type Spread, summarise, type SweepPlan } from './series'
import { compareCells } from './series-plan'
import { sweepDescriptions } from './sweep-variables'

export interface SeriesTable {
  columns: readonly string[]
  /** Columns on the left that are words. */
  words: number
  rows: readonly (readonly string[])[]
}

export const percentText = (ratio: number): string => `${(100 * ratio).toFixed(2)} %`

const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : figure(value, 1)

/** `Server receive buffer [bytes]` */
export function variedTitle({ vary }: Pick<SweepPlan, 'vary'>): string {
  const { title, unit } = sweepDescriptions[vary]
  return `${title} [${unit}]`
}

/** A row a value that has a run, in the order of the plan. */
export function sweepTable(plan: SweepPlan, points: readonly SeriesPoint[]): SeriesTable {
  const columns = [
    variedTitle(plan),
    'Runs',
    'Lost, median',
    'Least',
    'Most',
    'Lost requests',
    'Lost replies',
    'First lost',
    'Model: lost',
    'Model: first lost',
    'Server granted [B]',
    'Client granted [B]'
  ]
  const rows = measuredValues(plan, points).map(({ value, point: { model, buffers }, summary }) => [
    number(value),
    String(summary.runs),
    percentText(summary.lossRatio.median),
    percentText(summary.lossRatio.minimum),
    percentText(summary.lossRatio.maximum),
    number(summary.lostRequests.median),
    number(summary.lostReplies.median),
    number(summary.firstLost?.median),
    model ? modelledShare(model) : '–',
    model ? modelledFirstLost(model) : '–',
    number(buffers?.server.grantedBytes),
    number(buffers?.client.grantedBytes)
  ])
  return { columns, words: 0, rows }
}

/** Median, and the range where there is one. */
const spread = (of: Spread | undefined): string =>
  !of || of.minimum === of.maximum
    ? number(of?.median)
    : `${number(of.median)} (${number(of.minimum)} to ${number(of.maximum)})`

const bufferWords = (size: string, granted: number | null | undefined): string =>
  `${size}, ${number(granted)} B`

/** A row a cell, whether it has a run or not. */
export function twoByTwoTable(points: readonly SeriesPoint[]): SeriesTable {
  const columns = [
    'Server buffer, granted',
    'Client buffer, granted',
    'Runs',
    'Lost requests',
    'Lost replies',
    'Lost, median'
  ]
  const rows = compareCells.map(({ server, client }, index) => {
    const point = points[index]
    const cell = point ? summarise(point) : null
    return [
      bufferWords(server, point?.buffers?.server.grantedBytes),
      bufferWords(client, point?.buffers?.client.grantedBytes),
      String(cell?.runs ?? 0),
      spread(cell?.lostRequests),
      spread(cell?.lostReplies),
      cell ? percentText(cell.lossRatio.median) : '–'
    ]
  })
  return { columns, words: 2, rows }
}
