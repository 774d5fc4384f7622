/** Whether a run file tells the truth: hash and figures of each run computed anew from its events, and set beside what it states. */
import type { Outcome } from '#shared/events/session'
import type { KeptRun } from '#shared/kept/kept-run'
import type { RunFileReport } from '#shared/kept/run-file-report'
import { type Figures, messageFigures, type StateOutcome, statedFigures } from '#shared/kept/run-figures'
import type { NewerRun } from '../run-file/newer-head'
import type { RunFile } from '../run-file/run-file'
import type { RunHead } from '../packed/head-form'
import { fileEventsMaximum, type PackedRun, unpackWithin } from '../packed/pack'
import { rolesHold } from './roles'

/** What differs, by name; null is "none". `recomputed` is absent where the events that would tell cannot be read. */
export interface Difference {
  figure: string
  stated: number | string | null
  recomputed?: number | string | null
}

export interface RunVerdict {
  id: string
  name: string
  task: string
  /** Figures that were computed anew from the events. */
  checked: number
  differences: Difference[]
  /** Why the events cannot be read, or null. */
  problem: string | null
  /** What could not be checked of it, in words: it is no difference. */
  unchecked?: string
  /** The problem is that a newer UDP Lab made it: nothing is wrong with it. */
  newer?: true
}

export interface ReportDifference extends Difference {
  runId: string
  problem: string
  newer?: true
}

export interface FileVerdict {
  holds: boolean
  /** The file's bytes are those that were written. */
  intact: boolean
  runs: RunVerdict[]
  /** Null: the file is no report. */
  report: { student: RunFileReport['student']; checked: number; differences: ReportDifference[] } | null
}

/** How the tasks that are known state and recompute the figures of their runs. */
export interface Verifiers {
  state: StateOutcome
  /** By the task's id: figures that follow from the events of a run with an outcome; null: only those of its messages. */
  recompute: Readonly<Record<string, ((run: KeptRun) => Figures | null) | undefined>>
  /** What cannot be checked of an outcome; null: all that follows from its events is. */
  unchecked: (outcome: Outcome | null) => string | null
}

/** The figures that follow from a run's events alone: of one that states an outcome those of that, and no others. */
function recomputeFigures(
  run: KeptRun,
  { outcome, rolesFit }: { outcome: Figures | null; rolesFit: boolean },
  { recompute }: Verifiers
): Figures {
  if (outcome) return { events: countEvents(run), ...recompute[run.task]?.(run) }
  return rolesFit ? messageFigures(run) : { events: countEvents(run) }
}

const countEvents = ({ batches }: KeptRun): number => batches.reduce((sum, { count }) => sum + count, 0)

/** Figures of a run that a change of its events would change. */
const ledgerNames = (stated: Figures): string[] =>
  Object.keys(stated).filter(
    (name) => !/^(asked|guessed|kernelDrops|grantedBytes|predicted|elapsed|duration)/.test(name)
  )

interface Known {
  head: RunHead
  /** Of the events that are there; null where they cannot be read. */
  hash: string | null
  stated: Figures
  /** Null where the events cannot be read. */
  recomputed: Figures | null
}

const otherRoles =
  'its events show other roles of its sockets than it states: figures of each side cannot be confirmed'

const newerProblem = 'cannot be confirmed: made by a newer UDP Lab'

/** A run of a task or kind that this version does not know; `task` is not known of it. */
const newerVerdict = ({ id, name, what }: NewerRun): RunVerdict => ({
  id,
  name,
  task: 'unknown',
  checked: 0,
  differences: [],
  problem: `${newerProblem} (${what})`,
  newer: true
})

