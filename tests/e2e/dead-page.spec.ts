/** Processes of the app are killed as the system kills them: main lives, the page comes back to the same run. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { electronWords, expect, openTab, startServer, test } from './app'
import { balancedLedger } from './ledger'

/** Asks the page by way of main: for Playwright a page that crashed once stays crashed. */
function inPage<T>(app: ElectronApplication, script: string): Promise<T> {
  return app.evaluate(({ BrowserWindow }, text) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    return webContents.isCrashed() || webContents.isLoading() ? null : webContents.executeJavaScript(text)
  }, script) as Promise<T>
}

const textOf = (app: ElectronApplication, selector: string): Promise<string | null> =>
  inPage(app, `document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`)

const pidOfPage = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId())

/** When the page is there again, in a process of its own. A script that a dying page takes is never answered. */
async function isBack(app: ElectronApplication, oldPid: number): Promise<void> {
  const state = (): Promise<string> =>
    app.evaluate(({ BrowserWindow }, old) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const pid = webContents.getOSProcessId()
      if (pid === old || pid === 0 || webContents.isCrashed()) return 'dead'
      return webContents.isLoading() ? 'loading' : 'loaded'
    }, oldPid)
  await expect.poll(state, { timeout: 30_000 }).toBe('loaded')
  await expect
    .poll(() => inPage(app, 'document.querySelector("[role=tab]") !== null'), { timeout: 30_000 })
    .toBe(true)
}

/** The first process of a PID namespace, as the sandbox makes them, bears every signal that is sent but SIGKILL (pid_namespaces(7)). */
const isFirstOfNamespace = (pid: number): boolean =>
  /^NSpid:(\s+\d+)+\s+1$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))

async function killPage(app: ElectronApplication, signal: NodeJS.Signals): Promise<void> {
  const pid = await pidOfPage(app)
  process.kill(pid, signal)
  await isBack(app, pid)
}

/** What main asks from now on, answered by the button of that name; nobody sees the dialogs. */
const answerDialogs = (app: ElectronApplication, button: string): Promise<void> =>
  app.evaluate(({ dialog }, name) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    Object.assign(dialog, {
      showMessageBox: (_window: unknown, { message, buttons }: { message: string; buttons: string[] }) => {
        asked.push(message)
        return Promise.resolve({ response: buttons.indexOf(name), checkboxChecked: false })
      }
    })
  }, button)

const asked = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

for (const signal of ['SIGKILL', 'SIGSEGV'] as const) {
  test(`${signal} to the page in mid-run of Task 4: it comes back to the same run, nothing counted twice`, async ({
    app,
    page
  }) => {
    const shielded = signal !== 'SIGKILL' && isFirstOfNamespace(await pidOfPage(app))
    test.skip(shielded, `the kernel lets a sandboxed page bear a ${signal} that is sent`)
    await openTab(page, 'Task 4')
    await page.getByRole('spinbutton', { name: 'Count' }).fill('8000')
    await page.getByRole('spinbutton', { name: 'Rate' }).fill('1000')
    await page.getByRole('radio', { name: 'Client reads while sending' }).check()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByRole('log', { name: 'Client log' })).toContainText(/Number from server: \d/)
    const mainPid = app.process().pid
    await killPage(app, signal)
    await killPage(app, signal)
    await inPage(app, `document.querySelectorAll('[role=tab]')[3].click()`)
    const result = () => textOf(app, '[role=region][aria-label="Result"], section[aria-label="Result"]')
    await expect.poll(result, { timeout: 40_000 }).toContain('of 8,000 numbers came back')
    balancedLedger((await result()) ?? '', 8000)
    const runs = await inPage<{ value: { total: number } }>(app, 'lab.listRuns({ limit: 500, offset: 0 })')
    expect(runs.value.total).toBe(1)
    expect(app.process().pid).toBe(mainPid)
    expect(app.process().exitCode).toBeNull()
  })
}

test('a page that dies again and again is asked about in words; Reload brings it back', async ({
  app,
  page
}) => {
  await openTab(page, 'Task 1')
  await startServer(page)
  await answerDialogs(app, 'Reload')
  for (let death = 0; death < 4; death++) await killPage(app, 'SIGKILL')
  expect(await asked(app)).toEqual(['The window of UDP Lab failed several times within a minute.'])
  // The server of before still holds its port, and the page knows it.
  const log = (): Promise<string | null> => textOf(app, '[role=log][aria-label="Server log"]')
  await expect.poll(log).toContain('UDP server up and listening')
})

test('a page that dies again and again: Quit ends the app properly', async ({ app, page }) => {
  await openTab(page, 'Task 1')
  await answerDialogs(app, 'Quit')
  const gone = once(app.process(), 'exit')
  for (let death = 0; death < 3; death++) await killPage(app, 'SIGKILL')
  process.kill(await pidOfPage(app), 'SIGKILL')
  expect(await gone).toEqual([0, null])
})

test('a page out of memory comes back', async ({ profile }) => {
  const app = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: ['--js-flags=--max-old-space-size=64', ...electronWords(profile)]
  })
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  const pid = await pidOfPage(app)
  await app.evaluate(({ BrowserWindow }) => {
    const grow = 'globalThis.held = []; for (;;) held.push(new Array(1e6).fill(1))'
    void BrowserWindow.getAllWindows()[0]!
      .webContents.executeJavaScript(grow)
      .catch(() => undefined)
  })
  await isBack(app, pid)
  await app.close()
})

