import { expect, it } from 'vitest'
import { EventKind } from '#shared/events/batch'
import { messageFigures } from '#shared/kept/run-figures'
import type { RunFileReport } from '#shared/kept/run-file-report'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { keptRun, numberBatch } from '../packed/kept-run.fixture'
import { decodeRunFile, encodeRunFile } from '../run-file/run-file'
import { type NewRun, packRun } from '../packed/pack'
import { verifyFile as verifyWith } from './verify'
import { known } from '#tasks/known-runs'
import { lossOutcome, outcomeIn } from '#tasks/loss/model/kept-outcome'
import type { RunFile } from '../run-file/run-file'
import { runForms } from '#tasks/contract'

const verifyFile = (file: RunFile) => verifyWith(file, known.verifiers)

/** 1 to 100 served; those that 7 divides did not come back. */
function truthful(): NewRun {
  const run = keptRun(100)
  const ledger = { sent: 100, lostReplies: 14, firstLost: 7, lossRatio: 0.14 }
  return { ...run, outcome: lossOutcome(outcomeOf({ parameters: { count: 100 }, ledger })) }
}

function report(figures: RunFileReport['figures'], runs: RunFileReport['runs'] = []): RunFileReport {
  const student = { name: '=HYPERLINK("x")', registration: '1', course: 'Networks', date: '2026-11-24' }
  return { title: 'UDP', student, runs, figures, answers: {} }
}

const file = (run: NewRun, figures?: RunFileReport['figures']) => ({
  madeBy: 'test',
  intact: true,
  runs: [packRun(run)],
  ...(figures && { report: report(figures) })
})

it('finds nothing where all is as stated', () => {
  const run = truthful()
  const verdict = verifyFile(
    file(run, [
      { runId: run.id, name: 'returned', value: 86 },
      { runId: run.id, name: 'firstLost', value: 7 },
      { runId: run.id, name: 'elapsedMs', value: 2480 }
    ])
  )
  expect(verdict).toMatchObject({ holds: true, runs: [{ differences: [] }], report: { differences: [] } })
  expect(verdict.runs[0]!.checked).toBeGreaterThan(10)
})

it('names the figures that a changed ledger states', () => {
  const run = truthful()
  outcomeIn(run.outcome)!.ledger.returned = 100
  const { holds, runs } = verifyFile(file(run))
  expect({ holds, runs }).toMatchObject({
    holds: false,
    runs: [{ differences: [{ figure: 'returned', stated: 100, recomputed: 86 }] }]
  })
})

it('names hash and figures when the events are others than those that were measured', () => {
  const run = truthful()
  const honest = packRun(run)
  const late = numberBatch(2, run.batches[2]!.first + run.batches[2]!.count, EventKind.received, [7])
  const forged = packRun({ ...run, batches: [...run.batches, late] })
  const { runs } = verifyFile({ madeBy: 'test', intact: true, runs: [{ ...honest, events: forged.events }] })
  expect(runs[0]!.differences.map(({ figure }) => figure)).toEqual([
    'hash',
    'events',
    'returned',
    'lostReplies',
    'reordered',
    'firstLost',
    'lossRatio'
  ])
})

it('finds every changed byte of a file, and names figures where it is the events that changed', () => {
  const packed = packRun(truthful())
  const written = encodeRunFile({ madeBy: 'test' }, [packed])
  if (!written.ok) throw new Error(written.fault.message)
  const eventsAt = written.value.length - 32 - packed.queues.bytes.length - packed.events.bytes.length
  let named = 0
  for (let at = 0; at < written.value.length; at++) {
    const bytes = Uint8Array.from(written.value)
    bytes[at]! ^= 1
    const read = decodeRunFile(bytes, runForms)
    if (!read.ok) continue
    const { holds, intact, runs } = verifyFile(read.value)
    expect({ holds, intact }).toEqual({ holds: false, intact: false })
    if (at >= eventsAt && runs[0]!.differences.length > 0) named += 1
  }
  // A few bytes of a deflate stream may be others and unpack to the same events.
  expect(named).toBeGreaterThan(0.9 * packed.events.bytes.length)
  // Each byte is a file of its own, read and verified: some seconds on a busy machine; no time is asserted here.
}, 30_000)

it('names figures of a report that no run bears out', () => {
  const run = truthful()
  const stranger = '00000000-0000-4000-8000-000000000000'
  const { holds, report: verdict } = verifyFile(
    file(run, [
      { runId: run.id, name: 'returned', value: 100 },
      { runId: run.id, name: 'grade', value: 1 },
      { runId: run.id, name: 'constructor', value: 1 },
      { runId: stranger, name: 'sent', value: 1 }
    ])
  )
  expect(holds).toBe(false)
  expect(verdict!.differences.map(({ figure, recomputed }) => [figure, recomputed])).toEqual([
    ['returned', 86],
    ['grade', undefined],
    ['constructor', undefined],
    ['sent', undefined]
  ])
})

it('checks the figures of a message task, and that a report was made of the events that are there', () => {
  const run = { ...keptRun(20), outcome: null }
  const packed = packRun(run)
  const figures = Object.entries(messageFigures(run)).map(([name, value]) => ({ runId: run.id, name, value }))
  const verdictOf = (hash: string) =>
    verifyFile({
      madeBy: 'test',
      intact: true,
      runs: [packed],
      report: report(figures, [{ id: run.id, hash }])
    })
  expect(figures.length).toBeGreaterThan(10)
  expect(verdictOf(packed.head.hash)).toMatchObject({ holds: true, report: { differences: [] } })
  expect(verdictOf('ab'.repeat(32))).toMatchObject({
    holds: false,
    report: { differences: [{ runId: run.id, figure: 'hash', recomputed: packed.head.hash }] }
  })
})
