/** Run files in the terminal: what is named, and what is found in folders, is a plain file or is said to be none. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Fault } from '../../src/shared/fault'
import { cleanUp, projectFolder, runCli, runJson, startChild } from './support'

const aRun = path.join(projectFolder, 'tests/fixtures/old-data/v0.1/files/task1.udplab')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-files-'))
  cleanUp(() => rmSync(folder, { recursive: true }))
})

interface Verdicts {
  files: { file: string; holds?: boolean; fault?: Fault }[]
}

const tableOf = async (): Promise<{ code: number | null; rows: string[] }> => {
  const { code, stdout } = await runCli('verify', folder)
  return { code, rows: stdout.trim().split(/\r?\n/).slice(1) }
}

it('finds the files of each student’s folder, in whatever case they are named', async () => {
  mkdirSync(path.join(folder, 'ada', 'work'), { recursive: true })
  copyFileSync(aRun, path.join(folder, 'ada', 'work', 'RUNS.UDPLAB'))
  copyFileSync(aRun, path.join(folder, 'bob.udplab'))
  // It leads out of the folder, and round in a circle.
  symlinkSync(folder, path.join(folder, 'ada', 'again'))
  const { code, rows } = await tableOf()
  expect(code).toBe(0)
  expect(rows).toEqual([
    expect.stringMatching(/^ada\/work\/RUNS\.UDPLAB,.*,holds,,$/),
    expect.stringMatching(/^bob\.udplab,.*,holds,,$/)
  ])
})

it('says that nothing was found in a folder, and fails', async () => {
  const { code, stdout } = await runCli('verify', folder)
  expect(code).toBe(1)
  expect(stdout).toContain('No run file (.udplab)')
  const json = await runJson('verify', folder)
  expect(json.code).toBe(1)
  expect((json.document as Verdicts).files).toMatchObject([
    { file: folder, fault: { code: 'file/not-read' } }
  ])
})

it.skipIf(process.platform === 'win32')(
  'does not wait for a pipe that is named like a run file',
  async () => {
    const pipe = path.join(folder, 'pipe.udplab')
    execFileSync('mkfifo', [pipe])
    for (const words of [[pipe], [folder]]) {
      const { code, stdout } = await runCli('verify', ...words)
      expect(code).toBe(1)
      expect(stdout).toContain('no plain file')
    }
    expect(await runCli('run-file', 'show', pipe)).toMatchObject({ code: 1 })
  }
)

it.skipIf(process.platform === 'win32')('says of links in a circle what they are', async () => {
  symlinkSync('round.udplab', path.join(folder, 'round.udplab'))
  const { code, rows } = await tableOf()
  expect(code).toBe(1)
  expect(rows[0]).toContain('its links go round in a circle')
})

it.runIf(process.getuid?.() === 0)('a folder that may not be read is one fault of one document', async () => {
  const closed = path.join(folder, 'closed')
  mkdirSync(closed, { mode: 0o000 })
  execFileSync('chmod', ['755', folder])
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', 'node', 'scripts/lab.mjs']
  const { code, stdout } = await startChild('setpriv', [...nobody, 'verify', closed, '--json']).ended
  expect(code).toBe(1)
  const { files } = JSON.parse(stdout) as Verdicts
  expect(files).toMatchObject([{ fault: { message: expect.stringContaining('may not read it') as string } }])
})

it('means names of files from where npm was called', async () => {
  copyFileSync(aRun, path.join(folder, 'mine.udplab'))
  const words = ['--prefix', projectFolder, 'run', '-s', 'lab', '--', 'verify', 'mine.udplab']
  const stdout = execFileSync('npm', words, { cwd: folder, encoding: 'utf8' })
  expect(stdout).toContain('holds')
})
