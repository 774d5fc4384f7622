/** check --gradescope: one student's submission, and results.json for Gradescope. */
import type { Fault, Result } from '#shared/fault'
import { abortSignal } from '../abort-signal'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { writeDocument } from '../../lab/class/class-files'
import { submittedProgram, variantFrom } from '../../lab/class/grade-one'
import type { OwnFile } from '../../lab/own-checks'
import { checkProgram } from '../../lab/check-program'
import { assignmentOf } from '../../model/assignment'
import { gradescopeFault, gradescopeResults } from '../../model/class/gradescope'
import type { CheckOutcome } from '../../model/outcome'
import type { RoleName } from '../../model/roles'
import { headline, outcomeLines } from '../check-text'

export interface GradescopeWishes {
  role: RoleName
  variant: string | null
  /** Gradescope's submission_metadata.json, which names the student. */
  variantFrom: string | undefined
  interpreter: string | null
  own?: OwnFile | undefined
  /** Where results.json goes. */
  to: string
}

async function outcomeOf(
  given: string,
  wishes: GradescopeWishes,
  signal: AbortSignal
): Promise<Result<CheckOutcome>> {
  const { role, interpreter, own } = wishes
  const variant: Result<string | null> =
    wishes.variantFrom === undefined
      ? { ok: true, value: wishes.variant }
      : await variantFrom(wishes.variantFrom)
  if (!variant.ok) return variant
  const program = await submittedProgram(given, role)
  if (!program.ok) return program
  return checkProgram({
    file: program.value,
    role,
    assignment: assignmentOf(variant.value),
    interpreter,
    own,
    signal
  })
}

/** What has no outcome has results too: the student shall learn why. */
async function toldFault(fault: Fault, to: string): Promise<Answer> {
  const written = await writeDocument(to, gradescopeFault(fault))
  return failed(written.ok ? fault : written.fault)
}

export async function checkForGradescope(
  given: string,
  wishes: GradescopeWishes,
  needs: CommandNeeds
): Promise<Answer> {
  const signal = abortSignal(needs)
  const checked = await outcomeOf(given, wishes, signal)
  if (!checked.ok) return toldFault(checked.fault, wishes.to)
  const outcome = checked.value
  const summary = outcomeLines({ ...outcome, checks: [] }).join('\n')
  const results = gradescopeResults(outcome, `${headline(outcome)}\n${summary}`)
  const written = await writeDocument(wishes.to, results)
  if (!written.ok) return failed(written.fault)
  needs.print(headline(outcome))
  for (const line of outcomeLines(outcome)) needs.print(line)
  return { document: outcome, code: outcome.passed ? exitCodes.done : exitCodes.failed }
}
