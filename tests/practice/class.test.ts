/** A class is graded: in a folder and as a zip, into all its files, and by the zip for Gradescope. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/shared/fault'
import { readDirectory } from '../../src/tasks/practice/lab/class/zip-directory'
import type { Group } from '../../src/tasks/practice/model/class/groups'
import type { GradescopeResults } from '../../src/tasks/practice/model/class/gradescope'
import { cleanUp, projectFolder, runCli, runJson } from '../loopback/support'

const programs = path.join(projectFolder, 'resources/practice')
const task = '--task=task1-server'
const right = 's01-task1-server.py'
/** Each fails another check first. */
const wrong: Readonly<Record<string, string>> = {
  starts: 's02-listen-on-udp.py',
  binds: 's03-own-port.py',
  answers: 'task1-server-fixed-address.py',
  'answer-text': 'task1-server-lower-case.py',
  'one-answer': 'task1-server-answers-twice.py',
  'answers-again': 'task1-server-second-datagram.py'
}
const ofEach = 5

const isolates =
  process.platform === 'linux' && spawnSync('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']).status === 0
/** One after the other they need some seconds each. */
const classMs = isolates ? 120_000 : 400_000

interface ClassDocument {
  task: string
  isolated: boolean
  submissions: {
    name: string
    file: string | null
    passed?: boolean
    score?: number
    variant?: string
    fault?: Fault
  }[]
  groups: Group[]
}

let folder: string
/** Where the lab and the programs put what is theirs for a time. */
let temporary: string
beforeEach(() => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'udp-lab-test-class-'))
  const before = process.env['TMPDIR']
  folder = path.join(scratch, 'class of 30')
  temporary = path.join(scratch, 'temporary')
  mkdirSync(folder)
  mkdirSync(temporary)
  process.env['TMPDIR'] = temporary
  cleanUp(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(scratch, { recursive: true })
  })
})

const program = (name: string): Uint8Array => readFileSync(path.join(programs, name))

/** Programs in the folder itself, and folders of students. */
function handedIn(): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {}
  for (const [check, name] of Object.entries(wrong))
    for (let student = 1; student <= ofEach; student++) {
      const place = student % 2 === 0 ? `${check} ${student}/server.py` : `${check} ${student}.py`
      files[place] = program(name)
    }
  return files
}

function lay(files: Record<string, Uint8Array>): void {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), bytes)
  }
}

function packed(files: Zippable): string {
  const zip = path.join(folder, 'handed in.zip')
  writeFileSync(zip, zipSync(files))
  return zip
}

function expectSixGroups({ groups, submissions, isolated }: ClassDocument): void {
  expect(submissions).toHaveLength(6 * ofEach)
  expect(submissions.filter(({ fault, passed }) => fault !== undefined || passed)).toEqual([])
  expect(isolated).toBe(isolates)
  expect(groups.map(({ check }) => check).sort()).toEqual(Object.keys(wrong).sort())
  for (const { check, names } of groups)
    expect(names).toEqual(Array.from({ length: ofEach }, (_, index) => `${check} ${index + 1}`))
}

const nothingLeft = (): void => expect(readdirSync(temporary)).toEqual([])

