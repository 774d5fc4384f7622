/** Which runs a report has where the student picked none: those that the questions of the task are about. */
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { TaskReport, WantedRun } from '#shared/report/task-report'

/** Of a run that was interrupted nothing was kept but that it began; one of a newer version cannot be opened. */
export const canBePicked = ({ end, newer }: KeptRunSummary): boolean =>
  end !== 'interrupted' && newer === undefined

/** So many of the newest are read to see which questions they answer. */
const readMaximum = 5

/** Of each wanted one the newest; where none of them is there, the newest of all. In the order in which they were run. */
function wantedRuns(newestFirst: readonly KeptRunSummary[], wanted: readonly WantedRun[]): KeptRunSummary[] {
  const found = new Set(wanted.flatMap(({ fits }) => newestFirst.find(fits) ?? []))
  return found.size > 0
    ? [...found].sort((one, other) => one.startedAtEpochMs - other.startedAtEpochMs)
    : newestFirst.slice(0, 1)
}

/** The one that says something to the most questions, and of these the newest. */
async function richestRun(
  newestFirst: readonly KeptRunSummary[],
  questionsOf: (run: KeptRunSummary) => Promise<number>
): Promise<KeptRunSummary[]> {
  const candidates = newestFirst.slice(0, readMaximum)
  if (candidates.length < 2) return candidates
  let best: { run: KeptRunSummary; questions: number } | null = null
  for (const run of candidates) {
    const questions = await questionsOf(run)
    if (best === null || questions > best.questions) best = { run, questions }
  }
  return best === null ? [] : [best.run]
}

/**
 * @param runs kept runs of the task, the newest first
 * @param questionsOf how many questions of the task the run says something to
 */
export async function defaultPicks(
  runs: readonly KeptRunSummary[],
  report: TaskReport | undefined,
  questionsOf: (run: KeptRunSummary) => Promise<number>
): Promise<KeptRunSummary[]> {
  const usable = runs.filter(canBePicked)
  return report?.wanted ? wantedRuns(usable, report.wanted) : richestRun(usable, questionsOf)
}
