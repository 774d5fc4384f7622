import { expect, test } from 'vitest'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { lossOutcome } from '#tasks/loss/model/kept-outcome'
import type { LossOutcome } from '#tasks/loss/model/outcome'
import { lossReport } from '#tasks/loss/model/report'
import { defaultPicks } from './default-picks'

let started = 0

function run(id: string, outcome: LossOutcome | null, given: Partial<KeptRunSummary> = {}): KeptRunSummary {
  return {
    id,
    task: 'task4',
    name: id,
    startedAtEpochMs: ++started,
    durationMs: 1,
    end: 'finished',
    eventCount: 10,
    sizeBytes: 1,
    hash: '',
    outcome: outcome && lossOutcome(outcome),
    ...given
  }
}

const none = (): Promise<number> => Promise.reject(new Error('not to be read'))
const idsOf = async (oldestFirst: KeptRunSummary[]): Promise<string[]> =>
  (await defaultPicks(oldestFirst.toReversed(), lossReport, none)).map(({ id }) => id)

const slow = { rate: 10_000, serviceUs: 101.2 }

test('of each question the newest run that is about it, in the order in which they were run', async () => {
  const lost = { lostRequests: 63, firstLost: 14_136 }
  const runs = [
    run('one', null),
    run('eight', outcomeOf({ parameters: { count: 8 }, ledger: { sent: 8, returned: 8 } })),
    run('older loss', outcomeOf({ parameters: slow, ledger: lost })),
    run('loss', outcomeOf({ parameters: slow, ledger: lost })),
    run('not cured', outcomeOf({ parameters: { ...slow, serverBuffer: 200_000 }, ledger: lost })),
    run('cure', outcomeOf({ parameters: { ...slow, serverBuffer: 200_000 } })),
    run(
      'replies',
      outcomeOf({
        parameters: { serverBuffer: 4e6, rate: 0, serviceUs: 0 },
        ledger: { lostReplies: 9, firstLost: 257 }
      })
    ),
    run('cancelled', outcomeOf({ parameters: slow, ledger: lost }), { end: 'cancelled' }),
    run('interrupted', null, { end: 'interrupted' }),
    run('only a server', null, { eventCount: 1 }),
    run('newer', null, { newer: '9.0.0' })
  ]
  expect(await idsOf(runs)).toEqual(['one', 'eight', 'loss', 'cure', 'replies'])
})

test('where no run is about a question, the newest', async () => {
  expect(await idsOf([run('a', outcomeOf()), run('b', outcomeOf())])).toEqual(['b'])
  expect(await idsOf([])).toEqual([])
})

test('a task that names no runs has the one that says something to the most questions, of these the newest', async () => {
  const runs = ['old', 'rich', 'as rich', 'poor'].map((id) => run(id, null))
  const counts: Record<string, number> = { old: 1, rich: 3, 'as rich': 3, poor: 0 }
  const picked = await defaultPicks(runs.toReversed(), undefined, ({ id }) => Promise.resolve(counts[id]!))
  expect(picked.map(({ id }) => id)).toEqual(['as rich'])
})
