/** A kept run as the report shows it; its pictures are drawn by whoever has a canvas. */
import type { KeptRun } from '../kept/kept-run'
import { printedFigures, statedBy } from '../kept/run-figures'
import { figureRows } from './figures'
import type { Replay } from './replay'
import type { ReportedTask, ReportPicture, ReportRun } from './report'
import { terminalsOf } from './terminals'

const remarks: Record<KeptRun['end'], string | null> = {
  finished: null,
  cancelled: 'It was cancelled before its end.',
  failed: 'It failed before its end.',
  interrupted: 'It was interrupted: the app ended before the run did.'
}

export function readRun(
  run: KeptRun,
  task: ReportedTask,
  replayed: Replay,
  pictures: ReportPicture[]
): ReportRun {
  const figures = printedFigures(run, statedBy(task.outcome))
  return {
    stamp: { runId: run.id, hash: run.hash },
    title: run.name,
    startedAtEpochMs: run.startedAtEpochMs,
    endRemark: remarks[run.end],
    terminals: terminalsOf(replayed, task.logs),
    pictures,
    figures: figureRows(figures, run.outcome && (task.outcome?.words ?? null)),
    machine: run.machine
  }
}
