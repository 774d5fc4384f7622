/** A kept run as the report shows it; its pictures are drawn by its task. */
import type { KeptRun } from '../kept/kept-run'
import { formIn, formsOf } from '../kept/outcome-forms'
import { printedFigures, statedBy } from '../kept/run-figures'
import type { RunState } from '../events/session'
import type { Lesson } from '../lessons/lesson'
import type { LessonView } from '../lessons/view'
import { figureRows } from './figures'
import type { Replay } from './replay'
import type { ReportedTask, ReportPicture, ReportRun } from './report'
import type { TaskReport } from './task-report'
import { terminalsOf } from './terminals'

const remarks: Record<KeptRun['end'], (what: string) => string | null> = {
  finished: () => null,
  cancelled: (what) => `The ${what} was cancelled before its end.`,
  failed: (what) => `The ${what} failed before its end.`,
  interrupted: (what) => `The ${what} was interrupted: the app ended before the ${what} did.`
}

/** The run as the questions of its walkthrough see a session. What the tab alone knew is not kept. */
function viewOf({ outcome, end }: KeptRun, { endpoints }: Replay): LessonView {
  const state = (): RunState => {
    if (outcome === null) return { phase: 'idle' }
    return end === 'cancelled' ? { phase: 'cancelled', outcome } : { phase: 'finished', outcome }
  }
  return { endpoints, run: state(), own: null, answered: [] }
}

export interface ReadRun {
  report: ReportRun
  /** What it says to each question of its task, and to others that its task says something to, by the question's id. The events themselves are let go. */
  evidence: Readonly<Record<string, readonly string[]>>
}

type OwnWords = ReportedTask & { lesson: Pick<Lesson, 'questions' | 'alsoSays'>; report?: TaskReport }

export function readRun(run: KeptRun, task: OwnWords, replayed: Replay, pictures: ReportPicture[]): ReadRun {
  const figures = printedFigures(run, statedBy(...formsOf(task)))
  const form = formIn([task], run.outcome)
  const table = (run.outcome && form?.table?.(run.outcome.value)) ?? null
  const measured = { summary: run, figures, view: viewOf(run, replayed) }
  const words = task.report
  const report = {
    stamp: { runId: run.id, hash: run.hash },
    title: run.name,
    settings: words?.settings?.(run) ?? null,
    isEmulated: words?.isEmulated?.(run) ?? false,
    finding: words?.finding(measured) ?? null,
    predicted: words?.predicted?.(run) ?? null,
    startedAtEpochMs: run.startedAtEpochMs,
    endRemark: remarks[run.end](form?.called ?? 'run'),
    terminals: terminalsOf(replayed, task.logs),
    pictures,
    figures: table ? [] : figureRows(figures, form?.words ?? null),
    table,
    hasEvents: run.eventCount > 0,
    machine: run.machine
  }
  const say = words?.evidence
  const evidence = task.lesson.questions.map((question) => [
    question.id,
    say ? say(measured) : question.evidence(measured.view)
  ])
  const elsewhere = Object.entries(task.lesson.alsoSays ?? {}).map(([id, also]) => [id, also(measured.view)])
  return { report, evidence: Object.fromEntries([...evidence, ...elsewhere]) as ReadRun['evidence'] }
}
