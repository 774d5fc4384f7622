/** What a kept series states, by name, and the same computed anew from the ledgers of its runs: `lab verify` compares them. */
import type { Figures, FigureWords } from '#shared/kept/run-figures'
import { type KeptSeries, pointsIn } from './kept-series'
import type { Ledger } from './ledger'
import { type PointSummary, type SeriesRun, type Spread, summarise } from './series'

/** Where every number of a run went does not depend on what the ledger says of what was lost. */
type Derived = Pick<Ledger, 'lostRequests' | 'lostReplies' | 'lossRatio'>

const derivedOf = ({ sent, served, replied, returned }: Ledger): Derived => ({
  lostRequests: sent - served,
  lostReplies: replied - returned,
  lossRatio: sent === 0 ? 0 : (sent - returned) / sent
})

/** No more came back than was replied, served and sent; and there is a first number lost where any is. */
function balances({ sent, served, replied, returned, unsent, firstLost }: Ledger, count: number): boolean {
  return (
    sent + unsent <= count &&
    served <= sent &&
    replied <= served &&
    returned <= replied &&
    (firstLost === null) === (returned === sent) &&
    (firstLost ?? 1) >= 1 &&
    (firstLost ?? 1) <= count
  )
}

const spreadNames = ['lossRatio', 'lostRequests', 'lostReplies', 'requestRatio', 'replyRatio'] as const

function spreadFigures(name: string, { minimum, median, maximum }: Spread): [string, number][] {
  return [
    [`least ${name}`, minimum],
    [`median ${name}`, median],
    [`most ${name}`, maximum]
  ]
}

/** Of a point, counted from 1 in the order of the plan. */
export function pointFigures(point: number, summary: PointSummary): Figures {
  const { firstLost } = summary
  const spreads = spreadNames.flatMap((name) => spreadFigures(name, summary[name]))
  const first = firstLost ? spreadFigures('firstLost', firstLost) : [['median firstLost', null] as const]
  return Object.fromEntries([...spreads, ...first].map(([name, value]) => [`point ${point}, ${name}`, value]))
}

function runFigures(point: number, run: number, { lostRequests, lostReplies, lossRatio }: Derived): Figures {
  const named = Object.entries({ lostRequests, lostReplies, lossRatio })
  return Object.fromEntries(named.map(([name, value]) => [`point ${point}, run ${run}, ${name}`, value]))
}

interface Row {
  summary: PointSummary | null
  runs: readonly { ledger: Derived }[]
}

function figuresOf(rows: readonly Row[], unbalanced: number): Figures {
  return Object.assign(
    {
      points: rows.filter(({ runs }) => runs.length > 0).length,
      runs: rows.reduce((sum, { runs }) => sum + runs.length, 0),
      unbalancedLedgers: unbalanced
    },
    ...rows.flatMap(({ summary, runs }, index): Figures[] => [
      ...(summary ? [pointFigures(index + 1, summary)] : []),
      ...runs.map(({ ledger }, run) => runFigures(index + 1, run + 1, ledger))
    ])
  ) as Figures
}

/** What it states: that each ledger balances as well. */
export const seriesFigures = ({ points }: KeptSeries): Figures => figuresOf(points, 0)

export function recomputedFigures(kept: KeptSeries): Figures {
  const rebuilt = (run: SeriesRun): SeriesRun => ({
    ...run,
    ledger: { ...run.ledger, ...derivedOf(run.ledger) }
  })
  const points = pointsIn(kept).map((point) => ({ ...point, runs: point.runs.map(rebuilt) }))
  const unbalanced = points.flatMap(({ runs, parameters }) =>
    runs.filter(({ ledger }) => !balances(ledger, parameters.count))
  )
  const rows = points.map((point) => ({ runs: point.runs, summary: summarise(point) }))
  return figuresOf(rows, unbalanced.length)
}

/** Of the figures that a report prints one by one; those of the points stand in its table. */
export const seriesWords = {
  points: { label: 'Points measured', unit: 'points' },
  runs: { label: 'Runs measured', unit: 'runs' },
  unbalancedLedgers: { label: 'Ledgers that do not balance', unit: 'ledgers' }
} as const satisfies FigureWords
