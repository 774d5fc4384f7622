/** The history's disk is full, its folder read-only, its database another program's: runs go on, and it is said. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { writeFile } from '../../src/lab/run-file/write-file'
import { lossDefaults } from '../../src/tasks/loss/model/run'
import { historyWorker, keptLabIn } from './kept-lab'
import { cleanUp, projectFolder } from './support'

const fixture = (name: string): string => path.join(projectFolder, 'tests/loopback/fixtures', name)
const all = { limit: 500, offset: 0 }
const asRoot = process.platform === 'linux' && process.getuid?.() === 0
const nobody = 65_534

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-history-faults-'))
  database = path.join(folder, 'history.sqlite')
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
})

/** Task 4 runs of a lab whose runs are kept; each resolves when the history had its say. */
function keptRuns() {
  const { lab, history, keeper } = keptLabIn(folder)
  const run = async (count: number): Promise<void> => {
    const result = await lab.tasks.task4.run({ ...lossDefaults, count, clientReads: 'while' })
    expect(result).toMatchObject({ ok: true })
    await keeper.finish()
  }
  const listed = async (): Promise<number> => {
    const list = await history.call('list', all)
    if (!list.ok) throw new Error(list.fault.message)
    for (const { id, end } of list.value.runs) {
      if (end !== 'interrupted') expect(await history.call('open', { id })).toMatchObject({ ok: true })
    }
    return list.value.total
  }
  return { history, keeper, run, listed }
}

/** A disk of its own, in the folder. False where this machine does not let us mount one. */
function mountSmallDisk(size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return false
  }
  const mounted = folder
  cleanUp(() => execFileSync('umount', ['-l', mounted]))
  return true
}

/** Takes what room there is. */
function fillDisk(): string {
  const file = path.join(folder, 'ballast')
  try {
    writeFileSync(file, new Uint8Array(10_000_000))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  }
  return file
}

it.runIf(asRoot)(
  'pauses when the disk is full, loses nothing that was kept, and goes on when there is room',
  async (context) => {
    if (!mountSmallDisk('2m')) return context.skip('this machine does not let us mount a small disk')
    const { history, keeper, run, listed } = keptRuns()
    await run(500)
    expect(await listed()).toBe(1)
    const ballast = fillDisk()
    // What the database has room for already may take a run or two.
    for (let tries = 0; tries < 20 && keeper.notices.length === 0; tries++) await run(20_000)
    expect(keeper.notices).toEqual([expect.stringMatching(/^Recording pauses\. .*full/)])
    const kept = await listed()
    expect(kept).toBeGreaterThanOrEqual(1)
    const exported = await history.call('export', { ids: 'all', madeBy: 'UDP Lab 0.1.0' })
    if (!exported.ok) throw new Error(exported.fault.message)
    const file = path.join(folder, 'runs.udplab')
    expect(await writeFile(file, exported.value)).toMatchObject({
      ok: false,
      fault: { code: 'file/not-written', errno: 'ENOSPC' }
    })
    expect(readdirSync(folder).filter((name) => name.includes('udplab'))).toEqual([])
    rmSync(ballast)
    await run(500)
    expect(keeper.notices).toEqual([])
    expect(await listed()).toBeGreaterThan(kept)
    expect(await writeFile(file, exported.value)).toMatchObject({ ok: true })
    expect(statSync(file).size).toBe(exported.value.length)
  }
)

it.runIf(asRoot)(
  'says to an ordinary user that a read-only folder takes no history, and leaves it as it is',
  async () => {
    const ask = (name: string, input: unknown): unknown => {
      const words = [
        fixture('history-user.mjs'),
        historyWorker,
        database,
        String(nobody),
        name,
        JSON.stringify(input)
      ]
      return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
    }
    const begin = { id: crypto.randomUUID(), task: 'task4', name: 'Task 4', startedAtEpochMs: 1 }
    chmodSync(folder, 0o555)
    const refused = { ok: false, fault: { code: 'history/not-written' } }
    expect(ask('begin', begin)).toMatchObject(refused)
    expect(readdirSync(folder)).toEqual([])
    // A history that is there, but may only be read, is neither written nor set aside.
    const { history, run } = keptRuns()
    await run(8)
    await history.close()
    const before = readdirSync(folder)
    expect(ask('begin', begin)).toMatchObject(refused)
    expect(readdirSync(folder)).toEqual(before)
    chmodSync(folder, 0o777)
    rmSync(database)
    expect(ask('begin', begin)).toMatchObject({ ok: true })
  }
)

it('says that a second process has the database locked, and keeps again when it lets go', async () => {
  const { keeper, run, listed } = keptRuns()
  await run(8)
  const locker = spawn(process.execPath, [fixture('history-locker.mjs'), database], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const ended = once(locker, 'exit')
  cleanUp(() => locker.kill('SIGKILL'))
  await once(locker.stdout, 'data')
  await run(8)
  expect(keeper.notices).toEqual([expect.stringContaining('another program has it open')])
  expect(await listed()).toBe(1)
  locker.stdin.end()
  await ended
  await run(8)
  expect(keeper.notices).toEqual([])
  expect(await listed()).toBe(2)
})
