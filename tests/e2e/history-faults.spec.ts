/** The app is killed, started twice, or finds its history damaged: what was kept is whole, and the window says what happened. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { LabBridge } from '../../src/tasks/contract'
import { electronWords, expect, test } from './app'
import { runPreset } from './ledger'

const kills = 10

const start = (profile: string): Promise<ElectronApplication> =>
  _electron.launch({ executablePath: process.env['UDP_LAB_ELECTRON']!, args: electronWords(profile) })

async function end(app: ElectronApplication): Promise<void> {
  const gone = once(app.process(), 'exit')
  app.process().kill('SIGKILL')
  await gone
}

/** Begins a run that goes on for minutes, and resolves when its numbers come back: the run before it has eight. */
async function beginLongRun(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { lab } = window as unknown as { lab: LabBridge }
    const parameters = {
      count: 100_000,
      rate: 1000,
      serviceUs: 0,
      clientReads: 'while',
      queue: 'kernel'
    } as const
    void lab['task4.run']({ ...parameters, serverBuffer: null, clientBuffer: null, payloadBytes: null })
  })
  await page.getByRole('tab', { name: /^Task 4/ }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(/Number from server: \d{2}/)
}

async function runEight(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Task 4/ }).click()
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
}

interface Listed {
  id: string
  end: string
  hash: string
}

/** What the history holds, each run opened: the store refuses one whose events are not those of its hash. */
async function openAll(page: Page): Promise<Listed[]> {
  return page.evaluate(async () => {
    type Call = (input: unknown) => Promise<{ ok: boolean; value: { runs: Listed[]; hash: string } }>
    const { lab } = globalThis as unknown as { lab: { listRuns: Call; openRun: Call } }
    const { runs } = (await lab.listRuns({ limit: 500, offset: 0 })).value
    for (const { id, hash } of runs) {
      const opened = await lab.openRun({ id })
      if (!opened.ok || opened.value.hash !== hash) throw new Error(`run ${id} is not whole`)
    }
    return runs
  })
}

test(`${kills} kills in mid-run: every run that was over is whole, and each start tells of the one that was not`, async ({
  profile
}) => {
  test.setTimeout(240_000)
  const hashes = new Map<string, string>()
  for (let kill = 0; kill < kills; kill++) {
    const app = await start(profile)
    const page = await app.firstWindow()
    await runEight(page)
    // The history's thread answers in turn: what the run left is on the disk.
    await expect
      .poll(async () => (await openAll(page)).filter((run) => run.end === 'finished').length)
      .toBe(kill + 1)
    for (const { id, end: ending, hash } of await openAll(page)) {
      if (ending !== 'finished') continue
      expect(hashes.get(id) ?? hash).toBe(hash)
      hashes.set(id, hash)
    }
    await beginLongRun(page)
    await end(app)
  }
  const app = await start(profile)
  const page = await app.firstWindow()
  const notice = page.getByRole('status').filter({ hasText: 'The app ended before' })
  await expect(notice).toContainText('All earlier runs are whole')
  const runs = await openAll(page)
  expect(runs.filter((run) => run.end === 'interrupted')).toHaveLength(kills)
  const finished = runs.filter((run) => run.end === 'finished')
  expect(new Map(finished.map(({ id, hash }) => [id, hash]))).toEqual(hashes)
  expect(hashes.size).toBe(kills)
  await app.close()
})

test('a second instance ends at once and brings the first to the front', async ({ app, page, profile }) => {
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  const called = app.evaluate(
    ({ app: first }) => new Promise<void>((resolve) => first.once('second-instance', () => resolve()))
  )
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  const second: ChildProcess = spawn(process.env['UDP_LAB_ELECTRON']!, electronWords(profile), {
    stdio: 'ignore'
  })
  const [code] = (await once(second, 'exit')) as [number | null]
  expect(code).toBe(0)
  await called
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => {
        const windows = BrowserWindow.getAllWindows()
        return [windows.length, windows[0]!.isMinimized(), windows[0]!.isVisible()]
      })
    )
    .toEqual([1, false, true])
})

test('a damaged history is set aside, and the window says under which name', async ({ profile }) => {
  mkdirSync(profile, { recursive: true })
  writeFileSync(
    path.join(profile, 'history.sqlite'),
    'no database at all, but a text of some length'.repeat(100)
  )
  const app = await start(profile)
  const page = await app.firstWindow()
  const notice = page.getByRole('status').filter({ hasText: 'The file of the history is damaged' })
  await expect(notice).toBeVisible()
  const aside = readdirSync(profile).find((name) => name.startsWith('history-damaged-'))!
  await expect(notice).toContainText(aside)
  await runEight(page)
  await expect.poll(async () => (await openAll(page)).length).toBe(1)
  await app.close()
})
