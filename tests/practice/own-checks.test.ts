/** Checks of an instructor's own: the documented example, every word of the vocabulary, a class, a self-test, and bad files. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CheckedItem, CheckOutcome } from '../../src/tasks/practice/model/outcome'
import { runCli, runJson } from '../loopback/support'

const example = path.resolve('docs/examples/own-checks.json')
const server = path.resolve('resources/python/task1/server.py')
const client = path.resolve('resources/python/task1/client.py')
const ownIds = ['greets-umlauts', 'no-shouting']

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'udp lab own é '))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, text: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}
const writtenChecks = (role: string, ...checks: object[]): string =>
  written('own.json', JSON.stringify({ kind: 'udp-lab-checks', version: 1, role, checks }))

const words = { title: 'One of my own', points: 3, level: 'core', rationale: 'why', hints: ['one', 'two'] }

/** It answers short texts alone, and says so. */
const choosy = (): string =>
  written(
    'choosy.py',
    readFileSync(server, 'utf8').replace(
      '        udp_server_socket.sendto(',
      '        if len(message) > 20:\n            print("too long")\n            continue\n        udp_server_socket.sendto('
    )
  )

async function checked(file: string, own: string, task = 'task1-server') {
  const { code, document } = await runJson('check', file, '--task', task, '--checks', own)
  const outcome = document as CheckOutcome
  const item = (id: string): CheckedItem | undefined => outcome.checks.find((each) => each.id === id)
  return { code, outcome, item }
}

it('the documented example: a right program passes it, and one that reads ASCII fails it with hints and a ladder', async () => {
  const right = await checked(server, example)
  expect(right.code).toBe(0)
  expect(ownIds.map((id) => right.item(id)?.status)).toEqual(['passed', 'passed'])
  expect(right.outcome.maximum).toBe(
    right.outcome.checks.filter(({ core }) => core).reduce((sum, { points }) => sum + points, 0)
  )

  const ascii = readFileSync(server, 'utf8').replace("decode(errors='replace')", "decode('ascii')")
  expect(ascii).toContain('ascii')
  const wrong = await checked(written('ascii.py', ascii), example)
  expect(wrong.code).toBe(1)
  expect(wrong.item('greets-umlauts')).toMatchObject({
    status: 'failed',
    core: true,
    points: 2,
    expected: 'One answer to "Grüße" of client 1: "Hello UDP Client".',
    seen: expect.stringContaining('UnicodeDecodeError')
  })
  expect(wrong.item('no-shouting')?.status).toBe('passed')
  expect(wrong.outcome.divergence?.reference.at(-1)).toEqual({
    from: 'server',
    to: 'client 1',
    text: 'Hello UDP Client'
  })
})

it('silence, a part of an answer, bytes and printed words can be asked for', async () => {
  const long = 'a text of more than twenty bytes'
  const own = writtenChecks(
    'task1-server',
    {
      ...words,
      id: 'silent-when-long',
      steps: [
        { send: { text: long }, expect: { nothing: true }, withinMs: 100 },
        { client: 2, send: { hex: '4142' }, expect: { contains: 'UDP' } },
        { client: 2, send: { request: 1 }, expect: { hex: Buffer.from('Hello UDP Client').toString('hex') } }
      ],
      printed: ['TOO long!']
    },
    { ...words, id: 'after-it', dependsOn: ['silent-when-long'], steps: [{ send: { text: 'x' } }] }
  )
  const file = choosy()
  const good = await checked(file, own)
  expect(good.item('silent-when-long')).toMatchObject({ status: 'passed' })
  expect(good.item('after-it')).toMatchObject({ status: 'passed' })

  const talks = await checked(server, own)
  expect(talks.item('silent-when-long')).toMatchObject({
    status: 'failed',
    expected: `No answer to "${long}" of client 1.`,
    seen: 'An answer came: "Hello UDP Client".',
    hints: ['one', 'two']
  })
  expect(talks.item('after-it')).toMatchObject({ status: 'not-checked' })
})

it('of a client: what it sends, and what it prints', async () => {
  const own = writtenChecks(
    'task1-client',
    {
      ...words,
      id: 'greets',
      scene: 'other-answers',
      sends: [{ expect: { exercise: true } }],
      printed: ['number 4711']
    },
    { ...words, id: 'shouts', scene: 'answers', sends: [{ expect: { startsWith: 'HELLO' } }] }
  )
  const { item } = await checked(client, own, 'task1-client')
  expect(item('greets')).toMatchObject({ status: 'passed' })
  expect(item('shouts')).toMatchObject({
    status: 'failed',
    expected: 'Datagram 1: a text that begins with "HELLO".',
    seen: '"Helllo UDP Server"'
  })
})

