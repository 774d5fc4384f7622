/** Outcomes for tests: two core checks and one beyond the exercise. */
import type { CheckedItem, CheckOutcome, CheckStatus } from '../outcome'
import type { CheckedSubmission } from './submission'

const item = (id: string, status: CheckStatus, seen: string, core = true): CheckedItem => ({
  id,
  title: `title of ${id}`,
  status,
  core,
  points: 2,
  rationale: '',
  expected: 'what is right',
  seen,
  hints: status === 'failed' ? ['first hint', 'second hint'] : []
})

function submission(name: string, checks: CheckedItem[]): CheckedSubmission {
  const core = checks.filter((each) => each.core)
  const right = core.filter(({ status }) => status === 'passed').length
  const outcome: CheckOutcome = {
    file: `${name}.py`,
    task: 'task1-server',
    variant: null,
    passed: right === core.length,
    score: 2 * right,
    maximum: 2 * core.length,
    checks,
    divergence: null
  }
  return { name, file: `${name}.py`, outcome }
}

export const passedWhole = (name: string): CheckedSubmission =>
  submission(name, [
    item('binds', 'passed', 'bound'),
    item('answers', 'passed', 'answered'),
    item('empty', 'failed', 'The program ended.', false)
  ])

export const failedAt = (name: string, id: string, seen: string): CheckedSubmission =>
  submission(name, [
    item(id, 'failed', seen),
    item('later', 'not-checked', 'needs the other'),
    item('empty', 'not-checked', 'needs the other', false)
  ])
