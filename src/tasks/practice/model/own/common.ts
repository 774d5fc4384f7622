/** What own checks of servers and of clients have in common. */
import type { Check, Verdict } from '../check'
import { notPassed } from '../check'
import { printsWords } from '../checks/printed'
import { saidLast } from '../endings'
import type { ProgramFacts } from '../record'
import type { OwnCheck } from './own-checks'

export const withoutJudge = (check: OwnCheck): Omit<Check<never>, 'judge'> => ({
  id: check.id,
  title: check.title,
  needs: check.dependsOn,
  points: check.points,
  core: check.level === 'core',
  rationale: check.rationale,
  hints: check.hints
})

/** Null: all that must be printed was. */
export function judgePrinted(check: OwnCheck, { printed }: ProgramFacts): Verdict | null {
  const missing = check.printed.find((words) => !printsWords(printed, words))
  if (missing === undefined) return null
  return notPassed(`A line with "${missing}".`, saidLast(printed))
}
