/** `lab check` of one program: its document, its exit codes, and what is refused. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { assignmentOf } from '../../src/tasks/practice/model/assignment'
import type { CheckOutcome } from '../../src/tasks/practice/model/outcome'
import { runCli, runJson } from '../loopback/support'

const server = path.resolve('resources/python/task1/server.py')

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "udp lab 'quoted' é "))))
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const written = (name: string, text: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

const check = (file: string, ...words: string[]) => runJson('check', file, '--task', 'task1-server', ...words)

it('a right program: every core check passes, exit code 0', async () => {
  const { code, document } = await check(server)
  const outcome = document as CheckOutcome
  expect(code).toBe(0)
  expect(outcome).toMatchObject({ file: 'server.py', task: 'task1-server', passed: true, divergence: null })
  expect(outcome.score).toBe(outcome.maximum)
  for (const item of outcome.checks) {
    expect(Object.keys(item)).toEqual(
      expect.arrayContaining(['id', 'title', 'status', 'core', 'points', 'expected', 'seen', 'hints'])
    )
    expect(['passed', 'failed', 'not-checked']).toContain(item.status)
  }
})

it('a wrong one, in a folder with a strange name: exit code 1, the first divergence, hints and no solution', async () => {
  const file = written(
    'ser "ver".py',
    readFileSync(server, 'utf8').replace('b"Hello UDP Client"', 'b"Hello UDP Client\\n"')
  )
  // Nobody else makes folders in there.
  const temporary = path.join(folder, 'temporary')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const { code, document } = await check(file)
  const outcome = document as CheckOutcome
  expect(code).toBe(1)
  const failed = outcome.checks.find(({ status }) => status === 'failed')
  expect(failed?.id).toBe('answer-text')
  expect(failed?.hints.join(' ')).toContain('newline')
  expect(outcome.divergence?.at).toBe(1)
  expect(readdirSync(temporary).filter((name) => name.startsWith('udp-lab-program-'))).toEqual([])
})

it('a variant has ports and texts of its own: the exercise’s program fails it, its own passes', async () => {
  const { port, reply } = assignmentOf('Ada')
  const plain = await check(server, '--variant', 'Ada')
  expect((plain.document as CheckOutcome).checks.find(({ id }) => id === 'binds')).toMatchObject({
    status: 'failed'
  })
  const own = readFileSync(server, 'utf8').replace('20001', String(port)).replace('Hello UDP Client', reply)
  const { code, document } = await check(written('ada.py', own), '--variant', 'Ada')
  expect(document).toMatchObject({ passed: true, variant: 'ada' })
  expect(code).toBe(0)
})

it.each([
  [['check'], 2, 'needs a file'],
  [['check', server], 2, '--task'],
  [['check', server, '--task', 'task9'], 2, '--task'],
  [['check', server, '--task', 'task1-server', '--variant', '../x'], 2, '--variant'],
  [['check', '/nowhere/at/all.py', '--task', 'task1-server'], 1, 'no file']
])('%j is refused', async (words, code, said) => {
  const ran = await runCli(...words)
  expect(ran.code).toBe(code)
  expect(ran.stderr).toContain(said)
})

it('a file that nobody can run says what to do', async () => {
  const { code, document } = await check(written('notes.txt', 'hello'))
  expect(code).toBe(1)
  expect(document).toMatchObject({ fault: { code: 'input/invalid' } })
})

it('people read marks, hints and the ladder', async () => {
  const lower = path.resolve('resources/practice/task1-server-lower-case.py')
  const { stdout, code } = await runCli('check', lower, '--task', 'task1-server')
  expect(code).toBe(1)
  expect(stdout).toContain('- Its answer is the text of the exercise')
  expect(stdout).toContain('hint:')
  expect(stdout).toContain('The first datagram that differs:')
  expect(stdout).toContain('> server -> client 1')
})

it('a program whose interpreter this machine lacks is refused with what to do', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/lab.mjs', 'check', server, '--task', 'task1-server'],
    { encoding: 'utf8', env: { ...process.env, PATH: folder } }
  )
  expect(status).toBe(1)
  expect(stderr).toContain('This machine has no Python to run "server.py".')
  expect(stderr).toContain('Install it')
})
