/** The finished lab report as plain values: what a student picked, wrote and measured. The renderers make documents of it. */
import type { MachineFacts } from '../kept/kept-run'
import type { LogId } from '../events/endpoint'
import type { ProgramTable } from '../events/program-lines'
import type { Figures, FigureWords, StatedOutcome } from '../kept/run-figures'
import type { RunFigure } from './figures'
import type { Html } from './html-template'
import type { PredictedFigure } from './task-report'

/** What a report must know of the task of a run. */
export interface ReportedTask {
  programs: ProgramTable
  /** Its terminals, in the order of the report. */
  logs: Readonly<Record<LogId, { title: string }>>
  outcome: ReportedOutcome | null
  series?: readonly ReportedOutcome[]
}

/** What a report must know of a kind of outcome. */
export interface ReportedOutcome extends StatedOutcome {
  words: FigureWords
  /** What one is called in sentences; without it: `run`. */
  called?: string
  table?: (outcome: unknown) => OutcomeTable
}

/** What was measured of several points, a row each. */
export interface OutcomeTable {
  columns: readonly string[]
  /** Columns on the left that are words. */
  words: number
  rows: readonly (readonly string[])[]
  /** The figures that it prints, by their names. */
  figures: Figures
}

export interface ReportFields {
  name: string
  registrationNumber: string
  course: string
  /** As the student writes it; no format is asked for. */
  date: string
}

/** By this an instructor finds the run and checks that nobody changed it. */
export interface RunStamp {
  runId: string
  /** SHA-256 of the run's events, in hex. */
  hash: string
}

export interface ReportProgram {
  /** `server.py` */
  title: string
  text: string
}

/** Lines that are shown, how many are left out because there are too many, or the moment when the first client came. */
export type LogPart = { kind: 'lines'; lines: string[] } | { kind: 'cut'; count: number } | { kind: 'client' }

export interface ReportTerminal {
  /** `Server`, `Client`: whose terminal it is. */
  title: string
  parts: LogPart[]
}

export interface ReportPicture {
  /** A narrow ladder stands beside the terminals; charts stand side by side, but for wide ones. */
  kind: 'narrow-ladder' | 'ladder' | 'chart' | 'wide-chart'
  caption: string
  /** Says in words what it shows, for those who cannot see it. */
  svg: Html
  /** The same as wide as the page: it may lead the report. */
  wide?: Html
}

export interface ReportRun {
  stamp: RunStamp
  title: string
  /** What it was asked to do; null: its title says all there is. */
  settings: string | null
  isEmulated: boolean
  /** What it measured, for the first page; null: nothing to speak of. */
  finding: string | null
  predicted: PredictedFigure | null
  /** Wall clock, ms since the Unix epoch. */
  startedAtEpochMs: number
  /** Why the run has no regular end, in words; null for a finished one. */
  endRemark: string | null
  terminals: ReportTerminal[]
  pictures: ReportPicture[]
  figures: RunFigure[]
  /** In place of figures, where several points were measured. */
  table: OutcomeTable | null
  /** Of a run without events a hash says nothing. */
  hasEvents: boolean
  machine: MachineFacts
}

/** What the student's own run says to a question. */
export interface Evidence {
  runId: string
  /** Sentences; none: its figures and terminals show it. */
  lines: string[]
}

export interface ReportAnswer {
  questionId: string
  question: string
  /** Its number in the exercise; null for one that the app asks. */
  exercise: string | null
  /** Empty: not answered yet. */
  answer: string
  /** Null: no run of the report is about it. */
  evidence: Evidence | null
}

/** What every task's section has: each may be left out. */
export const taskPartNames = ['code', 'terminals', 'pictures', 'figures', 'answers'] as const
export type TaskPartName = (typeof taskPartNames)[number]

export interface TaskSection {
  kind: 'task'
  task: string
  title: string
  programs: ReportProgram[]
  runs: ReportRun[]
  answers: ReportAnswer[]
}

/**
 * Sections that are made of the runs of all tasks. `compare`: their figures side by side; `programs`: their texts; `machine`:
 * who measured; `runs`: all ids and hashes.
 */
export const commonSectionNames = ['compare', 'programs', 'machine', 'runs'] as const
export type CommonSectionName = (typeof commonSectionNames)[number]

export type ReportSection = TaskSection | { kind: CommonSectionName }

export interface Report {
  fields: ReportFields
  /** Id of the run whose first picture stands on the first page; null: none does. */
  leadingRunId: string | null
  sections: ReportSection[]
}

export function taskSections({ sections }: Report): TaskSection[] {
  return sections.filter((section): section is TaskSection => section.kind === 'task')
}

/** All runs of the report, each once, in their order. */
export function runsOf(report: Report): ReportRun[] {
  const runs = new Map<string, ReportRun>()
  for (const { runs: own } of taskSections(report)) for (const run of own) runs.set(run.stamp.runId, run)
  return [...runs.values()]
}
