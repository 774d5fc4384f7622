import { expect, it } from 'vitest'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { balanceOutcome } from '../../model/outcome'
import { wholeOutcome } from '../../model/outcome.fixture'
import {
  barsInWords,
  canOverlay,
  comparedRuns,
  overlayColumns,
  overlayRow,
  shareBars,
  waitBars
} from './compared-runs'

const kept = (name: string, startedAtEpochMs: number, outcome = wholeOutcome): KeptRunSummary =>
  ({ name, startedAtEpochMs, outcome: balanceOutcome(outcome) }) as unknown as KeptRunSummary

const [one] = wholeOutcome.servers
const alone = { ...wholeOutcome, servers: one ? [one] : [], latencyMicros: { p50: null, p99: null } }
const runs = comparedRuns([kept('later', 2, alone), kept('earlier', 1)])

it('the earliest is A, and what is no run of the balancer is not taken', () => {
  expect(runs.map(({ letter, name }) => `${letter} ${name}`)).toEqual(['A earlier', 'B later'])
  const other = { ...kept('other', 0), outcome: { kind: 'numbers', value: {} } } as KeptRunSummary
  expect([canOverlay(other), canOverlay(kept('x', 0))]).toEqual([false, true])
  expect(comparedRuns([other])).toEqual([])
})

it('draws the share of each server, and how long clients waited; what a run does not have is null', () => {
  const shares = shareBars(runs)
  expect(shares.groups).toEqual(['Server 1', 'Server 2'])
  expect(shares.series.map(({ label, values }) => [label, values])).toEqual([
    ['A', [50, 50]],
    ['B', [100, null]]
  ])
  expect(waitBars(runs).series.map(({ values }) => values)).toEqual([
    [1.2, 3.4],
    [null, null]
  ])
  expect(barsInWords(shares, '%')).toBe(
    'A: Server 1 50.0 %, Server 2 50.0 %; B: Server 1 100.0 %, Server 2 none'
  )
})

it('has a row with a cell for each column', () => {
  for (const run of runs) expect(overlayRow(run)).toHaveLength(overlayColumns.length)
})
