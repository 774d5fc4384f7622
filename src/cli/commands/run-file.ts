/** run-file show: what is in a run file, in words. */
import { figure } from '#shared/text'
import { escapeHidden } from '#shared/hidden'
import { statedFigures } from '#shared/kept/run-figures'
import { writtenHead } from '#lab/packed/head-form'
import type { PackedRun } from '#lab/packed/pack'
import type { RunFile } from '#lab/run-file/run-file'
import { defineCommand } from '../command'
import { UsageError } from '../options'
import { exitCodes, failed } from '../output'
import { type KnownRuns, readRunFile } from '../run-files'

const summaryOf = ({ head, events, queues }: PackedRun) => ({
  ...head,
  sizeBytes: events.bytes.length + queues.bytes.length
})

function describeRun(packed: PackedRun, { tell }: KnownRuns): string[] {
  const run = summaryOf(packed)
  const outcome = tell(run.outcome)
  return [
    escapeHidden(run.name),
    `  ${run.id}  ${run.task}, ${run.end}, ${new Date(run.startedAtEpochMs).toISOString()}`,
    run.eventCount === 0
      ? '  no events were kept'
      : `  ${figure(run.eventCount)} events, ${figure(run.sizeBytes)} bytes, hash ${run.hash}`,
    `  measured on ${escapeHidden(`${run.machine.platform} ${run.machine.release}`)}, engine ${run.machine.engine}`,
    ...(outcome === null ? [] : [`  ${outcome}`])
  ]
}

function describeFile({ madeBy, report, runs, newer = [] }: RunFile, known: KnownRuns): string[] {
  const count = runs.length + newer.length
  return [
    `written by ${escapeHidden(madeBy)}: ${count === 1 ? '1 run' : `${count} runs`}`,
    ...(report
      ? [
          `report "${escapeHidden(report.title)}" of ${escapeHidden(report.student.name)} (${escapeHidden(report.student.registration)}), ${report.figures.length} figures`
        ]
      : []),
    ...runs.flatMap((run) => ['', ...describeRun(run, known)]),
    ...newer.flatMap(({ id, name, what }) => [
      '',
      escapeHidden(name),
      `  ${id}  made by a newer UDP Lab (${escapeHidden(what)})`
    ])
  ]
}

export const runFileWith = (known: KnownRuns) =>
  defineCommand({
    name: 'run-file',
    summary: 'What is in a run file (.udplab): its runs and, where it is one, its report.',
    options: {},
    withoutEngine: true,
    words: { maximum: 2, help: [['show FILE', 'the runs of the file, one after the other']] },
    run: async (_values, { print }, [word, file]) => {
      if (word !== 'show' || file === undefined) throw new UsageError('run-file takes the words show FILE.')
      const read = await readRunFile(file, known.forms)
      if (!read.ok) return failed(read.fault)
      const { madeBy, report, runs, newer } = read.value
      describeFile(read.value, known).forEach(print)
      return {
        document: {
          madeBy,
          ...(report && { report }),
          runs: runs.map((packed) => {
            const { endpoints, ...run } = summaryOf(packed)
            const { outcome } = writtenHead(packed.head)
            return {
              ...run,
              outcome,
              endpoints: endpoints.length,
              figures: statedFigures(run, known.verifiers.state)
            }
          }),
          ...(newer && { newer })
        },
        code: exitCodes.done
      }
    }
  })
