/** A draft and the runs that it picks, made into a report. */
import { failure, type Result, success } from '#shared/fault'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { type ReadRun, readRun } from '#shared/report/read-run'
import { replay } from '#shared/report/replay'
import type {
  Evidence,
  Report,
  ReportAnswer,
  ReportProgram,
  ReportSection,
  TaskPartName,
  TaskSection
} from '#shared/report/report'
import { sourcePath } from '#shared/lessons/sources'
import { plainText } from '#shared/lessons/terms'
import { typedAnswer } from '#ui/lessons/answers.svelte.ts'
import type { ShownTask } from '#ui/page-view'
import type { TaskDefinition } from '#tasks/task'
import { type ReportDraft, type Sections, taskTitle } from './draft'
import type { RunShelf } from './run-shelf'

/** Reads runs and draws their pictures, each once. */
export class RunReader {
  /** By id and hash: a session that went on is another one to draw. */
  readonly #read = new Map<string, Promise<Result<ReadRun>>>()
  readonly #shelf: RunShelf
  readonly #tasks: readonly ShownTask[]

  constructor(shelf: RunShelf, tasks: readonly ShownTask[]) {
    this.#shelf = shelf
    this.#tasks = tasks
  }

  definitionOf(id: string): TaskDefinition | null {
    return this.#tasks.find(({ definition }) => definition.id === id)?.definition ?? null
  }

  async read({ id, hash, name }: KeptRunSummary): Promise<Result<ReadRun>> {
    const key = `${id} ${hash}`
    const reading = this.#read.get(key) ?? this.#draw(id)
    this.#read.set(key, reading)
    const run = await reading
    if (!run.ok) this.#read.delete(key)
    return run.ok ? success({ ...run.value, report: { ...run.value.report, title: name } }) : run
  }

  /** How many questions of its task the run says something to. */
  async questionsOf(summary: KeptRunSummary): Promise<number> {
    const run = await this.read(summary)
    return run.ok ? Object.values(run.value.evidence).filter(({ length }) => length > 0).length : 0
  }

  async #draw(id: string): Promise<Result<ReadRun>> {
    const opened = await this.#shelf.open(id)
    if (!opened.ok) return opened
    const task = this.#tasks.find(({ definition }) => definition.id === opened.value.task)
    // The history opens no run of a task that this version does not know.
    if (!task) return failure('history/newer', `"${opened.value.name}" was made by a newer UDP Lab.`)
    const { definition } = task
    const replayed = replay(opened.value, definition.programs)
    // The charts' library is no part of what the window needs to start.
    const draw = await task.pictures()
    const pictures = await draw(opened.value, replayed)
    return success(readRun(opened.value, definition, replayed, pictures))
  }
}

/** The programs that runs like these stand for, as the report prints them. */
async function programsOf(task: TaskDefinition, runs: readonly KeptRunSummary[]): Promise<ReportProgram[]> {
  const { textOf } = await import('#ui/task-kit/code/sources')
  return task.reportedSources(runs).map((id) => ({
    title: sourcePath(id, 'python').replace(/^.*\//, ''),
    text: textOf(id, 'python')
  }))
}

/** A picked run, and what was read of it. */
interface PickedRun extends ReadRun {
  summary: KeptRunSummary
}

/** @param others picked runs of other tasks, which may say something to a question of this one */
function taskSection(
  draft: ReportDraft,
  task: TaskDefinition,
  programs: ReportProgram[],
  runs: readonly PickedRun[],
  others: readonly PickedRun[]
): TaskSection {
  const has = (part: TaskPartName): boolean => !draft.partsLeftOut.includes(part)
  return {
    kind: 'task',
    task: task.id,
    title: taskTitle(task),
    programs: has('code') ? programs : [],
    runs: runs.map(({ report: run }) => ({
      ...run,
      terminals: has('terminals') ? run.terminals : [],
      pictures: has('pictures') ? run.pictures : [],
      figures: has('figures') ? run.figures : [],
      table: has('figures') ? run.table : null
    })),
    answers: has('answers') ? answersIn(task, runs, others) : []
  }
}

const saysTo = (id: string, runs: readonly PickedRun[]): PickedRun | undefined =>
  runs.findLast(({ evidence }) => (evidence[id] ?? []).length > 0)

/** A run of another task that is about the question, the run that its own task wants, and else the newest that says anything. */
function evidenceFor(
  id: string,
  { report }: TaskDefinition,
  runs: readonly PickedRun[],
  others: readonly PickedRun[]
): Evidence | null {
  const wanted = report?.wanted?.find(({ questions }) => questions.includes(id))
  const run =
    saysTo(id, others) ?? (wanted && runs.findLast(({ summary }) => wanted.fits(summary))) ?? saysTo(id, runs)
  return run ? { runId: run.summary.id, lines: [...(run.evidence[id] ?? [])] } : null
}

/** The student's answers as they stand now: those of the walkthrough. A sentence that an earlier one cites is said once. */
function answersIn(
  task: TaskDefinition,
  runs: readonly PickedRun[],
  others: readonly PickedRun[]
): ReportAnswer[] {
  const said = new Set<string>()
  return task.lesson.questions.map(({ id, exercise, prompt }) => {
    const evidence = evidenceFor(id, task, runs, others)
    const lines = evidence?.lines.filter((line) => !said.has(line)) ?? []
    for (const line of lines) said.add(line)
    return {
      questionId: id,
      exercise,
      question: plainText(prompt),
      answer: typedAnswer(id),
      evidence: evidence && { ...evidence, lines }
    }
  })
}

/**
 * @param runsOf a task's runs, in the order of the report
 * @param onprogress told how many runs are read and drawn, of how many
 */
export async function composeReport(
  draft: ReportDraft,
  sectionsHere: Sections,
  runsOf: (task: string) => KeptRunSummary[],
  reader: RunReader,
  onprogress: (done: number, of: number) => void
): Promise<Result<Report>> {
  const names = draft.order.filter((name) => !draft.leftOut.includes(name))
  const tasks = names.filter((name) => sectionsHere.taskOf(name))
  const picks = new Map(tasks.map((task) => [task, runsOf(task)]))
  const of = [...picks.values()].reduce((sum, runs) => sum + runs.length, 0)
  let done = 0
  let leadingRunId: string | null = null
  const read = new Map<string, PickedRun[]>()
  for (const [name, picked] of picks) {
    const runs: PickedRun[] = []
    for (const summary of picked) {
      onprogress(done++, of)
      const run = await reader.read(summary)
      if (!run.ok) return run
      runs.push({ summary, ...run.value })
    }
    read.set(name, runs)
  }
  const sections: ReportSection[] = []
  for (const name of names) {
    if (sectionsHere.isCommon(name)) sections.push({ kind: name })
    const task = reader.definitionOf(name)
    if (!task) continue
    const picked = picks.get(name) ?? []
    leadingRunId ??= picked.find((run) => task.report?.leads?.(run))?.id ?? null
    const others = [...read].flatMap(([other, runs]) => (other === name ? [] : runs))
    sections.push(taskSection(draft, task, await programsOf(task, picked), read.get(name) ?? [], others))
  }
  onprogress(of, of)
  return success({ fields: { ...draft.fields }, leadingRunId, sections })
}
