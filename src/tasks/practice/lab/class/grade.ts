/** Checks what a class handed in. */
import { failure, type Fault, type Result } from '#shared/fault'
import { assignmentOf } from '../../model/assignment'
import type { Isolation } from '../../model/class/isolation'
import type { Graded } from '../../model/class/submission'
import { variantOfName } from '../../model/class/variant-name'
import type { RoleName } from '../../model/roles'
import type { CheckOutcome } from '../../model/outcome'
import { checkSome } from '../check-many'
import type { CheckRequest } from '../check-program'
import type { OwnFile } from '../own-checks'
import type { FoundClass, FoundSubmission } from './find-submissions'

export interface ClassRequest {
  role: RoleName
  /** One variant for all; null: the exercise's own. */
  variant: string | null
  /** Each has the variant of its name instead. */
  variantByName: boolean
  interpreter: string | null
  own?: OwnFile | undefined
  signal: AbortSignal
  /** After each that was checked. */
  told: () => void
}

export interface GradedClass {
  graded: Graded[]
  isolation: Isolation
}

type Planned = { found: FoundSubmission; request: CheckRequest } | { found: FoundSubmission; fault: Fault }

function planOf(found: FoundSubmission, request: ClassRequest): Planned {
  if ('fault' in found) return { found, fault: found.fault }
  const { role, interpreter, own, signal } = request
  const variant: Result<string | null> = request.variantByName
    ? variantOfName(found.name)
    : { ok: true, value: request.variant }
  if (!variant.ok) return { found, fault: variant.fault }
  const assignment = assignmentOf(variant.value)
  return { found, request: { file: found.path, role, assignment, interpreter, own, signal } }
}

const notChecked = failure('run/cancelled', 'The check was cancelled before this submission had its turn.')

function gradedOf(planned: Planned, results: ReadonlyMap<Planned, Result<CheckOutcome>>): Graded {
  const { name, file } = planned.found
  if ('fault' in planned) return { name, file, fault: planned.fault }
  const result = results.get(planned) ?? notChecked
  return result.ok ? { name, file, outcome: result.value } : { name, file, fault: result.fault }
}

/** @param commandLine what starts this command line, for checks in networks of their own */
export async function gradeClass(
  { submissions }: FoundClass,
  request: ClassRequest,
  commandLine: readonly string[]
): Promise<GradedClass> {
  const plans = submissions.map((found) => planOf(found, request))
  const asked = plans.flatMap((planned) => ('request' in planned ? [planned] : []))
  const checked = await checkSome(
    asked.map((planned) => planned.request),
    commandLine,
    request.told
  )
  const results = new Map<Planned, Result<CheckOutcome>>()
  asked.forEach((planned, index) => {
    const result = checked.results[index]
    if (result) results.set(planned, result)
  })
  return { graded: plans.map((planned) => gradedOf(planned, results)), isolation: checked.isolation }
}
