/** A kept sweep has no events: what follows from its ledgers is computed anew, and the rest is said to be the file's word. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { noSamples } from '#shared/events/queue-samples'
import { known } from '#tasks/known-runs'
import { keptOf, lostInSweep, seriesOf, sweepPlan } from '#tasks/loss/model/kept-series.fixture'
import { type KeptSeries, sweepKind } from '#tasks/loss/model/kept-series'
import { keptRun } from '../packed/kept-run.fixture'
import { type NewRun, packRun } from '../packed/pack'
import { decodeRunFile, encodeRunFile } from '../run-file/run-file'
import { type RunVerdict, verifyFile } from './verify'

const honest = (): KeptSeries => keptOf(seriesOf(sweepPlan, lostInSweep))

const runOf = (value: KeptSeries): NewRun => ({
  ...keptRun(0),
  id: randomUUID(),
  name: 'Task 4 sweep',
  outcome: { kind: sweepKind, value },
  endpoints: [],
  batches: [],
  queues: noSamples
})

/** What is said of the sweep after it went out as a file and came in again. */
function verdictOf(value: KeptSeries): RunVerdict | undefined {
  const bytes = encodeRunFile({ madeBy: 'test' }, [packRun(runOf(value))])
  if (!bytes.ok) throw new Error(bytes.fault.message)
  const file = decodeRunFile(bytes.value, known.forms)
  if (!file.ok) throw new Error(file.fault.message)
  expect(file.value.runs[0]?.head.outcome).toEqual({ kind: sweepKind, value })
  return verifyFile(file.value, known.verifiers).runs[0]
}

it('holds as far as it goes, and says how far that is', () => {
  const verdict = verdictOf(honest())
  expect(verdict).toMatchObject({ problem: null, differences: [] })
  expect(verdict?.checked).toBeGreaterThan(60)
  expect(verdict?.unchecked).toContain('no events were kept')
})

/** One thing of it is another. */
function forged(change: (kept: KeptSeries) => void): RunVerdict['differences'] | undefined {
  const kept = honest()
  change(kept)
  return verdictOf(kept)?.differences
}

it('names a median that is not that of the ledgers', () => {
  const differences = forged(({ points }) => {
    if (points[0]?.summary) points[0].summary.lossRatio.median = 0.01
  })
  expect(differences).toEqual([{ figure: 'point 1, median lossRatio', stated: 0.01, recomputed: 0.6 }])
})

it('names what a ledger says of its losses where its counts say something else', () => {
  const differences = forged(({ points }) => {
    const run = points[1]?.runs[2]
    if (run) run.ledger = { ...run.ledger, lostRequests: 0, lossRatio: 0 }
  })
  expect(differences?.map(({ figure }) => figure)).toEqual([
    'point 2, run 3, lostRequests',
    'point 2, run 3, lossRatio'
  ])
})

it.each([
  ['more came back than was sent', { returned: 1001, replied: 1001, served: 1001, firstLost: null }],
  ['more was sent than was asked for', { sent: 1001 }],
  ['nothing is missing, but there is a first number lost', { returned: 1000, replied: 1000, served: 1000 }]
])('counts a ledger that does not balance: %s', (_what, ledger) => {
  const differences = forged(({ points }) => {
    const run = points[0]?.runs[0]
    if (run) run.ledger = { ...run.ledger, ...ledger }
  })
  expect(differences).toContainEqual({ figure: 'unbalancedLedgers', stated: 0, recomputed: 1 })
})

it('finds a figure of a report that is not what the sweep says', () => {
  const run = packRun(runOf(honest()))
  const figure = (value: number) => ({ runId: run.head.id, name: 'point 2, median lossRatio', value })
  const verify = (value: number) =>
    verifyFile(
      {
        madeBy: 'test',
        intact: true,
        runs: [run],
        report: {
          title: 'UDP',
          student: { name: 'Ada', registration: '1', course: 'Networks', date: '' },
          runs: [],
          figures: [figure(value)],
          answers: {}
        }
      },
      known.verifiers
    )
  expect(verify(0.305).holds).toBe(true)
  expect(verify(0.1)).toMatchObject({ holds: false, report: { differences: [{ recomputed: 0.305 }] } })
})
