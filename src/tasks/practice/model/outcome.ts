/** What came of all checks of one program. */
import type { Assignment } from './assignment'
import type { Check } from './check'
import type { Divergence } from './divergence'
import type { RoleName } from './roles'

export type CheckStatus = 'passed' | 'failed' | 'not-checked'

export interface CheckedItem {
  id: string
  title: string
  status: CheckStatus
  core: boolean
  points: number
  rationale: string
  expected: string
  seen: string
  /** None where it passed. */
  hints: readonly string[]
}

/** As `lab check --json` prints it (surface.md). */
export interface CheckOutcome {
  file: string
  task: RoleName
  variant: string | null
  /** Every core check passed. */
  passed: boolean
  /** Points of the core checks that passed. */
  score: number
  maximum: number
  checks: readonly CheckedItem[]
  /** Of the first check that failed; null: none did, or it has none. */
  divergence: Divergence | null
}

/**
 * One after the other: where one that a check needs did not pass, the check is "not checked", and counts neither as right nor as
 * wrong (the model of check50).
 */
export async function evaluate<Scenes>(
  checks: readonly Check<Scenes>[],
  scenes: Scenes,
  assignment: Assignment
): Promise<{ items: CheckedItem[]; divergence: Divergence | null }> {
  const items: CheckedItem[] = []
  let divergence: Divergence | null = null
  const statusOf = (id: string): CheckStatus | undefined => items.find((item) => item.id === id)?.status
  for (const { needs, judge, id, title, core, points, rationale, hints } of checks) {
    const common = { id, title, core, points, rationale }
    const missing = needs.find((need) => statusOf(need) !== undefined && statusOf(need) !== 'passed')
    if (missing !== undefined) {
      const seen = `The program needs "${missing}", which did not pass.`
      items.push({ ...common, status: 'not-checked', expected: '', seen, hints: [] })
      continue
    }
    const verdict = await judge(scenes, assignment)
    if (verdict.passed) {
      items.push({ ...common, status: 'passed', expected: verdict.seen, seen: verdict.seen, hints: [] })
      continue
    }
    if (verdict.passed === null) {
      items.push({ ...common, status: 'not-checked', expected: '', seen: verdict.seen, hints: [] })
      continue
    }
    const { expected, seen, because } = verdict
    if (core) divergence ??= verdict.divergence ?? null
    items.push({
      ...common,
      status: 'failed',
      expected,
      seen,
      hints: [...(because ? [because] : []), ...hints]
    })
  }
  return { items, divergence }
}

const pointsOf = (items: readonly CheckedItem[]): number => items.reduce((sum, { points }) => sum + points, 0)

export function outcomeOf(
  file: string,
  role: RoleName,
  { variant }: Assignment,
  { items, divergence }: { items: readonly CheckedItem[]; divergence: Divergence | null }
): CheckOutcome {
  const core = items.filter((item) => item.core)
  const right = core.filter(({ status }) => status === 'passed')
  return {
    file,
    task: role,
    variant,
    passed: right.length === core.length,
    score: pointsOf(right),
    maximum: pointsOf(core),
    checks: items,
    divergence
  }
}

/** The first core check that failed; null: none did. */
export const firstFailed = ({ checks }: Pick<CheckOutcome, 'checks'>): CheckedItem | null =>
  checks.find(({ core, status }) => core && status === 'failed') ?? null
