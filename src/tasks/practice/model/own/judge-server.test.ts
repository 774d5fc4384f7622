import { encodeText } from '#shared/events/payload'
import { expect, it } from 'vitest'
import { exerciseAssignment as assignment } from '../assignment'
import type { Verdict } from '../check'
import type { ProgramFacts, ServerRecord, Step } from '../record'
import { roleOf, type ServerRole } from '../roles'
import { ownServerChecks } from './judge-server'
import type { Expectation, OwnCheck } from './own-checks'

const role = roleOf('task1-server') as ServerRole
const program: ProgramFacts = {
  notCompiled: null,
  printed: '',
  cut: false,
  crowded: false,
  ended: null,
  waitsForInput: false,
  sockets: null
}

const came = (...answers: string[]): Partial<Step> => ({ answers: answers.map(encodeText) })

/** One step with this expectation, of which that came. */
async function judged(
  expected: Expectation | undefined,
  step: Partial<Step>,
  record: Partial<ServerRecord> = {},
  check: Partial<OwnCheck> = {}
): Promise<Verdict> {
  const own: OwnCheck = {
    id: 'mine',
    title: 'mine',
    points: 1,
    level: 'core',
    dependsOn: [],
    rationale: 'why',
    hints: ['one', 'two'],
    steps: [{ client: 1, send: { text: 'x' }, ...(expected && { expect: expected }) }],
    printed: [],
    ...check
  }
  const whole: Step = {
    client: 1,
    port: 40_000,
    payload: encodeText('x'),
    answers: [],
    strays: [],
    elsewhere: [],
    ended: null,
    ...step
  }
  const [judge] = ownServerChecks(
    { kind: 'udp-lab-checks', version: 1, role: 'task1-server', checks: [own] },
    {
      role,
      file: 'a.py',
      play: (_script, goesOn) => {
        goesOn(whole, 1)
        return Promise.resolve({ program, bound: true, steps: [whole], ...record })
      }
    }
  )
  if (!judge) throw new Error('no check')
  return judge.judge(() => Promise.reject(new Error('no scene is played')), assignment)
}

it.each<[string, Expectation | undefined, Partial<Step>, boolean]>([
  ['the exercise’s answer', { exercise: true }, came('Hello UDP Client'), true],
  ['a text to the letter', { text: 'Hi' }, came('hi'), false],
  ['bytes', { hex: '4869' }, came('Hi'), true],
  ['a beginning', { startsWith: 'He' }, came('Hello'), true],
  ['another beginning', { startsWith: 'he' }, came('Hello'), false],
  ['a part', { contains: 'll' }, came('Hello'), true],
  ['a part that is longer', { contains: 'Hello!' }, came('Hello'), false],
  ['silence', { nothing: true }, came(), true],
  ['no silence', { nothing: true }, came('Hi'), false],
  ['no answer', { contains: 'x' }, came(), false],
  ['two answers', { contains: 'H' }, came('Hi', 'Hi'), false],
  ['one to somebody else', { contains: 'H' }, { strays: [{ client: 2, payload: encodeText('H') }] }, false],
  ['whatever comes', undefined, came('a', 'b'), true]
])('%s', async (_name, expected, step, passes) => {
  const verdict = await judged(expected, step)
  expect(verdict.passed).toBe(passes)
  // The first arrow that differs is one of the ladder that was seen.
  if (verdict.passed === false) expect(verdict.divergence?.seen[verdict.divergence.at]).toBeDefined()
})

it('a program that is not there, that ended, and that does not print', async () => {
  expect(await judged(undefined, {}, { bound: false, steps: [] })).toMatchObject({
    passed: false,
    seen: 'Port 20001 is not bound.'
  })
  const ended = { code: 1, signal: null, afterMs: 100 }
  const dead = { program: { ...program, ended, printed: 'ValueError: no' } }
  expect(await judged({ contains: 'x' }, { ended }, dead)).toMatchObject({
    passed: false,
    seen: expect.stringContaining('ValueError: no') as string
  })
  expect(await judged(undefined, came(), {}, { printed: ['up'] })).toMatchObject({
    passed: false,
    expected: 'A line with "up".'
  })
})
