import { expect, it } from 'vitest'
import { known } from '#tasks/known-runs'
import { keptRun } from '../packed/kept-run.fixture'
import { type NewRun, packRun } from '../packed/pack'
import { encodeRunFile } from '../run-file/run-file'
import { verifyFile } from './verify'

/** A run of so many events whose rows are all alike, in a few hundred bytes. */
function manyAlike(eventCount: number): NewRun {
  const run = { ...keptRun(1), outcome: null }
  const first = run.batches[0]!
  return { ...run, batches: [{ ...first, count: eventCount, offsetUs: 0, value: 1, sizeBytes: 1 }] }
}

it('reads no more events of a file than the limit, however few bytes they take', () => {
  const run = packRun(manyAlike(8_000_000))
  expect(run.events.bytes.length).toBeLessThan(2000)
  const runs = Array.from({ length: 10_000 }, (_, index) => ({
    ...run,
    // What its head says of itself decides nothing.
    head: { ...run.head, eventCount: 1, id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` }
  }))
  const verdict = verifyFile({ madeBy: 'test', intact: true, runs }, known.verifiers)
  expect(verdict.holds).toBe(false)
  expect(verdict.runs.filter(({ problem }) => problem === null)).toHaveLength(8)
  expect(verdict.runs.at(-1)!.problem).toContain('64,000,000')
}, 60_000)

it('neither writes nor reads a file whose head has more events than the limit', () => {
  const run = packRun(manyAlike(8_000_000))
  const runs = Array.from({ length: 9 }, (_, index) => ({
    ...run,
    head: { ...run.head, id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` }
  }))
  expect(encodeRunFile({ madeBy: 'test' }, runs.slice(1)).ok).toBe(true)
  expect(encodeRunFile({ madeBy: 'test' }, runs)).toMatchObject({
    ok: false,
    fault: { code: 'input/invalid' }
  })
})
