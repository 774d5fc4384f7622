/** A draft and the runs that it picks, made into a report. */
import type { Result } from '../../../../shared/fault'
import type { KeptRun, KeptRunSummary } from '../../../../shared/model/kept-run'
import { readRun } from '../../../../shared/report/read-run'
import { replay } from '../../../../shared/report/replay'
import type {
  Report,
  ReportRun,
  ReportSection,
  TaskPartName,
  TaskSection
} from '../../../../shared/report/report'
import { type TaskId, taskIds } from '../../../../shared/tasks/catalogue'
import { questionsOf, type ReportDraft, taskTitle } from './draft'
import { programsOf } from './programs'
import type { RunShelf } from './run-shelf'

const isTask = (name: string): name is TaskId => (taskIds as readonly string[]).includes(name)

/** The runs of a task that the draft picks, of those that are there. */
export function pickedRuns(
  draft: ReportDraft,
  runs: readonly KeptRunSummary[],
  task: TaskId
): KeptRunSummary[] {
  const own = runs.filter((run) => run.task === task)
  const picks = draft.picks[task]
  return picks ? own.filter(({ id }) => picks.includes(id)).reverse() : own.slice(0, 1)
}

/** Reads runs and draws their pictures, each once. */
export class RunReader {
  #read = new Map<string, ReportRun>()
  readonly #shelf: RunShelf

  constructor(shelf: RunShelf) {
    this.#shelf = shelf
  }

  async read(summary: KeptRunSummary): Promise<Result<ReportRun>> {
    const key = `${summary.id} ${summary.hash}`
    const known = this.#read.get(key)
    if (known) return { ok: true, value: { ...known, title: summary.name } }
    const opened = await this.#shelf.open(summary.id)
    if (!opened.ok) return opened
    const run = await this.#draw(opened.value)
    this.#read.set(key, run)
    return { ok: true, value: run }
  }

  async #draw(run: KeptRun): Promise<ReportRun> {
    const replayed = replay(run)
    // The charts' library is no part of what the window needs to start.
    const { runPictures } = await import('./run-pictures')
    return readRun(run, replayed, await runPictures(run, replayed))
  }
}

function taskSection(
  draft: ReportDraft,
  task: TaskId,
  picked: readonly KeptRunSummary[],
  runs: readonly ReportRun[]
): TaskSection {
  const has = (part: TaskPartName): boolean => !draft.partsLeftOut.includes(part)
  return {
    kind: 'task',
    task,
    title: taskTitle(task),
    programs: has('code') ? programsOf(task, picked) : [],
    runs: runs.map((run) => ({
      ...run,
      terminals: has('terminals') ? run.terminals : [],
      pictures: has('pictures') ? run.pictures : [],
      figures: has('figures') ? run.figures : []
    })),
    answers: has('answers')
      ? questionsOf(task).map(({ id, text }) => ({
          questionId: id,
          question: text,
          answer: draft.answers[id] ?? ''
        }))
      : []
  }
}

/** @param onprogress told how many runs are read and drawn, of how many */
export async function composeReport(
  draft: ReportDraft,
  runs: readonly KeptRunSummary[],
  reader: RunReader,
  onprogress: (done: number, of: number) => void
): Promise<Result<Report>> {
  const names = draft.order.filter((name) => !draft.leftOut.includes(name))
  const of = names.filter(isTask).reduce((sum, task) => sum + pickedRuns(draft, runs, task).length, 0)
  let done = 0
  const sections: ReportSection[] = []
  for (const name of names) {
    if (!isTask(name)) {
      sections.push({ kind: name })
      continue
    }
    const picked = pickedRuns(draft, runs, name)
    const read: ReportRun[] = []
    for (const summary of picked) {
      onprogress(done++, of)
      const run = await reader.read(summary)
      if (!run.ok) return run
      read.push(run.value)
    }
    sections.push(taskSection(draft, name, picked, read))
  }
  onprogress(of, of)
  return { ok: true, value: { fields: { ...draft.fields }, sections } }
}