// No engine's sockets take part: the same on both.
describe('the class', () => {
  it(
    'six mistakes of five students each are six groups, in every form',
    async () => {
      lay(handedIn())
      const out = (ending: string): string => path.join(folder, '..', `out.${ending}`)
      const startMs = performance.now()
      const { code, document } = await runJson(
        ...['check', folder, task, '--csv', out('csv'), '--xlsx', out('xlsx'), '--junit', out('xml')]
      )
      if (isolates) expect(performance.now() - startMs).toBeLessThan(classMs)
      expect(code).toBe(0)
      expectSixGroups(document)
      const csv = readFileSync(out('csv'), 'utf8').trimEnd().split('\r\n')
      expect(csv).toHaveLength(1 + 6 * ofEach)
      expect(csv[0]).toMatch(/^name,file,variant,score,maximum,result,first_failed_check,seen,starts,binds,/)
      const xml = readFileSync(out('xml'), 'utf8')
      expect(xml.match(/<testsuite name=/g)).toHaveLength(6 * ofEach)
      expect(xml.match(/ failures="[1-9]\d*"/g)).toHaveLength(6 * ofEach)
      const workbook = unzipSync(readFileSync(out('xlsx')))
      expect(Object.keys(workbook)).toEqual(
        expect.arrayContaining(['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'])
      )
      nothingLeft()
    },
    classMs
  )

  it(
    'a zip of the same gives the same',
    async () => {
      const files = Object.entries(handedIn()).map(([name, bytes]) => [`handed in/${name}`, bytes] as const)
      const { code, document } = await runJson('check', packed(Object.fromEntries(files)), task)
      expect(code).toBe(0)
      expectSixGroups(document)
      nothingLeft()
    },
    classMs
  )

  it('tells people the table, the map and how it was checked', async () => {
    lay({
      'ada.py': program(right),
      // One that is called as a module of Python's: no other student's program finds it.
      'socket.py': program('s02-listen-on-udp.py'),
      'bob/client.py': program('s01-task1-client.py'),
      'bob/server.py': program(right),
      'eve/one.py': program(right),
      'eve/two.py': program(right),
      'kim.zip': zipSync({ 'work/server.py': program(right) }),
      'lee.rar': strToU8('none'),
      'max.zip': zipSync({ '../server.py': program(right) }),
      'notes.txt': strToU8('none')
    })
    const { code, stdout, stderr } = await runCli('check', folder, task)
    expect(code).toBe(1)
    expect(stdout).toMatch(/ada +14 of 14 +none/)
    expect(stdout).toMatch(/bob +14 of 14 +none/)
    expect(stdout).toMatch(/eve +not judged/)
    expect(stdout).toMatch(/kim +14 of 14 +none/)
    expect(stdout).toContain('lee was not judged. "lee.rar" is packed in a way')
    expect(stdout).toContain(
      'max was not judged. The zip file was refused: "../server.py" leads out of the folder.'
    )
    expect(stdout).toContain('3 of 7: Every core check passed.')
    expect(stdout).toContain(
      'eve was not judged. The folder "eve" has several programs that may be task1-server'
    )
    expect(stdout).toMatch(/= 7 submissions: 3 passed, 1 failed, 3 not judged\. They were checked/)
    expect(stderr).toContain('No submission: "notes.txt"')
    nothingLeft()
  })

  it('with --variant-by-name each has the variant of its name', async () => {
    lay({ 'ada.py': program(right), 'bob.py': program(right) })
    const { document } = await runJson('check', folder, task, '--variant-by-name')
    expect((document as ClassDocument).submissions).toMatchObject([
      { name: 'ada', variant: 'ada', passed: false },
      { name: 'bob', variant: 'bob', passed: false }
    ])
  })

  it('an empty folder is a fault with advice', async () => {
    const { code, document } = await runJson('check', folder, task)
    expect(code).toBe(1)
    expect(document).toMatchObject({
      fault: { code: 'file/not-read', advice: expect.stringContaining('.py') as string }
    })
  })

  it('refuses options that do not go together', async () => {
    for (const words of [['--csv=x.csv'], ['--variant-by-name'], ['--variant-from=x']])
      expect(await runCli('check', path.join(programs, right), task, ...words)).toMatchObject({ code: 2 })
    expect(await runCli('check', folder, task, '--variant=a', '--variant-by-name')).toMatchObject({ code: 2 })
  })

  it.each<[string, Zippable, string]>([
    [
      'a zip bomb',
      { 'ada.py': program(right), 'bomb.py': [new Uint8Array(60_000_000), { level: 9 }] },
      'input/invalid'
    ],
    [
      'a zip bomb of many parts',
      Object.fromEntries(Array.from({ length: 12 }, (_, part) => [`${part}.py`, new Uint8Array(4_900_000)])),
      'input/invalid'
    ],
    [
      'a zip that leads out of its folder',
      { 'ada.py': program(right), '../x.py': program(right) },
      'input/invalid'
    ]
  ])('refuses %s, and leaves nothing behind', async (_what, files, fault) => {
    const { code, document } = await runJson('check', packed(files), task)
    expect(code).toBe(1)
    expect(document).toMatchObject({ fault: { code: fault } })
    expect(existsSync(path.join(folder, '../x.py'))).toBe(false)
    nothingLeft()
  })

  it('says of a damaged zip that it is damaged', async () => {
    const zip = packed({ 'ada.py': program(right), 'bob.py': program(right) })
    const bytes = readFileSync(zip)
    bytes.fill(0x55, 60, 200)
    for (const damaged of [bytes, bytes.subarray(0, 500), Buffer.alloc(0)]) {
      writeFileSync(zip, damaged)
      const { code, document } = await runJson('check', zip, task)
      expect(code).toBe(1)
      expect(document).toMatchObject({ fault: { code: 'file/damaged' } })
    }
    nothingLeft()
  })
})

const useGradescope = process.platform === 'linux'

