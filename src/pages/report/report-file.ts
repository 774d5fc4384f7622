/** The report file: who, figures and answers, and the runs themselves, in one file that `lab verify` checks. */
import type { Fault } from '#shared/fault'
import { type Report, runsOf } from '#shared/report/report'
import { runFileReport } from '#shared/report/run-file'
import type { Lab } from '#ui/lab'
import type { Shell } from '#ui/shell.svelte.ts'

/** Null: it is written, or the student changed their mind. */
export async function saveReportFile(report: Report, lab: Lab, shell: Shell): Promise<Fault | null> {
  const ids = runsOf(report).map(({ stamp }) => stamp.runId)
  if (ids.length === 0) {
    return {
      code: 'input/invalid',
      message: 'A report file holds the runs that its figures come from, and none is picked.',
      advice: 'Run a task or pick a run, then save again.'
    }
  }
  const written = await lab.call('exportRuns', { ids, report: runFileReport(report) })
  if (!written.ok) return written.fault
  if (written.value !== null) shell.say(`Saved ${written.value.path}`)
  return null
}