/** @param events what it may have of those of the whole file */
function verifyRun(
  packed: PackedRun,
  verifiers: Verifiers,
  events: number
): { verdict: RunVerdict; known: Known } {
  const { head } = packed
  const stated = statedFigures(head, verifiers.state)
  const { id, name, task } = head
  const unpacked = unpackWithin(packed, events)
  if (!unpacked.ok) {
    const differences = ledgerNames(stated).map((figure) => ({ figure, stated: stated[figure]! }))
    const isNewer = unpacked.fault.code === 'file/newer'
    const problem = isNewer ? newerProblem : unpacked.fault.message
    const verdict: RunVerdict = {
      id,
      name,
      task,
      checked: 0,
      differences: isNewer ? [] : differences,
      problem
    }
    if (isNewer) verdict.newer = true
    return { verdict, known: { head, hash: null, stated, recomputed: null } }
  }
  const { run, hash } = unpacked.value
  const outcome = verifiers.state(head.outcome)
  const rolesFit = outcome !== null || rolesHold(run)
  const recomputed = recomputeFigures(run, { outcome, rolesFit }, verifiers)
  const names = Object.keys(recomputed).filter((figure) => figure in stated)
  const differences: Difference[] = names
    .filter((figure) => recomputed[figure] !== stated[figure])
    .map((figure) => ({ figure, stated: stated[figure]!, recomputed: recomputed[figure]! }))
  // What ought to follow from the events, and is recomputed by nothing, is no more than the file's word.
  for (const figure of ledgerNames(stated)) {
    if (!(figure in recomputed)) differences.push({ figure, stated: stated[figure]! })
  }
  if (hash !== head.hash) differences.unshift({ figure: 'hash', stated: head.hash, recomputed: hash })
  const problem = rolesFit ? null : otherRoles
  const unchecked = verifiers.unchecked(head.outcome)
  const verdict: RunVerdict = { id, name, task, checked: names.length + 1, differences, problem }
  if (unchecked !== null) verdict.unchecked = unchecked
  return { verdict, known: { head, hash, stated, recomputed } }
}

function verifyFigure(
  { runId, name, value }: RunFileReport['figures'][number],
  known: Known | undefined
): ReportDifference | null {
  const difference = (problem: string, recomputed?: number | null): ReportDifference => ({
    runId,
    figure: name,
    stated: value,
    ...(recomputed !== undefined && { recomputed }),
    problem
  })
  if (!known) return difference('its run is not in the file')
  const { stated, recomputed } = known
  if (!recomputed) return difference('the events of its run cannot be read')
  const ledger = ledgerNames(stated).filter((figure) => !Object.hasOwn(recomputed, figure))
  if (ledger.includes(name)) return difference('nothing in its events bears it out')
  const truth = Object.hasOwn(recomputed, name)
    ? recomputed[name]
    : Object.hasOwn(stated, name)
      ? stated[name]
      : undefined
  if (truth === undefined) return difference('the run has no figure of that name')
  return truth === value ? null : difference('it is not what the run says', truth)
}

/** A run that went on after the report was made has other events under the same id. */
function verifyRunOfReport(
  { id: runId, hash: stated }: RunFileReport['runs'][number],
  known: Known | undefined
): ReportDifference | null {
  const difference = { runId, figure: 'hash', stated }
  if (!known) return { ...difference, problem: 'its run is not in the file' }
  if (known.hash === null) return { ...difference, problem: 'the events of its run cannot be read' }
  if (known.hash === stated) return null
  return { ...difference, recomputed: known.hash, problem: 'its run has other events' }
}

export function verifyFile({ runs, report, intact, newer = [] }: RunFile, verifiers: Verifiers): FileVerdict {
  let events = fileEventsMaximum
  const verified = runs.map((run) => {
    const { verdict, known } = verifyRun(run, verifiers, events)
    events -= known.recomputed?.['events'] ?? 0
    return { verdict, known }
  })
  const byId = new Map(verified.map(({ known }) => [known.head.id, known]))
  const verdicts = [...verified.map(({ verdict }) => verdict), ...newer.map(newerVerdict)]
  const newerIds = new Set(verdicts.flatMap((verdict) => (verdict.newer ? [verdict.id] : [])))
  const nameNewer = (difference: ReportDifference | null): ReportDifference | null =>
    difference && newerIds.has(difference.runId)
      ? { ...difference, problem: 'its run was made by a newer UDP Lab', newer: true }
      : difference
  const differences = [
    ...(report?.runs ?? []).map((run) => verifyRunOfReport(run, byId.get(run.id))),
    ...(report?.figures ?? []).map((figure) => verifyFigure(figure, byId.get(figure.runId)))
  ]
    .map(nameNewer)
    .filter((difference) => difference !== null)
  return {
    intact,
    holds:
      intact &&
      differences.length === 0 &&
      verdicts.every(({ differences: some, problem }) => some.length === 0 && problem === null),
    runs: verdicts,
    report: report
      ? { student: report.student, checked: report.runs.length + report.figures.length, differences }
      : null
  }
}
