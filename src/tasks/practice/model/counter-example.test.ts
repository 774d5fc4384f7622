import { expect, it } from 'vitest'
import { exerciseAssignment as assignment } from './assignment'
import { encodeText as encode } from '#shared/events/payload'
import { type CounterExample, type Script, stepsOf, toSteps, type Wrong, wrongAt } from './counter-example'
import { randomScript, smaller } from './random-script'
import type { Step } from './record'
import { foundWrong, scriptRows } from './search'
import { roleOf, type ServerRole } from './roles'

const text = roleOf('task1-server') as ServerRole
const echo = roleOf('task4-part2-server') as ServerRole
const decode = (payload: Uint8Array): string => new TextDecoder().decode(payload)

it('a script is the same for the same seed, and another for another', () => {
  const one = randomScript(7, text, assignment, 30)
  expect(randomScript(7, text, assignment, 30)).toEqual(one)
  expect(randomScript(8, text, assignment, 30)).not.toEqual(one)
  expect(new Set(one.map(({ client }) => client)).size).toBe(3)
  for (const { payload } of one) expect(payload.length).toBeLessThanOrEqual(1024)
})

it('where numbers are asked for, numbers are sent', () => {
  for (const { payload } of randomScript(3, echo, assignment, 50))
    expect(decode(payload)).toMatch(/^\d{1,9}$/)
})

it('every smaller script has fewer steps or shorter ones', () => {
  const script = randomScript(5, text, assignment, 6)
  const size = (some: Script): number =>
    some.reduce((sum, { client, payload }) => sum + 10_000 + 10 * payload.length + client, 0)
  const all = [...smaller(script)]
  expect(all.length).toBeGreaterThan(script.length)
  for (const one of all) expect(size(one)).toBeLessThan(size(script))
  expect([...smaller(script.slice(0, 1))].every(({ length }) => length === 1)).toBe(true)
})

it('goes through a file unchanged', () => {
  const script = randomScript(9, text, assignment, 20)
  expect(stepsOf({ steps: toSteps(script) })).toEqual(script)
})

const step = (answers: readonly string[], more: Partial<Step> = {}): Step => ({
  client: 1,
  port: 40_000,
  payload: new Uint8Array([49]),
  answers: answers.map((answer) => new TextEncoder().encode(answer)),
  strays: [],
  elsewhere: [],
  ended: null,
  ...more
})
const script: Script = [1, 2].map((client) => ({ client, payload: new Uint8Array([49]) }))

it.each([
  ['all right', [step(['1']), step(['1'])], null],
  ['another text', [step(['1']), step(['2'])], 1],
  ['two answers', [step(['1', '1'])], 0],
  ['no answer', [step([])], 0],
  ['an answer that went astray', [step([], { strays: [{ client: 2, payload: new Uint8Array([49]) }] })], 0],
  ['an end', [step(['1'])], 1]
] as const)('%s', (_what, steps, at) => {
  expect(wrongAt(steps, script, echo, assignment)?.at ?? null).toBe(at)
})

it('the rows of a script mark the first difference, and judge nothing after it', () => {
  const script: Script = [1, 2, 3].map((client) => ({ client, payload: encode(`${client}${client}`) }))
  const example: CounterExample = {
    kind: 'udp-lab-counter-example',
    version: 1,
    role: 'task4-part2-server',
    variant: null,
    seed: 1,
    steps: toSteps(script),
    expected: '"33"',
    seen: 'No answer came.'
  }
  const seen = (wrong: Wrong | null) => scriptRows(example, wrong).map((row) => [row.seen, row.differs])
  expect(scriptRows(example, foundWrong(example))[2]).toEqual({
    client: 3,
    sent: '"33"',
    expected: '"33"',
    seen: 'No answer came.',
    differs: true
  })
  expect(seen({ at: 1, expected: '', seen: '"2"' })).toEqual([
    ['"11"', false],
    ['"2"', true],
    [null, false]
  ])
  expect(seen(null).every(([, differs]) => differs === false)).toBe(true)
})