describe.runIf(useGradescope)('Gradescope', () => {
  /** As Gradescope lays it: the zip in source, what was handed in in submission. */
  async function laid(place: string, files: readonly string[], ...words: string[]): Promise<void> {
    const zip = path.join(folder, 'grader.zip')
    const { code } = await runJson('grader', '--gradescope', zip, task, ...words)
    expect(code).toBe(0)
    const bytes = readFileSync(zip)
    const modes = readDirectory(bytes, 100).map(({ name, mode }) => [name, mode & 0o777] as const)
    expect(Object.fromEntries(modes)).toMatchObject({
      'setup.sh': 0o755,
      run_autograder: 0o755,
      'lab.mjs': 0o644
    })
    for (const [name, unpacked] of Object.entries(unzipSync(bytes))) {
      mkdirSync(path.dirname(path.join(place, 'source', name)), { recursive: true })
      writeFileSync(path.join(place, 'source', name), unpacked)
    }
    mkdirSync(path.join(place, 'submission'))
    for (const file of files) copyFileSync(path.join(programs, file), path.join(place, 'submission', file))
    const metadata = { id: 1, users: [{ email: 'ada@example.com', id: 2, name: 'Ada' }] }
    writeFileSync(path.join(place, 'submission_metadata.json'), JSON.stringify(metadata))
    expect(spawnSync('bash', ['-n', path.join(place, 'source/setup.sh')]).status).toBe(0)
  }

  const resultsIn = (place: string): GradescopeResults =>
    JSON.parse(readFileSync(path.join(place, 'results/results.json'), 'utf8')) as GradescopeResults

  /** No network but a loopback interface that is switched off, no folder of ours, nothing of our environment. */
  async function grade(files: readonly string[], ...words: string[]): Promise<GradescopeResults> {
    const place = mkdtempSync(path.join(folder, 'autograder-'))
    await laid(place, files, ...words)
    const run = ['bash', path.join(place, 'source/run_autograder')]
    const [command = '', ...rest] = isolates ? ['unshare', '-rn', ...run] : run
    const environment = { PATH: process.env['PATH'], TMPDIR: temporary, AUTOGRADER: place }
    spawnSync(command, rest, { cwd: '/', env: environment })
    return resultsIn(place)
  }

  /** $1: a root with nothing in it but the system's own programs and the grader. */
  const inBareRoot = `for each in usr proc dev; do mount --rbind "/$each" "$1/$each" || exit 9; done
exec chroot "$1" /usr/bin/env -i PATH=/usr/bin:/usr/sbin bash /autograder/source/run_autograder`

  it.runIf(isolates && ['node', 'python3'].every((name) => existsSync(`/usr/bin/${name}`)))(
    'grades at its own place in a bare root, without a network',
    async () => {
      const root = path.join(folder, 'root')
      for (const name of ['usr', 'proc', 'dev', 'tmp', 'autograder'])
        mkdirSync(path.join(root, name), { recursive: true })
      for (const name of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${name}`, path.join(root, name))
      await laid(path.join(root, 'autograder'), [right])
      // The mounts are of namespaces that end with it: nothing of the system is in the folder when it is removed.
      const { status } = spawnSync('unshare', ['-rnm', 'sh', '-c', inBareRoot, 'sh', root])
      expect(status).not.toBe(9)
      expect(resultsIn(path.join(root, 'autograder'))).toMatchObject({ score: 14 })
      expect(readdirSync(path.join(root, 'tmp'))).toEqual([])
    }
  )

  it('grades a right and a wrong program, without a network and without what is installed here', async () => {
    const good = await grade([right])
    expect(good).toMatchObject({ score: 14, output: expect.stringContaining('14 of 14 points') as string })
    expect(good.tests).toHaveLength(15)
    for (const test of good.tests)
      expect(test).toEqual({
        name: expect.any(String) as string,
        score: expect.any(Number) as number,
        max_score: expect.any(Number) as number,
        status: expect.stringMatching(/^(passed|failed)$/) as string,
        output: expect.any(String) as string
      })
    expect(good.tests.reduce((sum, { max_score: most }) => sum + most, 0)).toBe(14)

    const bad = await grade(['task1-server-lower-case.py'])
    expect(bad.score).toBeLessThan(14)
    const failed = bad.tests.find(({ status }) => status === 'failed')
    expect(failed).toMatchObject({ name: 'Its answer is the text of the exercise', score: 0, max_score: 2 })
    expect(failed?.output).toMatch(/^Expected: [^]*\nSeen: [^]*\nHint 1: [^]*\nHint 2: /)
    nothingLeft()
  })

  it('grades the variant of the student’s email address', async () => {
    const { output } = await grade([right], '--variant-by-name')
    expect(output).toContain('variant ada')
  })

  it('says in the results why a submission was not judged', async () => {
    expect(await grade([])).toEqual({
      score: 0,
      output: expect.stringContaining('No program is in the folder "submission"') as string,
      tests: []
    })
    const two = await grade([right, 's01-task1-client.py', 's03-own-port.py', 'task1-server-no-banner.py'])
    expect(two.output).toContain('several programs that may be task1-server')
  })
})