it('a class, a self-test and the zip for Gradescope take the same file', async () => {
  const own = writtenChecks('task1-server', {
    ...words,
    id: 'answers-long',
    steps: [{ send: { text: 'x'.repeat(100) }, expect: { exercise: true } }]
  })
  const students = path.join(folder, 'class')
  mkdirSync(students)
  copyFileSync(server, path.join(students, 'ada.py'))
  copyFileSync(choosy(), path.join(students, 'bob.py'))
  const csv = path.join(folder, 'class.csv')
  const graded = await runJson('check', students, '--task=task1-server', '--checks', own, '--csv', csv)
  expect(graded.code).toBe(0)
  const { submissions } = graded.document as { submissions: (CheckOutcome & { name: string })[] }
  const statusOf = (name: string): string | undefined =>
    submissions.find((each) => each.name === name)?.checks.find(({ id }) => id === 'answers-long')?.status
  expect(statusOf('ada')).toBe('passed')
  expect(statusOf('bob')).not.toBe('passed')
  expect(readFileSync(csv, 'utf8').split('\r\n')[0]).toContain(',answers-long,')

  const about = { role: 'task1-server', about: 'as it should be' }
  const collection = [
    { ...about, file: 'ada.py', right: true },
    { ...about, file: 'bob.py', right: false, fails: 'answers-any-text', says: 'not' }
  ]
  writeFileSync(path.join(students, 'collection.json'), JSON.stringify(collection))
  const tested = await runJson('check', '--self-test', '--checks', own, students)
  expect(tested.document).toMatchObject({ programs: 2, right: 1, wrong: 1, falseAlarms: 0 })

  const zip = path.join(folder, 'grader.zip')
  await runCli('grader', '--gradescope', zip, '--task', 'task1-server', '--checks', own)
  const packed = unzipSync(readFileSync(zip))
  expect(Object.keys(packed)).toContain('checks.json')
  expect(Buffer.from(packed['run_autograder'] ?? []).toString()).toContain('--checks="$source/checks.json"')
})

const oneStep = { ...words, id: 'mine', steps: [{ send: { text: 'x' } }] }
it.each([
  ['no JSON', '{"kind": ', 'it is no JSON'],
  ['another kind', '{"kind":"x"}', 'kind: '],
  ['a missing part', JSON.stringify({ ...oneStep, title: undefined }), 'checks[0].title: this is missing'],
  [
    'an unknown name',
    JSON.stringify({ ...oneStep, code: 'x' }),
    'checks[0].code: there is no such name here'
  ],
  ['an id of the app', JSON.stringify({ ...oneStep, id: 'answers' }), 'checks[0].id: there is a check'],
  [
    'an id that nothing has',
    JSON.stringify({ ...oneStep, dependsOn: ['later'] }),
    'checks[0].dependsOn[0]: no'
  ],
  [
    'odd hex',
    JSON.stringify({ ...oneStep, steps: [{ send: { hex: 'abc' } }] }),
    'checks[0].steps[0].send.hex: '
  ],
  [
    'two ways at once',
    JSON.stringify({ ...oneStep, steps: [{ send: { hex: '00', text: 'x' } }] }),
    'checks[0].steps[0].send: exactly one of text, hex, request is expected'
  ],
  ['one hint', JSON.stringify({ ...oneStep, hints: ['one'] }), 'checks[0].hints[1]: this is missing'],
  ['a scene', JSON.stringify({ ...oneStep, scene: 'late' }), 'checks[0].scene: this is for clients'],
  ['too high a level', JSON.stringify({ ...oneStep, level: 'hard' }), 'checks[0].level: ("core" | "beyond']
])('%s is refused with its place', async (_name, text, said) => {
  const whole = text.startsWith('{"kind"')
    ? text
    : `{"kind":"udp-lab-checks","version":1,"role":"task1-server","checks":[${text}]}`
  const ran = await runCli('check', server, '--task', 'task1-server', '--checks', written('own.json', whole))
  expect(ran.code).toBe(1)
  expect(ran.stderr).toContain(said)
  expect(ran.stderr).toContain('docs/grading.md')
})

it('a file for another program, and a file that is not there', async () => {
  const other = await runCli('check', client, '--task', 'task1-client', '--checks', example)
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('it is for task1-server') })
  const missing = await runCli('check', server, '--task', 'task1-server', '--checks', '/no/such.json')
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no such file') })
})

it('a collection with a mistake is refused with its place', async () => {
  written('collection.json', '[{"file":"a.py","role":"task1-server","about":"x","right":"yes"}]')
  const { code, stderr } = await runCli('check', '--self-test', folder)
  expect(code).toBe(1)
  expect(stderr).toContain('[0].right: boolean is expected, and "yes" stands there')
})
