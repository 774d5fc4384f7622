/** A report for the tests of its documents: one run of Task 1 and one of Task 4. */
import type { MachineFacts } from '../kept/kept-run'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { lossFigures, lossWords } from '#tasks/loss/model/figures'
import { figureRows } from './figures'
import type { Report, ReportFields, ReportRun } from './report'

export const machine: MachineFacts = {
  platform: 'linux',
  release: '6.18.44',
  processor: 'A processor',
  processorCount: 2,
  versions: { app: '0.1.0', electron: '45.4.1', node: '24.19.0' },
  engine: 'system',
  receiveBufferMaximumBytes: 212_992,
  receiveBufferDefaultBytes: 212_992
}

/** As runs are named everywhere: UUIDs. */
export const runOne = '11111111-0000-4000-8000-000000000000'
export const runFour = '44444444-0000-4000-8000-000000000000'

const run = (runId: string, given: Partial<ReportRun> = {}): ReportRun => ({
  stamp: { runId, hash: 'ab'.repeat(32) },
  title: 'A run',
  startedAtEpochMs: Date.UTC(2026, 10, 24, 12),
  endRemark: null,
  terminals: [],
  pictures: [],
  figures: [],
  machine,
  ...given
})

interface Given {
  fields?: Partial<ReportFields>
  answer?: string
  /** Title, terminal line, code and caption of the run of Task 1. */
  text?: string
}

export function reportOf({ fields, answer = 'Yes.', text = 'plain' }: Given = {}): Report {
  const lines = [{ kind: 'lines' as const, lines: [text] }]
  const first = run(runOne, {
    title: text,
    terminals: [{ title: 'Server', before: lines, after: [...lines, { kind: 'cut', count: 19_980 }] }],
    pictures: [{ kind: 'chart', caption: text, description: text, png: new Uint8Array([1, 2, 3]) }],
    figures: [{ name: 'clients', label: 'Client sockets', value: 3, text: '3', unit: 'sockets' }]
  })
  const outcome = outcomeOf({
    ledger: { sent: 20_000, lostRequests: 63, firstLost: 14_136, lossRatio: 0.00315 }
  })
  return {
    fields: {
      name: 'Ada',
      registrationNumber: '1815',
      course: 'Networks',
      date: '24 November 2026',
      ...fields
    },
    sections: [
      {
        kind: 'task',
        task: 'task1',
        title: 'Task 1: One server, one client',
        programs: [{ title: 'server.py', text }],
        runs: [first],
        answers: [
          { questionId: 'task1/everyone', question: 'Can it answer everyone?', exercise: '1.2', answer }
        ]
      },
      {
        kind: 'task',
        task: 'task4',
        title: 'Task 4',
        programs: [],
        runs: [
          run(runFour, {
            figures: figureRows({ events: 80_000, durationMs: 2500, ...lossFigures(outcome) }, lossWords)
          })
        ],
        answers: []
      },
      { kind: 'machine' },
      { kind: 'runs' }
    ]
  }
}
