import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { serialize } from 'node:v8'
import { beforeEach, describe, expect, it } from 'vitest'
import { History } from '../../src/lab/history/history'
import { verifyFile } from '../../src/lab/history/verify'
import { decodeRunFile } from '../../src/lab/run-file/run-file'
import { lossDefaults } from '../../src/tasks/loss/model/run'
import { exported, historyWorker, type KeptLab, keptLabIn, listed } from './kept-lab'
import { cleanUp, freePort, projectFolder, runCli } from './support'
import { runForms } from '../../src/tasks/contract'
import { known } from '../../src/tasks/known-runs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-history-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
})
const keptLab = (): KeptLab => keptLabIn(folder)

it('keeps runs, cancelled ones too, with figures that follow from their events', async () => {
  const { lab, history, finish } = keptLab()
  for (const serviceUs of [0, 300, 50_000]) {
    const run = lab.tasks.task4.run({ ...lossDefaults, count: 3000, serviceUs, clientReads: 'while' })
    if (serviceUs > 0) lab.tasks.task4.cancel()
    await run
  }
  await finish()
  const runs = await listed(history)
  expect(runs.map(({ end }) => end)).toEqual(['cancelled', 'cancelled', 'finished'])
  const file = decodeRunFile(await exported(history), runForms)
  if (!file.ok) throw new Error(file.fault.message)
  expect(verifyFile(file.value, known.verifiers).runs.map(({ differences }) => differences)).toEqual([
    [],
    [],
    []
  ])
})

it('keeps a session of clients under one id, before it is cleared', async () => {
  const { lab, history, finish } = keptLab()
  const address = '127.0.0.1'
  const port = await freePort()
  await lab.tasks.task1.startServer({ address, port })
  for (const text of ['one', 'two']) {
    await lab.tasks.task1.sendMessage({ text, clients: 1, waitMs: 1000, address, port })
  }
  await lab.clear('task1')
  await finish()
  const runs = await listed(history)
  expect(runs).toMatchObject([{ task: 'task1', end: 'finished', outcome: null }])
  const opened = await history.call('open', { id: runs[0]!.id })
  expect(opened.ok && opened.value.endpoints.map(({ name }) => name)).toEqual([
    'Server',
    'Client 1',
    'Client 2'
  ])
})

describe('lab verify', () => {
  async function writtenRun(): Promise<string> {
    const { lab, history, finish } = keptLab()
    await lab.tasks.task4.run({ ...lossDefaults, count: 500 })
    await finish()
    const file = path.join(folder, 'run.udplab')
    writeFileSync(file, await exported(history))
    return file
  }

  it('holds for a run as it was measured, and names the figure when one byte of it is changed', async () => {
    const file = await writtenRun()
    expect(await runCli('verify', file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('holds') as string
    })
    const bytes = readFileSync(file)
    bytes[bytes.indexOf('"returned":') + '"returned":'.length]! ^= 1
    writeFileSync(file, bytes)
    const changed = await runCli('verify', file)
    expect(changed.code).toBe(1)
    expect(changed.stdout).toMatch(/returned: \d+ is stated, \d+ is what the events give/)
    const table = await runCli('verify', folder)
    expect(table.stdout.split('\r\n').slice(0, 2)).toEqual([
      'file,name,registration,course,date,runs,figures_in_report,result,what_differs,not_checked',
      expect.stringMatching(/^run\.udplab,,,,,1,,differs,.*returned/)
    ])
  })

  it('says what is in a file, and what is no run file', async () => {
    const file = await writtenRun()
    const shown = await runCli('run-file', 'show', file)
    expect(shown.stdout).toMatch(/1 run\n\nTask 4, /)
    writeFileSync(file, 'not a run file')
    expect(await runCli('run-file', 'show', file)).toMatchObject({ code: 1 })
    expect(await runCli('verify', file)).toMatchObject({ code: 1 })
    expect(await runCli('verify', path.join(folder, 'none.udplab'))).toMatchObject({ code: 1 })
    expect(await runCli('verify')).toMatchObject({ code: 2 })
  })
})

it('loses at most the run in progress in ten kills, and tells it', async () => {
  const { lab, history, finish } = keptLab()
  await lab.tasks.task4.run({ ...lossDefaults, count: 20_000, clientReads: 'while' })
  await finish()
  const opened = await history.call('open', { id: (await listed(history))[0]!.id })
  if (!opened.ok) throw new Error(opened.fault.message)
  const runFile = path.join(folder, 'run.bin')
  writeFileSync(runFile, serialize(opened.value))
  await history.close()
  const database = path.join(folder, 'killed.sqlite')
  const kept = new Set<string>()
  for (let kill = 0; kill < 10; kill++) {
    const begun = await writeUntilKilled(database, runFile, kill, kept)
    const after = new History(historyWorker, database)
    const notices = await after.call('notices', null)
    const runs = await listed(after)
    for (const { id, end } of runs) {
      if (end === 'interrupted') continue
      kept.delete(id)
      expect(await after.call('open', { id })).toMatchObject({ ok: true, value: { hash: opened.value.hash } })
    }
    expect([...kept]).toEqual([])
    // The last that began was kept in the moment of the kill, or it is told.
    const last = runs.find(({ id }) => id === begun)!
    const told = notices.ok ? notices.value : []
    expect(told.length).toBe(last.end === 'interrupted' ? 1 : 0)
    if (last.end === 'interrupted') expect(told[0]).toContain(begun)
    await after.close()
  }
}, 60_000)

/** Kills -9 the writer when the run that follows `whole` kept ones has begun. Returns that run's id. */
async function writeUntilKilled(
  database: string,
  runFile: string,
  whole: number,
  kept: Set<string>
): Promise<string> {
  const script = path.join(projectFolder, 'tests/loopback/fixtures/history-writer.mjs')
  const writer = spawn(process.execPath, [script, historyWorker, database, runFile], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const exited = once(writer, 'exit')
  let last = ''
  let count = 0
  for await (const line of createInterface(writer.stdout)) {
    const [word, id = ''] = line.split(' ')
    if (word === 'begun') last = id
    else {
      kept.add(id)
      count += 1
    }
    if (word === 'begun' && count === whole) writer.kill('SIGKILL')
  }
  await exited
  return last
}
