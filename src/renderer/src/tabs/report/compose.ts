/** A draft and the runs that it picks, made into a report. */
import type { Result } from '#shared/fault'
import type { KeptRunSummary } from '#shared/model/kept-run'
import { readRun } from '#shared/report/read-run'
import { replay } from '#shared/report/replay'
import type {
  Report,
  ReportAnswer,
  ReportRun,
  ReportSection,
  TaskPartName,
  TaskSection
} from '#shared/report/report'
import { plainText } from '#shared/lessons/terms'
import { type TaskId, taskIds } from '#shared/tasks/catalogue'
import { lessons } from '#tasks/lessons'
import { typedAnswer } from '../../lessons/answers.svelte'
import { type ReportDraft, taskTitle } from './draft'
import { programsOf } from './programs'
import type { RunShelf } from './run-shelf'

const isTask = (name: string): name is TaskId => (taskIds as readonly string[]).includes(name)

/** Reads runs and draws their pictures, each once. */
export class RunReader {
  /** By id and hash: a session that went on is another one to draw. */
  readonly #read = new Map<string, Promise<Result<ReportRun>>>()
  readonly #shelf: RunShelf

  constructor(shelf: RunShelf) {
    this.#shelf = shelf
  }

  async read({ id, hash, name }: KeptRunSummary): Promise<Result<ReportRun>> {
    const key = `${id} ${hash}`
    const reading = this.#read.get(key) ?? this.#draw(id)
    this.#read.set(key, reading)
    const run = await reading
    if (!run.ok) this.#read.delete(key)
    return run.ok ? { ok: true, value: { ...run.value, title: name } } : run
  }

  async #draw(id: string): Promise<Result<ReportRun>> {
    const opened = await this.#shelf.open(id)
    if (!opened.ok) return opened
    const replayed = replay(opened.value)
    // The charts' library is no part of what the window needs to start.
    const { runPictures } = await import('./run-pictures')
    const pictures = await runPictures(opened.value, replayed)
    return { ok: true, value: readRun(opened.value, replayed, pictures) }
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
    answers: has('answers') ? answersIn(task) : []
  }
}

/** The student's answers as they stand now: those of the walkthrough. */
function answersIn(task: TaskId): ReportAnswer[] {
  return lessons[task].questions.map(({ id, exercise, prompt }) => ({
    questionId: id,
    exercise,
    question: plainText(prompt),
    answer: typedAnswer(id)
  }))
}

/** @param runsOf a task's runs, in the order of the report
 * @param onprogress told how many runs are read and drawn, of how many */
export async function composeReport(
  draft: ReportDraft,
  runsOf: (task: TaskId) => KeptRunSummary[],
  reader: RunReader,
  onprogress: (done: number, of: number) => void
): Promise<Result<Report>> {
  const names = draft.order.filter((name) => !draft.leftOut.includes(name))
  const picks = new Map(names.filter(isTask).map((task) => [task, runsOf(task)]))
  const of = [...picks.values()].reduce((sum, runs) => sum + runs.length, 0)
  let done = 0
  const sections: ReportSection[] = []
  for (const name of names) {
    if (!isTask(name)) {
      sections.push({ kind: name })
      continue
    }
    const picked = picks.get(name) ?? []
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
