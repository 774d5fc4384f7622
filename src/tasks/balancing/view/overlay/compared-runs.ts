/** Kept runs of the balancer beside each other: the bars of each, and its row in the table. */
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { comparedColumns, comparedRow } from '../../model/comparison'
import { type BalanceOutcome, outcomeIn } from '../../model/outcome'
import { serverName } from '../../model/tellers'

export const overlayMaximum = 6

export const canOverlay = ({ outcome }: KeptRunSummary): boolean => outcomeIn(outcome) !== null

export interface ComparedRun {
  /** Stands for it in the charts. */
  letter: string
  name: string
  outcome: BalanceOutcome
}

/** The earliest first. */
export const comparedRuns = (runs: readonly KeptRunSummary[]): ComparedRun[] =>
  runs
    .toSorted((one, other) => one.startedAtEpochMs - other.startedAtEpochMs)
    .flatMap(({ name, outcome }) => {
      const own = outcomeIn(outcome)
      return own ? [{ name, outcome: own }] : []
    })
    .map((run, index) => ({ ...run, letter: String.fromCharCode(65 + index) }))

/** Colour and pattern: either alone tells two neighbours apart. */
const looks = [
  { colour: '--data-delivered', pattern: 'plain' },
  { colour: '--data-lost-request', pattern: 'hatched' },
  { colour: '--data-served', pattern: 'dotted' },
  { colour: '--data-lost-reply', pattern: 'plain' },
  { colour: '--data-sent', pattern: 'hatched' },
  { colour: '--data-guess', pattern: 'dotted' }
] as const

export interface Bars {
  groups: readonly string[]
  series: readonly {
    label: string
    colour: string
    pattern: 'plain' | 'hatched' | 'dotted'
    values: readonly (number | null)[]
  }[]
}

function barsOf(
  runs: readonly ComparedRun[],
  groups: readonly string[],
  valueOf: (outcome: BalanceOutcome, group: number) => number | null
): Bars {
  const series = runs.map(({ letter, outcome }, index) => {
    const { colour, pattern } = looks[index % looks.length] ?? looks[0]
    return { label: letter, colour, pattern, values: groups.map((_name, group) => valueOf(outcome, group)) }
  })
  return { groups, series }
}

/** % of all that the pool received; null: the run has no such server. */
export function shareBars(runs: readonly ComparedRun[]): Bars {
  const most = Math.max(0, ...runs.map(({ outcome }) => outcome.servers.length))
  const groups = Array.from({ length: most }, (_, index) => serverName(index))
  return barsOf(runs, groups, ({ servers }, group) => {
    const all = servers.reduce((sum, { received }) => sum + received, 0)
    const server = servers[group]
    return server && all > 0 ? (100 * server.received) / all : null
  })
}

/** ms. */
export const waitBars = (runs: readonly ComparedRun[]): Bars =>
  barsOf(runs, ['Half within', '99 of 100 within'], ({ latencyMicros: { p50, p99 } }, group) => {
    const micros = group === 0 ? p50 : p99
    return micros === null ? null : micros / 1000
  })

export const overlayColumns = ['Run', ...comparedColumns]

export const overlayRow = ({ letter, name, outcome }: ComparedRun): string[] => [
  `${letter}  ${name}`,
  ...comparedRow({ parameters: outcome.parameters, outcome })
]

/** What a chart's figures are, for those who do not see it. */
export const barsInWords = ({ groups, series }: Bars, unit: string): string =>
  series
    .map(
      ({ label, values }) =>
        `${label}: ${values.map((value, group) => `${groups[group] ?? ''} ${value === null ? 'none' : `${value.toFixed(1)} ${unit}`}`).join(', ')}`
    )
    .join('; ')
