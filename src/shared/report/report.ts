/** The finished lab report as plain values: what a student picked, wrote and measured. The renderers make documents of it. */
import type { MachineFacts } from '../kept/kept-run'
import type { LogId } from '../events/endpoint'
import type { ProgramTable } from '../events/program-lines'
import type { FigureWords, StatedOutcome } from '../kept/run-figures'
import type { RunFigure } from './figures'

/** What a report must know of the task of a run. */
export interface ReportedTask {
  programs: ProgramTable
  /** Its terminals, in the order of the report. */
  logs: Readonly<Record<LogId, { title: string }>>
  outcome: (StatedOutcome & { words: FigureWords }) | null
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

/** A run of lines that are shown, or of lines that are left out because there are too many. */
export type LogPart = { kind: 'lines'; lines: string[] } | { kind: 'cut'; count: number }

export interface ReportTerminal {
  /** `Server`, `Client`: whose terminal it is. */
  title: string
  /** While only servers were there. */
  before: LogPart[]
  after: LogPart[]
}

export interface ReportPicture {
  /** A chart has its own scale and may be drawn small; a ladder holds text. */
  kind: 'ladder' | 'chart'
  caption: string
  /** What it shows in words, for those who cannot see it. */
  description: string
  png: Uint8Array
}

export interface ReportRun {
  stamp: RunStamp
  title: string
  /** Wall clock, ms since the Unix epoch. */
  startedAtEpochMs: number
  /** Why the run has no regular end, in words; null for a finished one. */
  endRemark: string | null
  terminals: ReportTerminal[]
  pictures: ReportPicture[]
  figures: RunFigure[]
  machine: MachineFacts
}

export interface ReportAnswer {
  questionId: string
  question: string
  /** Its number in the exercise; null for one that the app asks. */
  exercise: string | null
  /** Empty: not answered yet. */
  answer: string
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

/** `machine`: who measured; `runs`: all ids and hashes in one table. Both are made of the runs of the task sections. */
export type ReportSection = TaskSection | { kind: 'machine' } | { kind: 'runs' }

export interface Report {
  fields: ReportFields
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
