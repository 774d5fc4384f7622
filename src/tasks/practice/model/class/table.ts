/** The class as a table, for spreadsheets: a row a student, a column a check. */
import { escapeHidden } from '#shared/hidden'
import { firstFailed } from '../outcome'
import type { Group } from './groups'
import { type Graded, isChecked } from './submission'

export type TableCell = string | number | null

export interface ClassTable {
  header: string[]
  rows: TableCell[][]
}

/** As the first checked program has them: all programs of one role have the same. */
const checkIds = (graded: readonly Graded[]): string[] => [
  ...new Set(graded.filter(isChecked).flatMap(({ outcome }) => outcome.checks.map(({ id }) => id)))
]

const visible = (cell: TableCell): TableCell => (typeof cell === 'string' ? escapeHidden(cell) : cell)

function rowOf(graded: Graded, ids: readonly string[]): TableCell[] {
  const { name, file } = graded
  if (!isChecked(graded)) {
    const none = [null, null, null, 'not judged', null, null]
    return [name, file, ...none, ...ids.map(() => null), graded.fault.message]
  }
  const { variant, score, maximum, passed, checks } = graded.outcome
  const failed = firstFailed(graded.outcome)
  return [
    name,
    file,
    variant,
    score,
    maximum,
    passed ? 'passed' : 'failed',
    failed?.id ?? null,
    failed?.seen ?? null,
    ...ids.map((id) => checks.find((check) => check.id === id)?.status ?? null),
    null
  ]
}

export function studentTable(graded: readonly Graded[]): ClassTable {
  const ids = checkIds(graded)
  return {
    header: [
      'name',
      'file',
      'variant',
      'score',
      'maximum',
      'result',
      'first_failed_check',
      'seen',
      ...ids,
      'why_not_judged'
    ],
    rows: graded.map((each) => rowOf(each, ids).map(visible))
  }
}

export const groupTable = (groups: readonly Group[]): ClassTable => ({
  header: ['students', 'first_failed_check', 'title', 'seen', 'names'],
  rows: groups.map(({ check, title, seen, names }) =>
    [names.length, check, title, seen, names.join(', ')].map(visible)
  )
})
