/** What the history, a report and the terminal know of a kept sweep and a kept two-by-two. */
import type { TaskOutcome } from '#tasks/task'
import {
  type KeptSeries,
  keptSweepSchema,
  keptTwoByTwoSchema,
  pointsIn,
  sweepKind,
  twoByTwoKind
} from './kept-series'
import { lossSchema } from './parameters-schema'
import { pointFigures, seriesFigures, seriesWords } from './series-figures'
import { sweepTable, twoByTwoTable } from './series-tables'
import { seriesFinding, seriesLine } from './series-words'

const tableOf = (kept: KeptSeries) => {
  const points = pointsIn(kept)
  const table = kept.plan.kind === 'sweep' ? sweepTable(kept.plan, points) : twoByTwoTable(points)
  const figures = kept.points.flatMap(({ summary }, index) =>
    summary ? Object.entries(pointFigures(index + 1, summary)) : []
  )
  return { ...table, figures: Object.fromEntries(figures) }
}

const form = {
  parameters: lossSchema,
  figures: (outcome) => seriesFigures(outcome as KeptSeries),
  words: seriesWords,
  line: (outcome) => seriesLine(outcome as KeptSeries),
  inWords: (outcome) => {
    const kept = outcome as KeptSeries
    return [`${seriesLine(kept)}.`, seriesFinding(kept)].filter(Boolean).join(' ')
  },
  table: (outcome) => tableOf(outcome as KeptSeries),
  unchecked:
    'what its runs’ ledgers count, because no events were kept; medians, ranges, ratios and losses were computed anew from the ledgers'
} satisfies Partial<TaskOutcome>

export const seriesForms: readonly TaskOutcome[] = [
  { ...form, kind: sweepKind, schema: keptSweepSchema, called: 'sweep' },
  { ...form, kind: twoByTwoKind, schema: keptTwoByTwoSchema, called: 'two-by-two' }
]
