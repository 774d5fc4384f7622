/** A report as the part of a `.udplab` file that makes it one: the very values that its documents print. */
import type { RunFileReport } from '../kept/run-file-report'
import { type Report, runsOf, taskSections } from './report'
import { reportTitle } from './words'

export function runFileReport(report: Report): RunFileReport {
  const { name, registrationNumber, course, date } = report.fields
  const runs = runsOf(report)
  const answers = taskSections(report).flatMap((section) => section.answers)
  return {
    title: reportTitle,
    student: { name, registration: registrationNumber, course, date },
    runs: runs.map(({ stamp }) => ({ id: stamp.runId, hash: stamp.hash })),
    figures: runs.flatMap(({ stamp: { runId }, figures, table }) => [
      ...figures.map(({ name: figure, value }) => ({ runId, name: figure, value })),
      ...Object.entries(table?.figures ?? {}).map(([figure, value]) => ({ runId, name: figure, value }))
    ]),
    answers: Object.fromEntries(answers.map(({ questionId, answer }) => [questionId, answer]))
  }
}
