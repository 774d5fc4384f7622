/** A report for the tests of its documents: one run of Task 1 and one of Task 4. */
import type { MachineFacts } from '../kept/kept-run'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { lossFigures, lossWords } from '#tasks/loss/model/figures'
import { figureRows } from './figures'
import { figureSvg, label } from '../paper/sheet'
import { commonSectionNames, type Report, type ReportFields, type ReportRun } from './report'

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
  settings: null,
  isEmulated: false,
  finding: null,
  predicted: null,
  startedAtEpochMs: Date.UTC(2026, 10, 24, 12),
  endRemark: null,
  terminals: [],
  pictures: [],
  figures: [],
  table: null,
  hasEvents: true,
  machine,
  ...given
})

interface Given {
  fields?: Partial<ReportFields>
  answer?: string
  /** Title, terminal line, code and caption of the run of Task 1. */
  text?: string
  /** Of the run of Task 4. */
  isEmulated?: boolean
}

export function reportOf({
  fields,
  answer = 'Yes.',
  text = 'plain',
  isEmulated = false
}: Given = {}): Report {
  const lines = [{ kind: 'lines' as const, lines: [text] }]
  const first = run(runOne, {
    title: text,
    finding: text,
    terminals: [
      { title: 'Server', parts: [...lines, { kind: 'client' }, ...lines, { kind: 'cut', count: 19_980 }] }
    ],
    pictures: [{ kind: 'chart', caption: text, svg: figureSvg(200, 100, text, label(10, 20, text)) }],
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
    leadingRunId: runFour,
    sections: [
      {
        kind: 'task',
        task: 'task1',
        title: 'Task 1: One server, one client',
        programs: [{ title: 'server.py', text }],
        runs: [first],
        answers: [
          {
            questionId: 'task1/everyone',
            question: 'Can it answer everyone?',
            exercise: '1.2',
            answer,
            evidence: { runId: runOne, lines: [text] }
          }
        ]
      },
      {
        kind: 'task',
        task: 'task4',
        title: 'Task 4',
        programs: [],
        runs: [
          run(runFour, {
            settings: '20,000 numbers',
            isEmulated,
            finding: '19,937 of 20,000 numbers came back.',
            predicted: { what: 'First lost number', student: '15,000', model: '15,693', measured: '14,136' },
            pictures: [
              {
                kind: 'chart',
                caption: 'A queue.',
                svg: figureSvg(200, 100, 'half', null),
                wide: figureSvg(400, 100, 'wide', null)
              }
            ],
            figures: figureRows({ events: 80_000, durationMs: 2500, ...lossFigures(outcome) }, lossWords)
          })
        ],
        answers: []
      },
      ...commonSectionNames.map((kind) => ({ kind }))
    ]
  }
}
