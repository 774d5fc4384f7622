/** What all documents of a report say alike; each writes it in its own marks. */
import { base64Of } from './base64'
import { type Report, type ReportAnswer, type ReportFields, type ReportRun, runsOf } from './report'
import { fullStampText, momentText } from './words'

export const pictureUrl = (png: Uint8Array): string => `data:image/png;base64,${base64Of(png)}`

export function whoRows(fields: ReportFields): [label: string, typed: string][] {
  return [
    ['Name', fields.name],
    ['Registration number', fields.registrationNumber],
    ['Course', fields.course],
    ['Date', fields.date]
  ]
}

/** `Started …`, how it ended where that is remarkable, and its whole id and hash. */
export function runLines(run: ReportRun): { started: string; stamp: string } {
  const started = [`Started ${momentText(run.startedAtEpochMs)}.`, run.endRemark ?? '']
  return { started: started.join(' ').trim(), stamp: fullStampText(run) }
}

export const figureHead = ['Figure', 'Value', 'Unit'] as const

export function figureCells({ figures }: ReportRun): [label: string, value: string, unit: string][] {
  return figures.map(({ label, text, unit }) => [label, text, unit])
}

export interface RunRow {
  title: string
  id: string
  hash: string
  started: string
}

/** All runs of the report, for the table of ids and hashes. */
export function runRows(report: Report): RunRow[] {
  return runsOf(report).map(({ title, stamp, startedAtEpochMs }) => ({
    title,
    id: stamp.runId,
    hash: stamp.hash,
    started: momentText(startedAtEpochMs)
  }))
}

/** `1.2 Can the server …?`, or `Asked by the app: Which port …?` */
export function questionText({ exercise, question }: ReportAnswer): string {
  return exercise === null ? `Asked by the app: ${question}` : `${exercise} ${question}`
}