test('a page that hangs is asked about in words; Reload ends its process and brings it back', async ({
  app,
  page
}) => {
  await openTab(page, 'Task 1')
  await answerDialogs(app, 'Reload')
  const pid = await pidOfPage(app)
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!
    void window.webContents.executeJavaScript('for (;;);').catch(() => undefined)
    // Chromium says so after half a minute, and only to who clicks meanwhile.
    window.emit('unresponsive')
  })
  await isBack(app, pid)
  expect(await asked(app)).toEqual(['The window of UDP Lab does not answer.'])
})

/** The process of that type, once there is one. */
async function pidOfType(app: ElectronApplication, type: string): Promise<number> {
  let pid: number | undefined
  await expect
    .poll(async () => {
      pid = await app.evaluate(
        ({ app: main }, wanted) => main.getAppMetrics().find((process) => process.type === wanted)?.pid,
        type
      )
      return pid
    })
    .toBeGreaterThan(0)
  return pid!
}

/** Kills it, and resolves when Electron has told the app so. */
async function killProcess(app: ElectronApplication, type: string): Promise<void> {
  const pid = await pidOfType(app, type)
  await app.evaluate(({ app: main }) => {
    const told = new Promise<void>((resolve) => main.once('child-process-gone', () => resolve()))
    Object.assign(globalThis, { told })
  })
  process.kill(pid, 'SIGKILL')
  await app.evaluate(() => (globalThis as unknown as { told: Promise<void> }).told)
  await expect.poll(() => pidOfType(app, type)).not.toBe(pid)
}

const kinds = { GPU: 'draws the window', Utility: 'speaks for the network' } as const

for (const type of ['GPU', 'Utility'] as const) {
  test(`the process that ${kinds[type]} is killed five times: the app lives`, async ({ app, page }) => {
    test.setTimeout(120_000)
    await answerDialogs(app, 'Quit')
    for (let death = 0; death < 5; death++) await killProcess(app, type)
    expect(await asked(app)).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    await startServer(page)
  })
}

test('when what draws the window dies ten times within a minute, the user decides', async ({ app, page }) => {
  test.setTimeout(120_000)
  await openTab(page, 'Task 1')
  await answerDialogs(app, 'Quit')
  // Told by main's own event: on a slow machine ten real deaths may take more than a minute.
  const gone = once(app.process(), 'exit')
  const lines: string[] = []
  app.process().stderr!.on('data', (bytes: Buffer) => lines.push(String(bytes)))
  await app.evaluate(({ app: main }) => {
    for (let death = 0; death < 10; death++) {
      main.emit('child-process-gone', {}, { type: 'GPU', reason: 'killed', exitCode: 9 })
    }
  })
  expect(await gone).toEqual([0, null])
  expect(lines.join('')).toContain('The process that draws the window of UDP Lab fails again and again.')
})

interface Second {
  child: ChildProcess
  /** What Electron wrote to standard error. */
  said: () => string
  /** Its exit code; null: by a signal. */
  exitCode: Promise<number | null>
}

function startSecond(profile: string): Second {
  const child = spawn(
    process.env['UDP_LAB_ELECTRON']!,
    ['--remote-debugging-port=0', ...electronWords(profile)],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: path.resolve(import.meta.dirname, '../..') }
  )
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text))
  return { child, said: () => said, exitCode: once(child, 'exit').then(([code]) => code as number | null) }
}

test('a second instance while the page is dead: the first lives and its page comes back', async ({
  app,
  page,
  profile
}) => {
  await openTab(page, 'Task 1')
  const pid = await pidOfPage(app)
  // The moment at which it is told is the moment at which the page is killed.
  await app.evaluate(({ app: first, BrowserWindow }) => {
    first.prependOnceListener('second-instance', () =>
      process.kill(BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(), 'SIGKILL')
    )
  })
  expect(await startSecond(profile).exitCode).toBe(0)
  await isBack(app, pid)
})

test('a second instance after the window is destroyed: the first ends without a fault', async ({
  app,
  page,
  profile
}) => {
  await openTab(page, 'Task 1')
  const gone = once(app.process(), 'exit')
  await app.evaluate(({ app: first, BrowserWindow, dialog }) => {
    // An exception that nobody catches would be shown here, and hold the app up.
    dialog.showErrorBox = () => process.exit(70)
    first.prependOnceListener('second-instance', () => BrowserWindow.getAllWindows()[0]!.destroy())
  })
  const second = startSecond(profile)
  expect(await gone).toEqual([0, null])
  // It has told the first and ends, or the first was gone before it could say that it heard: then it is the first itself.
  let exitCode: number | null | undefined
  void second.exitCode.then((code) => (exitCode = code))
  await expect
    .poll(() => exitCode !== undefined || second.said().includes('DevTools listening'), { timeout: 20_000 })
    .toBe(true)
  second.child.kill('SIGTERM')
  expect([0, null], second.said()).toContain(await second.exitCode)
})
