/** The built app in a real window. Each test has one of its own, with its own profile. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  _electron,
  type ElectronApplication,
  expect,
  type Locator,
  test as base,
  type Page
} from '@playwright/test'

export { expect }

/** The built app: here, or a copy that a plain user can read (scripts/sandbox.mjs). */
const builtApp = process.env['UDP_LAB_APP_FOLDER'] ?? path.resolve(import.meta.dirname, '../..')

export interface Fixtures {
  /** Where the app was built. */
  appFolder: string
  profile: string
  app: ElectronApplication
  page: Page
  /** What the page's console said that it should not have: errors and violations of the policy. */
  complaints: string[]
}

/** The words that start the built app with a profile of its own. */
export function electronWords(profile: string, appFolder = builtApp): string[] {
  const flags = (process.env['UDP_LAB_ELECTRON_FLAGS'] ?? '').split(' ').filter(Boolean)
  return [...flags, '--disable-gpu', `--user-data-dir=${profile}`, appFolder]
}

export const test = base.extend<Fixtures>({
  appFolder: [builtApp, { option: true }],
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
  profile: async ({}, use) => {
    const profile = mkdtempSync(path.join(tmpdir(), 'udp-lab-'))
    await use(profile)
    rmSync(profile, { recursive: true, force: true })
  },
  app: async ({ appFolder, profile }, use) => {
    const app = await _electron.launch({
      executablePath: process.env['UDP_LAB_ELECTRON']!,
      args: electronWords(profile, appFolder),
      cwd: appFolder,
      // Without this Playwright itself adds --no-sandbox on Linux.
      chromiumSandbox: process.env['UDP_LAB_SANDBOX'] === '1'
    })
    await use(app)
    await app.close()
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow()
    await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
    await standing(page)
    await use(page)
  },
  complaints: async ({ app }, use) => {
    const complaints: string[] = []
    const page = await app.firstWindow()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.reload()
    await standing(page)
    await use(complaints)
  }
})

/** The bars stand a frame before what a task's tab holds, whose keys work from then on. */
const standing = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Walkthrough', exact: true }).waitFor()

/** @param name a task's, or `Report` */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
}

/** Resolves when nothing on the page moves or fades: a row that is replaced takes its animation away, and another begins. */
export async function restOf(page: Page): Promise<void> {
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length
  await expect.poll(() => page.evaluate(moving)).toBe(0)
}

/** Starts a task's one server, and waits for it: what is sent before it is bound reaches nobody. */
export async function startServer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('UDP server up and listening')
}

/** The different client ports that a log names, once it names so many: lines are drawn a moment after what they tell of. */
export async function clientPorts(log: Locator, count: number): Promise<string[]> {
  const named = async (): Promise<string[]> => [
    ...new Set([...(await log.innerText()).matchAll(/\('127\.0\.0\.1', (\d+)\)/g)].map(([, port]) => port!))
  ]
  await expect.poll(async () => (await named()).length).toBe(count)
  return named()
}
