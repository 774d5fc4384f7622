import { expect, test } from 'vitest'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { outcomeOf } from './explain/outcome.fixture'
import { lossFigures } from './figures'
import { lossOutcome } from './kept-outcome'
import type { LossOutcome } from './outcome'
import { lossReport } from './report'

const summaryOf = (outcome: LossOutcome, end: KeptRunSummary['end'] = 'finished'): KeptRunSummary => ({
  id: 'a',
  task: 'task4',
  name: 'a',
  startedAtEpochMs: 0,
  durationMs: 1,
  end,
  eventCount: 1,
  sizeBytes: 1,
  hash: '',
  outcome: lossOutcome(outcome)
})
const findingOf = (outcome: LossOutcome): string | null =>
  lossReport.finding({
    summary: summaryOf(outcome),
    figures: lossFigures(outcome),
    view: { endpoints: [], run: { phase: 'idle' }, own: null, answered: [] }
  })

const lost = { lostRequests: 63, firstLost: 14_136 }

test('a finding says the ledger’s count beside the kernel’s, and does not say that they agree', () => {
  expect(findingOf(outcomeOf({ ledger: lost, kernelDrops: { server: 70, client: 0 } }))).toBe(
    '19,937 of 20,000 numbers came back. The first lost number was 14,136. 63 requests were lost; the kernel counted 70 drops at the server’s socket. The server’s receive buffer was 212,992 bytes.'
  )
  expect(findingOf(outcomeOf({ ledger: lost, kernelDrops: { server: null, client: null } }))).toContain(
    '63 requests were lost; this system does not count drops by socket.'
  )
})

test('the emulated queue’s drops are never the kernel’s', () => {
  const outcome = outcomeOf({
    ledger: lost,
    parameters: { queue: 'emulated' },
    emulatedDrops: 63,
    kernelDrops: { server: 0, client: 0 }
  })
  expect(findingOf(outcome)).toContain('63 requests were lost; the emulated queue dropped 63.')
  expect(findingOf(outcome)).not.toContain('kernel')
  expect(lossReport.isEmulated?.(summaryOf(outcome))).toBe(true)
  expect(lossReport.settings?.(summaryOf(outcome))).toContain('emulated queue')
})

test('what was predicted stands beside what was measured; a cancelled run measured nothing to set beside it', () => {
  const outcome = outcomeOf({ ledger: lost, guess: 15_000 })
  expect(lossReport.predicted?.(summaryOf(outcome))).toEqual({
    what: 'First lost number',
    student: '15,000',
    model: '15,693',
    measured: '14,136'
  })
  expect(lossReport.predicted?.(summaryOf(outcome, 'cancelled'))).toBeNull()
  const silent = outcomeOf({ guess: 0, prediction: { firstLost: null, reason: 'unpaced' } })
  expect(lossReport.predicted?.(summaryOf(silent))).toMatchObject({
    student: 'none lost',
    model: 'cannot tell',
    measured: 'none lost'
  })
})
