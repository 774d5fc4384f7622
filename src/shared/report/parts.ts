/** What all documents of a report say alike; each writes it in its own marks. */
import type { Numbering, NumberedPicture } from './numbering'
import {
  type Evidence,
  type Report,
  type ReportAnswer,
  type ReportFields,
  type ReportRun,
  runsOf
} from './report'
import { emulatedNote, leadingNote, momentText, noEvents } from './words'

export function whoRows(fields: ReportFields): [label: string, typed: string][] {
  return [
    ['Name', fields.name],
    ['Registration number', fields.registrationNumber],
    ['Course', fields.course],
    ['Date', fields.date]
  ]
}

/** `Run 5 (emulated queue)` */
export function runName(run: ReportRun, numbering: Numbering): string {
  return `Run ${numbering.runOf(run.stamp.runId)}${run.isEmulated ? ` (${emulatedNote})` : ''}`
}

/** What it was to do, when it began, how it ended where that is remarkable, and where its first figure is. */
export function runLine(run: ReportRun, numbering: Numbering): string {
  const isLeading = numbering.leading?.run === run
  const lines = [
    run.settings === null ? '' : `${run.settings}.`,
    `Started ${momentText(run.startedAtEpochMs)}.`,
    run.endRemark ?? '',
    isLeading ? leadingNote : ''
  ]
  return lines.filter(Boolean).join(' ')
}

/** `Figure 3. Run 5: which numbers came back, …` */
export function captionText({ number, picture }: NumberedPicture, run: ReportRun, numbering: Numbering) {
  return { number: `Figure ${number}.`, text: `${runName(run, numbering)}. ${picture.caption}` }
}

/** What the runs measured, one after the other: each sentence with its run. */
export function findingText(report: Report, numbering: Numbering): string {
  return runsOf(report)
    .flatMap((run) => (run.finding === null ? [] : [`${runName(run, numbering)}: ${run.finding}`]))
    .join(' ')
}

export const predictedHead = ['Run', 'Predicted', 'You said', 'The model said', 'Measured'] as const

export function predictedRows(report: Report, numbering: Numbering): string[][] {
  return runsOf(report).flatMap((run) => {
    const { predicted } = run
    if (predicted === null) return []
    const { what, student, model, measured } = predicted
    return [[runName(run, numbering), what, student ?? 'nothing', model, measured]]
  })
}

/** `Run 5, figures 1 and 6.` and what the run says. */
export function evidenceText({ runId, lines }: Evidence, report: Report, numbering: Numbering): string {
  const run = runsOf(report).find(({ stamp }) => stamp.runId === runId)
  if (!run) return ''
  const numbers = numbering.picturesOf(run).map(({ number }) => number)
  const figures =
    numbers.length === 0 ? '' : `, figure${numbers.length > 1 ? 's' : ''} ${numbers.join(' and ')}`
  return [`${runName(run, numbering)}${figures}.`, ...lines].join(' ')
}

export interface RunRow {
  name: string
  title: string
  id: string
  hash: string
  started: string
}

/** All runs of the report, for the table of ids and hashes. */
export function runRows(report: Report, numbering: Numbering): RunRow[] {
  return runsOf(report).map((run) => ({
    name: runName(run, numbering),
    title: run.title,
    id: run.stamp.runId,
    hash: run.hasEvents ? run.stamp.hash : noEvents,
    started: momentText(run.startedAtEpochMs)
  }))
}

/** `1.2 Can the server …?`, or `Asked by the app: Which port …?` */
export function questionText({ exercise, question }: ReportAnswer): string {
  return exercise === null ? `Asked by the app: ${question}` : `${exercise} ${question}`
}
