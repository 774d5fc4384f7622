/** What a submission of a class cannot do: change files outside its folder, or fill the machine with processes. */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { release, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isolatedProcesses, limited, processesVariable } from '../../src/tasks/practice/lab/program/limits'
import { isolationHere } from '../../src/tasks/practice/lab/namespaces'
import type { CheckOutcome } from '../../src/tasks/practice/model/outcome'
import { runCli, runJson } from '../loopback/support'

const server = readFileSync(path.resolve('resources/python/task1/server.py'), 'utf8')
const isolation = await isolationHere()

let scratch = ''
const place = (name: string): string => path.join(scratch, name)
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'udp lab isolation é '))
  for (const name of ['class', 'victim']) mkdirSync(place(name))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(scratch, { recursive: true, force: true })
})

interface ClassDocument {
  isolated: boolean
  readOnlyFiles: boolean
  submissions: (CheckOutcome & { name: string })[]
}

/** A right server that first does something else; what became of it stands in what it prints. */
const servesAfter = (name: string, ...lines: string[]): void =>
  writeFileSync(place(`class/${name}`), `${lines.join('\n')}\n${server}`)

describe.runIf(isolation === 'network and files')('a submission that deletes files', () => {
  it('leaves those outside its folder, also when it tries to have them writable again, and has its own', async () => {
    const victim = place('victim')
    const kept = path.join(victim, 'thesis.txt')
    writeFileSync(kept, 'all of it')
    const deletes = ['import shutil', `shutil.rmtree(${JSON.stringify(victim)}, ignore_errors=True)`]
    servesAfter('ada.py', ...deletes)
    servesAfter(
      'bob.py',
      'import subprocess',
      `for words in (["mount", "-o", "remount,bind,rw", "/"], ["umount", "-l", "/tmp"], ["unshare", "-rm", "mount", "-o", "remount,bind,rw", "/"]):`,
      '    subprocess.run(words, stderr=subprocess.DEVNULL)',
      ...deletes
    )
    servesAfter('eve.py', 'import tempfile', 'open("here.txt", "w").write("x")', 'tempfile.TemporaryFile()')
    // Nobody else makes folders in there.
    mkdirSync(place('temporary'))
    vi.stubEnv('TMPDIR', place('temporary'))
    const { code, document } = await runJson('check', place('class'), '--task=task1-server')
    const { isolated, readOnlyFiles, submissions } = document as ClassDocument
    expect({ code, isolated, readOnlyFiles }).toEqual({ code: 0, isolated: true, readOnlyFiles: true })
    expect(submissions.map(({ name, passed }) => [name, passed])).toEqual([
      ['ada', true],
      ['bob', true],
      ['eve', true]
    ])
    expect(readFileSync(kept, 'utf8')).toBe('all of it')
    expect(existsSync(place('class/here.txt'))).toBe(false)
    expect(readdirSync(place('temporary')).filter((name) => name.startsWith('udp-lab'))).toEqual([])
    const { stdout } = await runCli('check', place('class'), '--task=task1-server')
    expect(stdout).toContain('with all files outside its temporary folder read-only')
  })
})

/** The system's programs without one of them. */
function systemWithout(missing: string): string {
  const folder = place('bin')
  mkdirSync(folder)
  for (const from of ['/usr/bin', '/usr/sbin'])
    for (const name of readdirSync(from))
      if (name !== missing && !existsSync(path.join(folder, name)))
        symlinkSync(path.join(from, name), path.join(folder, name))
  return folder
}

describe.runIf(isolation === 'network and files')('a system that cannot give a read-only view', () => {
  it('has the networks as before, and the result says that files were open to the programs', async () => {
    vi.stubEnv('PATH', systemWithout('setpriv'))
    servesAfter('ada.py', '')
    const { document } = await runJson('check', place('class'), '--task=task1-server')
    const { stdout } = await runCli('check', place('class'), '--task=task1-server')
    expect(document).toMatchObject({ isolated: true, readOnlyFiles: false, submissions: [{ passed: true }] })
    expect(stdout).toContain('each in a network namespace of its own. Their programs could change files')
  })
})

/** The kernel counts for plain users alone, and within namespaces since 5.14. */
const [major = 0, minor = 0] = release().split('.').map(Number)
const counts =
  isolation !== 'none' && (major > 5 || (major === 5 && minor >= 14)) && existsSync('/usr/bin/prlimit')
const asPlainUser =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []

describe.runIf(counts)('a fork bomb in a namespace of its own', () => {
  it('is held at the limit, as prlimit sets it there and nowhere else', () => {
    const bomb = [
      'import os, signal, time',
      'forked = []',
      'try:',
      '    while len(forked) < 2000:',
      '        child = os.fork()',
      '        if child == 0:',
      '            signal.pause()',
      '        forked.append(child)',
      'except BlockingIOError:',
      '    pass',
      'print(len(forked), flush=True)',
      'for child in forked:',
      '    os.kill(child, signal.SIGKILL)',
      '    os.waitpid(child, 0)'
    ].join('\n')
    vi.stubEnv(processesVariable, String(isolatedProcesses))
    const words = limited({ run: ['python3', '-c', bomb], reserves: false })
    vi.unstubAllEnvs()
    expect(limited({ run: ['true'], reserves: false }).join(' ')).not.toContain('nproc')
    const [command = '', ...rest] = [...asPlainUser, 'unshare', '-rn', '--', ...words]
    const forked = Number(spawnSync(command, rest, { cwd: '/', encoding: 'utf8' }).stdout)
    expect(forked).toBeGreaterThan(isolatedProcesses - 10)
    expect(forked).toBeLessThan(isolatedProcesses)
  })
})
