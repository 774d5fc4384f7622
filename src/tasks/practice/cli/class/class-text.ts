/** What came of a class, for people. */
import { describeFault } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'
import { counted, figure } from '#shared/text'
import { tableText } from '#cli/table-text'
import type { Group } from '../../model/class/groups'
import type { Isolation } from '../../model/class/isolation'
import { type Graded, isChecked, passedAll } from '../../model/class/submission'
import { firstFailed } from '../../model/outcome'

function rowOf(graded: Graded): string[] {
  const name = escapeHidden(graded.name)
  if (!isChecked(graded)) return [name, 'not judged', '']
  const { score, maximum } = graded.outcome
  const failed = firstFailed(graded.outcome)
  return [name, `${figure(score)} of ${figure(maximum)}`, failed?.title ?? 'none']
}

const studentTable = (graded: readonly Graded[]): string[] =>
  tableText(['name', 'score', 'first failed check'], graded.map(rowOf)).split('\n')

const named = (names: readonly string[]): string => `      ${names.map(escapeHidden).join(', ')}`

/** Students by what their programs do first that the exercise's does not. */
function classMap(graded: readonly Graded[], groups: readonly Group[]): string[] {
  const of = (names: readonly string[]): string => `${figure(names.length)} of ${figure(graded.length)}`
  const right = graded.filter(passedAll).map(({ name }) => name)
  return [
    ...groups.flatMap(({ names, seen, title }) => [
      `  ${of(names)}: ${escapeHidden(seen)}`,
      `      first failed check: ${title}`,
      named(names)
    ]),
    ...(right.length === 0 ? [] : [`  ${of(right)}: Every core check passed.`, named(right)])
  ]
}

const notJudged = (graded: readonly Graded[]): string[] =>
  graded.flatMap((each) =>
    isChecked(each) ? [] : [`  ${escapeHidden(each.name)} was not judged. ${describeFault(each.fault)}`]
  )

/** How they were checked, and why so. */
export function howChecked(isolation: Isolation): string {
  const apart = 'They were checked side by side, each in a network namespace of its own'
  if (isolation === 'network and files')
    return `${apart}, with all files outside its temporary folder read-only.`
  if (isolation === 'network')
    return `${apart}. Their programs could change files: a read-only view cannot be made here (unshare, mount and setpriv).`
  const why =
    process.platform === 'linux'
      ? 'network namespaces cannot be made here (unshare and ip)'
      : 'this system has no network namespaces'
  return `They were checked one after the other, and their programs could change files: ${why}.`
}

export function classLines(
  graded: readonly Graded[],
  groups: readonly Group[],
  isolation: Isolation
): string[] {
  const checked = graded.filter(isChecked).length
  const right = graded.filter(passedAll).length
  const faults = notJudged(graded)
  const left = graded.length - checked
  return [
    ...studentTable(graded),
    '',
    ...classMap(graded, groups),
    ...(faults.length === 0 ? [] : ['', ...faults]),
    '',
    `  = ${counted(graded.length, 'submission')}: ${figure(right)} passed, ${figure(checked - right)} failed, ${figure(left)} not judged. ${howChecked(isolation)}`
  ]
}
