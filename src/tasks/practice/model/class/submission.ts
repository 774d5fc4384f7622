/** A class: what each student handed in, and what came of it. */
import type { Fault } from '#shared/fault'
import { type CheckOutcome, firstFailed } from '../outcome'

export interface Submission {
  /** The file's name without its ending, or the name of the student's folder. */
  name: string
  /** The program, below the folder of the class; null: none could be chosen. */
  file: string | null
}

/** One of the two, never neither: a student who was left out would be noticed by nobody. */
export type Graded = Submission & ({ outcome: CheckOutcome } | { fault: Fault })

export interface CheckedSubmission extends Submission {
  outcome: CheckOutcome
}

export const isChecked = (graded: Graded): graded is CheckedSubmission => 'outcome' in graded

export const passedAll = (graded: Graded): boolean =>
  isChecked(graded) && firstFailed(graded.outcome) === null

/** As the document of `check --json` has it: the outcome, or the fault, beside the name. */
export function submissionDocument(graded: Graded): object {
  const { name, file } = graded
  return isChecked(graded) ? { ...graded.outcome, name, file } : { name, file, fault: graded.fault }
}
