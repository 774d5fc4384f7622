import { expect, it } from 'vitest'
import { exerciseAssignment } from './assignment'
import { type Check, notPassed, notTold, passed } from './check'
import { evaluate, firstFailed, outcomeOf } from './outcome'

const check = (id: string, right: boolean, more: Partial<Check<null>> = {}): Check<null> => ({
  id,
  title: id,
  needs: [],
  points: 2,
  core: true,
  rationale: 'why',
  hints: ['one', 'two'],
  judge: () =>
    Promise.resolve(right ? passed('seen') : notPassed('expected', 'seen', { because: 'this run' })),
  ...more
})

const judge = async (checks: readonly Check<null>[]) =>
  outcomeOf('a.py', 'task1-server', exerciseAssignment, await evaluate(checks, null, exerciseAssignment))

it('what needs a check that failed is not checked, and so is what needs that one', async () => {
  const outcome = await judge([
    check('a', true),
    check('b', false, { needs: ['a'] }),
    check('c', true, { needs: ['b'] }),
    check('d', true, { needs: ['c'] }),
    check('e', true, { needs: ['a'] })
  ])
  expect(outcome.checks.map(({ status }) => status)).toEqual([
    'passed',
    'failed',
    'not-checked',
    'not-checked',
    'passed'
  ])
  expect(outcome).toMatchObject({ passed: false, score: 4, maximum: 10 })
  expect(firstFailed(outcome)).toMatchObject({ id: 'b', hints: ['this run', 'one', 'two'] })
})

it('beyond the exercise nothing is lost', async () => {
  const outcome = await judge([check('a', true), check('b', false, { core: false })])
  expect(outcome).toMatchObject({ passed: true, score: 2, maximum: 2 })
  expect(firstFailed(outcome)).toBeNull()
})

it('a check that needs one of another role is judged', async () => {
  const outcome = await judge([check('a', true, { needs: ['of-nobody'] })])
  expect(outcome.checks[0]?.status).toBe('passed')
})

it('what the system does not tell is no failure, and what needs it is not checked either', async () => {
  const outcome = await judge([
    check('a', true),
    check('b', false, { judge: () => Promise.resolve(notTold('not told here')) }),
    check('c', true, { needs: ['b'] })
  ])
  expect(outcome.checks.map(({ status }) => status)).toEqual(['passed', 'not-checked', 'not-checked'])
  expect(outcome.checks[1]).toMatchObject({ seen: 'not told here', hints: [] })
  expect(outcome).toMatchObject({ passed: false, score: 2 })
  expect(firstFailed(outcome)).toBeNull()
})
