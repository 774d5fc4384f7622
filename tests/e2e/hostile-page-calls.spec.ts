/** A page that turned hostile calls the lab: too much, too often, and whatever comes to its mind. */
import type { ElectronApplication, Page } from '@playwright/test'
import { callNames } from '../../src/tasks/contract'
import { tasks } from '../../src/tasks/registry'
import { expect, openTab, startServer, test } from './app'
import { attack } from './hostile-inputs'

/** What main may take, in bytes, and for how long it may not listen, in ms. */
const mainMaximumBytes = 500_000_000
/**
 * While the calls go on: a thread of an endpoint takes some 5 MB, and each task may have dozens of them (lab/session/opening.ts):
 * 15 in use at once in each, beside what main takes by itself. Of four tasks that was 800 MB.
 */
const busyMaximumBytes = mainMaximumBytes + tasks.length * 15 * 5_000_000
const lagMaximumMs = 2000

interface Watched {
  residentBytes: number
  lagMs: number
}

/** Looks at main's memory and at how late its turns are, from now on. */
async function watch(app: ElectronApplication): Promise<() => Promise<Watched>> {
  await app.evaluate(() => {
    const seen = { residentBytes: 0, lagMs: 0 }
    Object.assign(globalThis, { seen })
    let last = performance.now()
    setInterval(() => {
      const now = performance.now()
      seen.lagMs = Math.max(seen.lagMs, now - last)
      last = now
      seen.residentBytes = Math.max(seen.residentBytes, process.memoryUsage.rss())
    }, 20)
  })
  return () => app.evaluate(() => (globalThis as unknown as { seen: Watched }).seen)
}

/** Dialogs and other programs' windows, as they are opened, counted; a dialog stays open until `answerDialogs`. */
async function countDialogs(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog, shell }) => {
    const counts = { opened: 0, open: 0, most: 0, folders: 0, answer: () => {}, atOnce: false }
    Object.assign(globalThis, { counts })
    const show = async <T>(answer: T): Promise<T> => {
      counts.opened += 1
      counts.open += 1
      counts.most = Math.max(counts.most, counts.open)
      if (!counts.atOnce) await new Promise<void>((resolve) => (counts.answer = resolve))
      counts.open -= 1
      return answer
    }
    dialog.showSaveDialog = () => show({ canceled: true, filePath: '' })
    dialog.showOpenDialog = () => show({ canceled: true, filePaths: [] })
    dialog.showMessageBox = () => show({ response: 0, checkboxChecked: false })
    shell.openPath = () => Promise.resolve(String((counts.folders += 1)).slice(0, 0))
  })
}

interface Counts {
  opened: number
  open: number
  most: number
  folders: number
}

const counted = (app: ElectronApplication): Promise<Counts> =>
  app.evaluate(() => {
    const { opened, open, most, folders } = (globalThis as unknown as { counts: Counts }).counts
    return { opened, open, most, folders }
  })

/** Answers the dialog that is open, and from now on each at once. */
const answerDialogs = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const { counts } = globalThis as unknown as { counts: { answer: () => void; atOnce: boolean } }
    counts.atOnce = true
    counts.answer()
  })

async function expectHonestExchange(page: Page): Promise<void> {
  await page.reload()
  await openTab(page, 'Task 1')
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
}

type Calls = { lab: Record<string, (input?: unknown) => Promise<{ ok: boolean; fault?: { code: string } }>> }

test('20,000,000 bad ids are refused, and main neither grows nor stops @alone', async ({ app, page }) => {
  test.setTimeout(180_000)
  const watched = await watch(app)
  const answer = await page.evaluate(() => {
    const { lab } = globalThis as unknown as Calls
    return lab['exportRuns']!({ ids: new Array(20_000_000).fill('x') })
  })
  expect(answer).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
  const { residentBytes, lagMs } = await watched()
  console.log(`main: ${Math.round(residentBytes / 1e6)} MB at most, ${Math.round(lagMs)} ms without a turn`)
  expect(residentBytes).toBeGreaterThan(0)
  expect(residentBytes).toBeLessThan(mainMaximumBytes)
  expect(lagMs).toBeLessThan(lagMaximumMs)
  await expectHonestExchange(page)
})

