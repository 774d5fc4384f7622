import { describe, expect, it } from 'vitest'
import type { RunFileReport } from '#shared/kept/run-file-report'
import { known } from '#tasks/known-runs'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { lossOutcome, outcomeIn } from '#tasks/loss/model/kept-outcome'
import { keptRun } from '../packed/kept-run.fixture'
import { type NewRun, packRun } from '../packed/pack'
import type { RunFile } from '../run-file/run-file'
import { verifyFile as verifyWith } from './verify'

const verifyFile = (file: RunFile) => verifyWith(file, known.verifiers)

/** 1 to 100 served; those that 7 divides did not come back. */
function truthful(): NewRun {
  const ledger = { sent: 100, lostReplies: 14, firstLost: 7, lossRatio: 0.14 }
  return { ...keptRun(100), outcome: lossOutcome(outcomeOf({ parameters: { count: 100 }, ledger })) }
}

const student = { name: 'Ada', registration: '1', course: 'Networks', date: '2026-11-24' }

const file = (run: NewRun, figures: RunFileReport['figures'] = []): RunFile => ({
  madeBy: 'test',
  intact: true,
  runs: [packRun(run)],
  report: { title: 'UDP', student, runs: [], figures, answers: {} }
})

/** The endpoints of a run as a forger would have them: the server's first, then the client's. */
const endpointsOf = (run: NewRun) => {
  const [server, client] = run.endpoints
  return { server: server!, client: client! }
}

describe('what a file says of itself decides nothing', () => {
  const forgeries: [string, (run: NewRun) => Partial<NewRun>][] = [
    [
      'the server stands for another program',
      (run) => {
        const { server, client } = endpointsOf(run)
        return { endpoints: [{ ...server, program: { id: 'number-server' } }, client] }
      }
    ],
    [
      'server and client are exchanged',
      (run) => {
        const { server, client } = endpointsOf(run)
        return {
          endpoints: [
            { ...server, program: client.program, role: 'client' },
            { ...client, program: server.program, role: 'server' }
          ]
        }
      }
    ],
    [
      'the server has another address',
      (run) => {
        const { server, client } = endpointsOf(run)
        const local = { address: '127.0.0.1', port: 20_009 }
        return { endpoints: [{ ...server, state: { phase: 'closed', local } }, client] }
      }
    ],
    [
      'the client has another address',
      (run) => {
        const { server, client } = endpointsOf(run)
        const local = { address: '127.0.0.1', port: 40_009 }
        return { endpoints: [server, { ...client, state: { phase: 'closed', local } }] }
      }
    ],
    [
      'a second server that heard nothing',
      (run) => ({ endpoints: [...run.endpoints, { ...endpointsOf(run).server, id: 3 }] })
    ],
    ['its task is one without a ledger', () => ({ task: 'task1' })]
  ]

  it.each(forgeries)('%s: the ledger cannot be confirmed', (_what, forge) => {
    const run = truthful()
    outcomeIn(run.outcome)!.ledger.returned = 100
    const forged = { ...run, ...forge(run) }
    const {
      holds,
      runs,
      report: verdict
    } = verifyFile(file(forged, [{ runId: run.id, name: 'returned', value: 100 }]))
    expect(holds).toBe(false)
    const unconfirmed = runs[0]!.differences.filter(({ recomputed }) => recomputed === undefined)
    expect(unconfirmed.map(({ figure }) => figure)).toEqual(
      expect.arrayContaining(['sent', 'served', 'returned', 'lostReplies', 'firstLost', 'lossRatio'])
    )
    expect(verdict!.differences).toMatchObject([{ figure: 'returned', stated: 100 }])
  })

  it('a smaller count: numbers that were sent are the run’s', () => {
    const run = truthful()
    const outcome = outcomeIn(run.outcome)!
    outcome.parameters.count = 6
    const none = {
      sent: 6,
      served: 6,
      replied: 6,
      returned: 6,
      lostReplies: 0,
      firstLost: null,
      lossRatio: 0
    }
    Object.assign(outcome.ledger, none)
    Object.assign(outcome.foreign, { server: 94, client: 80 })
    expect(verifyFile(file(run)).holds).toBe(false)
  })

  it('a greater count: a finished run asked for as many as it says', () => {
    const run = truthful()
    outcomeIn(run.outcome)!.parameters.count = 200
    const { differences } = verifyFile(file(run)).runs[0]!
    expect(differences).toContainEqual({ figure: 'sent', stated: 100 })
  })

  it('roles in a session of messages: figures of each side cannot be confirmed', () => {
    const run = { ...keptRun(20), outcome: null }
    const { server, client } = endpointsOf(run)
    const forged = { ...run, endpoints: [{ ...server, role: 'client' as const }, client] }
    const { holds, runs } = verifyFile(file(forged))
    expect(holds).toBe(false)
    expect(runs[0]!.problem).toContain('cannot be confirmed')
  })
})
