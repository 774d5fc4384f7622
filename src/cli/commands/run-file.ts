/** run-file show: what is in a run file, in words. */
import { figure } from '#shared/text'
import { escapeHidden } from '#shared/model/payload'
import { statedFigures } from '#shared/model/run-figures'
import type { PackedRun } from '#lab/history/pack'
import type { RunFile } from '#lab/run-file/run-file'
import { defineCommand } from '../command'
import { UsageError } from '../options'
import { exitCodes, failed } from '../output'
import { readRunFile } from '../run-files'

const summaryOf = ({ head, events, queues }: PackedRun) => ({
  ...head,
  sizeBytes: events.bytes.length + queues.bytes.length
})

function describeRun(packed: PackedRun): string[] {
  const run = summaryOf(packed)
  const { ledger } = run.outcome ?? {}
  return [
    escapeHidden(run.name),
    `  ${run.id}  ${run.task}, ${run.end}, ${new Date(run.startedAtEpochMs).toISOString()}`,
    `  ${figure(run.eventCount)} events, ${figure(run.sizeBytes)} bytes, hash ${run.hash}`,
    `  measured on ${run.machine.platform} ${escapeHidden(run.machine.release)}, engine ${run.machine.engine}`,
    ...(ledger
      ? [
          `  sent ${ledger.sent}, served ${ledger.served}, replied ${ledger.replied}, returned ${ledger.returned}, first lost ${ledger.firstLost ?? 'none'}`
        ]
      : [])
  ]
}

function describeFile({ madeBy, report, runs, newer = [] }: RunFile): string[] {
  const count = runs.length + newer.length
  return [
    `written by ${escapeHidden(madeBy)}: ${count === 1 ? '1 run' : `${count} runs`}`,
    ...(report
      ? [
          `report "${escapeHidden(report.title)}" of ${escapeHidden(report.student.name)} (${escapeHidden(report.student.registration)}), ${report.figures.length} figures`
        ]
      : []),
    ...runs.flatMap((run) => ['', ...describeRun(run)]),
    ...newer.flatMap(({ id, name, what }) => [
      '',
      escapeHidden(name),
      `  ${id}  made by a newer UDP Lab (${what})`
    ])
  ]
}

export const runFile = defineCommand({
  name: 'run-file',
  summary: 'What is in a run file (.udplab): its runs and, where it is one, its report.',
  options: {},
  words: { maximum: 2, help: [['show FILE', 'the runs of the file, one after the other']] },
  run: async (_values, { print }, [word, file]) => {
    if (word !== 'show' || file === undefined) throw new UsageError('run-file takes the words show FILE.')
    const read = await readRunFile(file)
    if (!read.ok) return failed(read.fault)
    const { madeBy, report, runs, newer } = read.value
    describeFile(read.value).forEach(print)
    return {
      document: {
        madeBy,
        ...(report && { report }),
        runs: runs.map((packed) => {
          const { endpoints, ...run } = summaryOf(packed)
          return { ...run, endpoints: endpoints.length, figures: statedFigures(run) }
        }),
        ...(newer && { newer })
      },
      code: exitCodes.done
    }
  }
})
