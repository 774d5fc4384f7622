/** The app's own folder is on a disk that is full or read-only: the window comes, tasks run, and what is not kept is said. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronWords, expect, openTab, test } from './app'
import { runPreset } from './ledger'

let disk: string
test.beforeEach(() => {
  test.setTimeout(180_000)
  disk = mkdtempSync(path.join(tmpdir(), 'udp-lab-bad-disk-'))
  let mounted = false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' })
    mounted = true
  } catch {
    rmSync(disk, { recursive: true, force: true })
  }
  test.skip(!mounted, 'this machine does not let us mount a small disk')
})
test.afterEach(() => {
  execFileSync('umount', ['-l', disk], { stdio: 'ignore' })
  rmSync(disk, { recursive: true, force: true })
})

async function start(profile: string): Promise<{ app: ElectronApplication; page: Page; lines: string[] }> {
  const app = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: electronWords(profile)
  })
  const lines: string[] = []
  app.process().stderr!.on('data', (bytes: Buffer) => lines.push(String(bytes)))
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  return { app, page, lines }
}

/** Every kind of use: a run, the list of the history, a setting. What is not kept is said once each. */
async function useAll(page: Page): Promise<void> {
  const notice = page.getByRole('status').filter({ hasText: 'Recording pauses.' })
  await expect(notice).toHaveCount(1)
  await openTab(page, 'Task 4')
  for (let run = 0; run < 3; run++) {
    await runPreset(page, 'Eight numbers')
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
    await expect(page.getByRole('button', { name: 'Eight numbers' })).toBeEnabled()
  }
  await expect(notice).toHaveCount(1)
  await expect(notice).toContainText('can be saved as files')
  const kept = await page.evaluate(async () => {
    type Call = (input: unknown) => Promise<{ ok: boolean; fault?: { message: string } }>
    const { lab } = globalThis as unknown as {
      lab: Record<'listRuns' | 'keepSettings' | 'keepNotebook', Call>
    }
    const settings = (globalThis as unknown as { lab: { atStart: { settings: unknown } } }).lab.atStart
      .settings
    const list = await lab.listRuns({ limit: 1, offset: 0 })
    const setting = await lab.keepSettings(settings)
    return [list, setting].map(({ ok, fault }) => `${ok}: ${fault?.message}`)
  })
  expect(kept[0]).toMatch(/^false: The history was not read: .*(full|may not be written)/)
  expect(kept[1]).toMatch(/^false: Your settings could not be kept: .*(full|read-only)/)
  await page.getByRole('button', { name: 'History', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'History' })
  await expect(dialog.getByRole('alert')).toContainText('The history was not read')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  const told = page.getByRole('alert').filter({ hasText: 'Your progress and answers could not be kept' })
  const walkthrough = page.getByRole('button', { name: 'Walkthrough', exact: true })
  await walkthrough.click()
  await expect(told).toHaveCount(1)
  await told.locator('..').getByRole('button', { name: 'Dismiss' }).click()
  await walkthrough.click()
  await page.evaluate(async () => {
    const { lab } = globalThis as unknown as { lab: { readNotebook: (input?: unknown) => Promise<unknown> } }
    // Answered after the write that the click began.
    await lab.readNotebook()
  })
  await expect(told).toHaveCount(0)
}

const setAside = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('history'))

test('a full disk at start', async () => {
  // Whatever room Chromium leaves itself in the beginning is not the history's.
  writeFileSync(path.join(disk, 'ballast'), '')
  expect(() => writeFileSync(path.join(disk, 'ballast'), new Uint8Array(1 << 20))).toThrow('ENOSPC')
  const { app, page } = await start(disk)
  await useAll(page)
  expect(setAside(disk)).toEqual([])
  await app.close()
  expect(setAside(disk)).toEqual([])
})

test('a read-only disk at start', async () => {
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const { app, page } = await start(disk)
  await useAll(page)
  await app.close()
  expect(readdirSync(disk)).toEqual([])
})

test('a folder of settings in which no folder can be made: one for this start alone', async () => {
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const app = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: electronWords(disk).filter((word) => !word.startsWith('--user-data-dir')),
    env: { ...process.env, XDG_CONFIG_HOME: disk }
  })
  const page = await app.firstWindow()
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
  const folder = await app.evaluate(({ app: main }) => main.getPath('userData'))
  expect(path.dirname(folder)).toBe(tmpdir())
  await app.close()
  rmSync(folder, { recursive: true })
})

test('a read-only disk says so in the terminal, with the folder', async () => {
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const [command, ...words] = [process.env['UDP_LAB_ELECTRON']!, ...electronWords(disk)]
  const app = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  let text = ''
  for await (const bytes of app.stderr) {
    text += String(bytes)
    if (text.includes('Nothing is kept')) break
  }
  app.kill('SIGTERM')
  if (app.exitCode === null && app.signalCode === null) await once(app, 'exit')
  expect(text).toContain(`UDP Lab: The folder ${disk} takes no file (EROFS).`)
})

test('a lock that a killed instance left on a disk that became read-only holds nobody up', async () => {
  const profile = path.join(disk, 'profile')
  mkdirSync(profile)
  execFileSync('sh', ['-c', 'ln -s "$(hostname)-$$" "$0/SingletonLock"', profile])
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const { app, page } = await start(profile)
  await expect(page.getByRole('status').filter({ hasText: 'Recording pauses.' })).toHaveCount(1)
  await app.close()
})

test('a folder in which no lock can be made is named, and is no second instance: exit code 1', async () => {
  const profile = path.join(disk, 'profile')
  mkdirSync(path.join(profile, 'SingletonLock', 'in-the-way'), { recursive: true })
  const app = spawn(process.env['UDP_LAB_ELECTRON']!, electronWords(profile), {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let text = ''
  app.stderr.on('data', (bytes: Buffer) => (text += String(bytes)))
  const [code] = (await once(app, 'close')) as [number | null]
  expect(code).toBe(1)
  expect(text).toContain(`UDP Lab: The folder ${profile} cannot be used: the lock cannot be made there.`)
})
