/** What the history, a report and the terminal know of a kept sweep and a kept two-by-two. */
import type { OutcomeTable } from '#shared/report/report'
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
import type { SeriesKind } from './series'
import { pointFigures, seriesFigures, seriesWords } from './series-figures'
import { sweepTable, twoByTwoTable } from './series-tables'
import { seriesFinding, seriesLine } from './series-words'

/** The figures of a point that stand in its row of the table. */
const printed = {
  sweep: [
    ...['median lossRatio', 'least lossRatio', 'most lossRatio'],
    ...['median lostRequests', 'median lostReplies', 'median firstLost']
  ],
  'two-by-two': [
    ...['least lostRequests', 'median lostRequests', 'most lostRequests'],
    ...['least lostReplies', 'median lostReplies', 'most lostReplies'],
    'median lossRatio'
  ]
} satisfies Record<SeriesKind, string[]>

function tableOf(kept: KeptSeries): OutcomeTable {
  const points = pointsIn(kept)
  const { plan } = kept
  const table = plan.kind === 'sweep' ? sweepTable(plan, points) : twoByTwoTable(points)
  const isPrinted = ([name]: [string, unknown]): boolean =>
    printed[plan.kind].some((figure) => name.endsWith(`, ${figure}`))
  const figures = kept.points.flatMap(({ summary }, index) =>
    summary ? Object.entries(pointFigures(index + 1, summary)).filter(isPrinted) : []
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
