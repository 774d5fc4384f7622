/** What a task is, without sockets and screen: what every layer may know of it. Each folder's index.ts is one of these. */
import type { Calls } from '#shared/calls'
import type { EndpointInfo, EndpointRole, LogId, ProgramId } from '#shared/events/endpoint'
import type { PrintedLines } from '#shared/events/program-lines'
import type { RunState } from '#shared/events/session'
import type { OutcomeForm } from '#shared/kept/run-forms'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { FigureWords, Figures } from '#shared/kept/run-figures'
import type { Glossary } from '#shared/lessons/glossary'
import type { Lesson } from '#shared/lessons/lesson'
import type { SourceId } from '#shared/lessons/sources'
import type { OutcomeTable } from '#shared/report/report'
import type { TaskReport } from '#shared/report/task-report'
import type { BookmarkForm } from '#shared/settings'

/** One of the programs that endpoints of the task stand for. */
export interface TaskProgram extends PrintedLines {
  /** Its text; null: none of the exercise's. Where it depends, on the terminal that it prints in and on the session's run. */
  source: SourceId | null | ((log: LogId, run: RunState) => SourceId)
}

/** A terminal of the task. */
export interface TaskLog {
  /** As the report calls it. */
  title: string
  /** Title of its lane in the ladder, where that is another one: the first word of its endpoints' names. */
  lane?: string
  /** Which role the endpoints have that print here. */
  role: EndpointRole
  /** The text that it shows before anything ran in it; null: its programs are none of the exercise's. */
  source: SourceId | null
  /** Programs that print here call connect(): their calls take no address. */
  connects?: true
  /** Slow motion does not show its program by itself. */
  programOnRequest?: true
}

/** What a task's runs come to. */
export interface TaskOutcome extends OutcomeForm {
  /** What one of these is called in sentences, such as `sweep`; without it: `run`. */
  called?: string
  /** What it states of itself, by name: what the report prints, and `lab verify` checks. */
  figures: (outcome: unknown) => Figures
  /** Labels and units of those figures, in the order of the report. */
  words: FigureWords
  /** What came of it, in a few words: a line of the history. */
  line: (outcome: unknown) => string
  /** Its main figures, by their names: a line of the terminal. */
  inWords: (outcome: unknown) => string
  /** What a report prints of it as a table, beside the figures that have words; without it: nothing. */
  table?: (outcome: unknown) => OutcomeTable
  /** What `lab verify` cannot check of it, in words; without it: it checks what there is. */
  unchecked?: string
}

export interface TaskDefinition {
  /** As it stands in calls and on disk: never changed, never given to another. */
  id: string
  /** As its tab, its sockets and its runs are called: `Task 1`. */
  name: string
  title: string
  /** One sentence: what is there to see. */
  summary: string
  /** One sentence of the first page: what it is about. */
  invitation: string
  /** Named `<id>.<call>` between window and lab. */
  calls: Calls
  programs: Readonly<Record<ProgramId, TaskProgram>>
  /** In the order of the report. */
  logs: Readonly<Record<LogId, TaskLog>>
  /** What of it slow motion does not hold, and why; without it: nothing. */
  notHeld?: string
  /** No endpoint of it goes through a program that could be held between its calls: it has no slow motion. */
  withoutSlowMotion?: true
  lesson: Lesson
  /** Terms that only this task needs explained. */
  glossary?: Glossary
  /** Null: its sessions have no run. */
  outcome: TaskOutcome | null
  /** Of what else it measures and keeps, such as series of runs; each kind has a form of its own. */
  series?: readonly TaskOutcome[]
  /** The texts that a report of these runs shows. */
  reportedSources: (runs: readonly Pick<KeptRunSummary, 'outcome'>[]) => readonly SourceId[]
  /** What a report says of its runs, and which it needs; without it: the run that says something to the most questions. */
  report?: TaskReport
  /** What its tab keeps when the window closes; without it: nothing. */
  bookmark?: BookmarkForm
}

/** Definitions keep their own types: what is missing, or too much, does not compile. */
export const defineTask = <const T extends TaskDefinition>(task: T): T => task

/**
 * The text that the endpoint's program stands for; null: none of the exercise's.
 * @param run the run of the endpoint's session: it tells what a server asked for when its socket is long closed
 */
export function sourceOf(
  { programs }: Pick<TaskDefinition, 'programs'>,
  { program, log }: Pick<EndpointInfo, 'program' | 'log'>,
  run: RunState
): SourceId | null {
  const source = programs[program.id]?.source ?? null
  return typeof source === 'function' ? source(log, run) : source
}
