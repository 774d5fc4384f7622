/** verify: computes the figures of run files anew and says what differs; of a folder, the table of the class. */
import { describeFault, type Fault } from '#shared/fault'
import { csvText } from '#shared/csv'
import { escapeHidden } from '#shared/hidden'
import { type Difference, type FileVerdict, verifyFile } from '#lab/history/verify'
import { defineCommand } from '../command'
import { UsageError } from '../options'
import { exitCodes } from '../output'
import { findRunFiles, type KnownRuns, readRunFile } from '../run-files'

type Verdict = { file: string } & ({ fault: Fault } | FileVerdict)
/** With the name that the table of a class gives it. */
type Named = { name: string; verdict: Verdict }

async function verdictOf(file: string, { forms, verifiers }: KnownRuns): Promise<Verdict> {
  const read = await readRunFile(file, forms)
  return read.ok ? { file, ...verifyFile(read.value, verifiers) } : { file, fault: read.fault }
}

const holds = (verdict: Verdict): boolean => !('fault' in verdict) && verdict.holds

const shown = (value: number | string | null): string => escapeHidden(String(value ?? 'none'))

/** @param source what the figure was computed anew from */
function describeDifference({ figure, stated, recomputed }: Difference, source = 'the events'): string {
  const name = escapeHidden(figure)
  if (recomputed === undefined) return `${name}: ${shown(stated)} cannot be confirmed`
  return `${name}: ${shown(stated)} is stated, ${shown(recomputed)} is what ${source} give`
}

function differencesOf(verdict: FileVerdict): string[] {
  const runs = verdict.runs.flatMap(({ name, id, problem, differences, unchecked }) => [
    ...(problem === null ? [] : [`run "${escapeHidden(name)}" (${id}): ${escapeHidden(problem)}`]),
    ...differences.map(
      (difference) =>
        `run "${escapeHidden(name)}" (${id}): ${describeDifference(difference, unchecked && 'the ledgers')}`
    )
  ])
  const figures = (verdict.report?.differences ?? []).map(
    (difference) =>
      `report, run ${difference.runId}: ${describeDifference(difference)}; ${difference.problem}`
  )
  const file = verdict.intact ? [] : ['the file is not as it was written: it was changed or damaged']
  return [...file, ...runs, ...figures]
}

/** What holds as far as it goes. */
const uncheckedOf = ({ runs }: FileVerdict): string[] =>
  runs.flatMap(({ name, id, unchecked }) =>
    unchecked === undefined ? [] : [`run "${escapeHidden(name)}" (${id}): not checked: ${unchecked}`]
  )

/** Nothing differs in what this version can read. */
const isUnconfirmed = ({ intact, runs, report }: FileVerdict): boolean =>
  intact &&
  runs.every(({ problem, differences, newer }) => newer ?? (problem === null && differences.length === 0)) &&
  (report?.differences ?? []).every(({ newer }) => newer)

function describe(verdict: Verdict): string[] {
  const file = escapeHidden(verdict.file)
  if ('fault' in verdict) return [`${file}: ${describeFault(verdict.fault)}`]
  const { runs, report } = verdict
  const checked = runs.reduce((sum, run) => sum + run.checked, report?.checked ?? 0)
  const what = `${runs.length === 1 ? '1 run' : `${runs.length} runs`}, ${checked} figures checked`
  const notes = uncheckedOf(verdict).map((line) => `  ${line}`)
  if (verdict.holds) return [`${file}: holds (${what})`, ...notes]
  const word = isUnconfirmed(verdict) ? 'CANNOT BE CONFIRMED' : 'DIFFERS'
  return [`${file}: ${word} (${what})`, ...differencesOf(verdict).map((line) => `  ${line}`), ...notes]
}

function classTable(verdicts: readonly Named[]): string {
  const header = [
    'file',
    'name',
    'registration',
    'course',
    'date',
    'runs',
    'figures_in_report',
    'result',
    'what_differs',
    'not_checked'
  ]
  const rows = verdicts.map(({ name: file, verdict }) => {
    if ('fault' in verdict) {
      return [file, null, null, null, null, null, null, 'unreadable', verdict.fault.message, null]
    }
    const { student, checked = null } = verdict.report ?? {}
    return [
      file,
      student?.name ?? null,
      student?.registration ?? null,
      student?.course ?? null,
      student?.date ?? null,
      verdict.runs.length,
      checked,
      verdict.holds ? 'holds' : isUnconfirmed(verdict) ? 'unconfirmed' : 'differs',
      differencesOf(verdict).join('; '),
      uncheckedOf(verdict).join('; ')
    ]
  })
  // A spreadsheet takes line ends in a cell; the terminal that shows the table would obey whatever else is hidden in one.
  const visible = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? escapeHidden(cell) : cell)))
  return csvText(header, visible).trimEnd()
}

export const verifyWith = (known: KnownRuns) =>
  defineCommand({
    name: 'verify',
    summary: 'Computes the figures of run files and reports (.udplab) anew, and says what differs.',
    options: {},
    withoutEngine: true,
    words: {
      maximum: 10_000,
      help: [
        ['FILE …', 'each file in words; exit code 1 when one differs or cannot be read'],
        ['FOLDER', 'the table of all run files in it, as CSV']
      ]
    },
    run: async (_values, { print, interruption }, positionals) => {
      if (positionals.length === 0) throw new UsageError('verify takes the name of a file or of a folder.')
      const { files, folders, faults } = await findRunFiles(positionals)
      const named: Named[] = faults.map(({ file, fault }) => ({ name: file, verdict: { file, fault } }))
      for (const { file, name } of files) {
        named.push({ name, verdict: await interruption.over(verdictOf(file, known)) })
      }
      const verdicts = named.map(({ verdict }) => verdict)
      if (files.length > 0 && folders.length > 0) print(classTable(named))
      else verdicts.flatMap(describe).forEach(print)
      return {
        document: { files: verdicts },
        code: verdicts.every(holds) ? exitCodes.done : exitCodes.failed
      }
    }
  })
