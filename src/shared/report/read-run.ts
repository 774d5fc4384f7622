/** A kept run as the report shows it; its pictures are drawn by whoever has a canvas. */
import type { KeptRun } from '../model/kept-run'
import { printedFigures } from '../model/run-figures'
import { figureRows } from './figures'
import type { Replay } from './replay'
import type { ReportPicture, ReportRun } from './report'
import { terminalsOf } from './terminals'

const remarks: Record<KeptRun['end'], string | null> = {
  finished: null,
  cancelled: 'It was cancelled before its end.',
  failed: 'It failed before its end.',
  interrupted: 'It was interrupted: the app ended before the run did.'
}

export function readRun(run: KeptRun, replayed: Replay, pictures: ReportPicture[]): ReportRun {
  return {
    stamp: { runId: run.id, hash: run.hash },
    title: run.name,
    startedAtEpochMs: run.startedAtEpochMs,
    endRemark: remarks[run.end],
    terminals: terminalsOf(replayed),
    pictures,
    figures: figureRows(printedFigures(run)),
    machine: run.machine
  }
}