test('40 calls that ask open one dialog, and the others are refused in words', async ({ app, page }) => {
  await countDialogs(app)
  await page.evaluate(() => {
    const { lab } = globalThis as unknown as Calls
    const ask = (index: number): ReturnType<Calls['lab'][string]> => {
      if (index % 3 === 0) return lab['allowRemote']!({ allowed: true })
      if (index % 3 === 1) return lab['importRuns']!()
      return lab['saveFile']!({ suggestedName: 'x.txt', bytes: new Uint8Array(1) })
    }
    const asked = Array.from({ length: 40 }, (_, index) => ask(index))
    const refused = { codes: [] as string[] }
    for (const answer of asked) void answer.then(({ ok, fault }) => ok || refused.codes.push(fault!.code))
    Object.assign(globalThis, { asked, refused })
  })
  const refusals = (): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as { refused: { codes: string[] } }).refused.codes)
  await expect.poll(async () => (await refusals()).length).toBe(39)
  expect(new Set(await refusals())).toEqual(new Set(['lab/busy']))
  expect(await counted(app)).toMatchObject({ opened: 1, open: 1 })
  await answerDialogs(app)
  const answers = await page.evaluate(() =>
    Promise.all((globalThis as unknown as { asked: ReturnType<Calls['lab'][string]>[] }).asked)
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const next = await page.evaluate(() => (globalThis as unknown as Calls).lab['importRuns']!())
  expect(next).toEqual({ ok: true, value: null })
  expect(await counted(app)).toMatchObject({ opened: 2, open: 0 })
})

test('the data folder is opened once, however often it is asked for', async ({ app, page }) => {
  await countDialogs(app)
  const answers = await page.evaluate(() => {
    const { lab } = globalThis as unknown as Calls
    return Promise.all(Array.from({ length: 20 }, () => lab['openDataFolder']!()))
  })
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.find(({ ok }) => !ok)).toMatchObject({
    fault: { code: 'lab/busy', message: 'The data folder was opened a moment ago.' }
  })
  expect((await counted(app)).folders).toBe(1)
})

test('calls that wait are bounded, and the refusal says so', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const { lab } = globalThis as unknown as Calls
    const asked = Array.from({ length: 500 }, () => lab['listRuns']!({ limit: 500, offset: 0 }))
    return Promise.all(asked)
  })
  const refused = answers.filter(({ ok }) => !ok)
  expect(refused.length).toBeGreaterThan(0)
  expect(new Set(refused.map(({ fault }) => fault!.code))).toEqual(new Set(['lab/busy']))
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(32)
})

for (const [seed, calls, tags] of [
  [1, 6667, '@long'],
  [20_251_126, 6667, '@long @again'],
  [4_294_967_295, 6666, '@long @again']
] as const) {
  test(`${calls} hostile calls, seed ${seed}: each is answered, main lives and stays small ${tags}`, async ({
    app,
    page
  }) => {
    test.setTimeout(300_000)
    await countDialogs(app)
    await answerDialogs(app)
    const watched = await watch(app)
    const found = await page.evaluate(attack, { seed, calls, names: callNames })
    const { residentBytes, lagMs } = await watched()
    console.log(
      `main: ${Math.round(residentBytes / 1e6)} MB at most, ${Math.round(lagMs)} ms without a turn; ` +
        JSON.stringify(found.answers)
    )
    expect(found.strange).toEqual([])
    expect(found.unanswered).toEqual({})
    expect(Object.values(found.answers).reduce((sum, count) => sum + count)).toBe(calls)
    // It got through to the work, and the lab itself never failed.
    expect(found.answers['ok']).toBeGreaterThan(calls / 20)
    expect(found.answers['lab/failed'] ?? 0).toBe(0)
    expect(residentBytes).toBeLessThan(busyMaximumBytes)
    const { most, open } = await counted(app)
    expect({ most, open }).toEqual({ most: 1, open: 0 })
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    await expectHonestExchange(page)
    await expect
      .poll(() => app.evaluate(() => process.memoryUsage.rss()), { timeout: 30_000 })
      .toBeLessThan(mainMaximumBytes)
    console.log(
      `main afterwards: ${Math.round((await app.evaluate(() => process.memoryUsage.rss())) / 1e6)} MB`
    )
  })
}
