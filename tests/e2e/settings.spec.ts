import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { electronWords, expect, openTab, test } from './app'
import { axeFindings } from './axe'
import { runPreset } from './ledger'

const settingsFile = (profile: string): string => path.join(profile, 'settings.json')

async function openSettings(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+,')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** Starts the app on a profile that may have been used before. */
async function start(profile: string): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: electronWords(profile)
  })
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  // The theme is the app's own, and not the one that Playwright emulates.
  await page.emulateMedia({ colorScheme: null })
  return { app, page }
}

test('each setting holds at once and over a restart', async ({ profile }) => {
  const first = await start(profile)
  const dialog = await openSettings(first.page)
  await dialog.getByRole('radio', { name: 'Dark' }).check()
  await expect
    .poll(() => first.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(true)
  await dialog.getByLabel('Terminal text').selectOption('15 px')
  await dialog.getByLabel('Walkthrough at start').selectOption('Hidden')
  await dialog.getByLabel('History').selectOption('100 MB')
  if (process.platform === 'linux') await dialog.getByRole('radio', { name: /^node:dgram/ }).check()
  await first.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  if (process.platform === 'linux')
    await expect(first.page.getByRole('button', { name: 'Socket engine: node:dgram' })).toBeVisible()
  await first.page.getByRole('button', { name: 'Start server' }).click()
  const row = first.page.getByRole('log', { name: 'Server log' }).getByText('UDP server up and listening')
  await expect(row).toHaveCSS('font-size', '15px')
  await first.app.close()

  const second = await start(profile)
  expect(await second.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await expect(second.page.getByRole('button', { name: 'Walkthrough' })).toHaveAttribute(
    'aria-expanded',
    'false'
  )
  const again = await openSettings(second.page)
  await expect(again.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expect(again.getByLabel('Terminal text')).toHaveValue('15')
  await expect(again.getByLabel('History')).toHaveValue('100000000')
  if (process.platform === 'linux')
    await expect(again.getByRole('radio', { name: /^node:dgram/ })).toBeChecked()
  await again.getByRole('button', { name: 'Reset settings' }).click()
  await expect(again.getByRole('button', { name: 'Reset', exact: true })).toBeFocused()
  await again.getByRole('button', { name: 'Keep' }).click()
  await expect(again.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await again.getByRole('button', { name: 'Reset settings' }).click()
  await again.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect(again.getByRole('radio', { name: 'As the system' })).toBeChecked()
  await expect(again.getByLabel('Terminal text')).toHaveValue('12')
  if (process.platform === 'linux')
    await expect(again.getByRole('radio', { name: /^System calls/ })).toBeChecked()
  await second.app.close()
})

test('the window opens again with its tab, the fields of Task 4 and its size', async ({ profile }) => {
  const first = await start(profile)
  await openTab(first.page, 'Task 4')
  await first.page.getByRole('spinbutton', { name: 'Count' }).fill('4321')
  await first.page.getByRole('spinbutton', { name: 'Server receive buffer' }).fill('99999')
  await first.page.getByRole('tab', { name: 'Sweep' }).click()
  await expect
    .poll(() => JSON.parse(readFileSync(settingsFile(profile), 'utf8')).place)
    .toMatchObject({ tab: 'task4', task4: { view: 'sweep', parameters: { count: 4321 } } })
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 50, width: 1000, height: 650 })
  )
  await first.app.close()

  const second = await start(profile)
  const tab = (name: RegExp): Locator => second.page.getByRole('tab', { name })
  await expect(tab(/^Task 4/)).toHaveAttribute('aria-selected', 'true')
  await expect(tab(/^Sweep/)).toHaveAttribute('aria-selected', 'true')
  await tab(/^One run/).click()
  // At this width the fields are in the sheet of the bar.
  await second.page.getByRole('button', { name: 'Parameters' }).click()
  await expect(second.page.getByRole('spinbutton', { name: 'Count' })).toHaveValue('4321')
  await expect(second.page.getByRole('spinbutton', { name: 'Server receive buffer' })).toHaveValue('99999')
  expect(
    await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
  ).toMatchObject({ width: 1000, height: 650 })
  const dialog = await openSettings(second.page)
  await dialog.getByRole('checkbox', { name: /^Start where I left off/ }).uncheck()
  await expect.poll(() => JSON.parse(readFileSync(settingsFile(profile), 'utf8')).settings.reopen).toBe(false)
  await second.app.close()

  const third = await start(profile)
  await expect(third.page.getByRole('tab', { name: /^Task 1/ })).toHaveAttribute('aria-selected', 'true')
  await third.app.close()
})

test('the file of version 0.1 calls the two by two "compare": it opens there, and is written as it was', async ({
  profile
}) => {
  const buffers = { serverBuffer: null, clientBuffer: null, payloadBytes: null, queue: 'kernel' }
  const parameters = { count: 4321, serviceUs: 0, clientReads: 'after', rate: 0, ...buffers }
  const place = { tab: 'task4', task4: { view: 'compare', parameters } }
  writeFileSync(settingsFile(profile), JSON.stringify({ version: 1, place }))
  const { app, page } = await start(profile)
  const kept = (): unknown => JSON.parse(readFileSync(settingsFile(profile), 'utf8')).place
  const view = (name: string): Locator => page.getByRole('tab', { name, exact: true })
  await expect(view('Two by two')).toHaveAttribute('aria-selected', 'true')
  await view('One run').click()
  await expect(page.getByRole('spinbutton', { name: 'Count' })).toHaveValue('4321')
  await expect.poll(kept).toMatchObject({ task4: { view: 'run' } })
  await view('Two by two').click()
  // Tabs that it did not know keep something of their own beside it.
  await expect.poll(kept).toMatchObject(place)
  await app.close()
})

test('a damaged file is set aside, said once, and the usual settings are used', async ({ profile }) => {
  writeFileSync(settingsFile(profile), '{"version":1,"settings":{"appearance":')
  const { app, page } = await start(profile)
  await expect(page.getByRole('alert')).toContainText('settings.json.damaged-')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await page.reload()
  await expect(page.getByRole('tab', { name: /^Task 1/ })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await app.close()
})

test('a kept run fills the fields of Task 4, and the student’s own come back after it', async ({ page }) => {
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
  const count = page.getByRole('spinbutton', { name: 'Count' })
  await count.fill('77x')
  await page.getByRole('button', { name: 'History', exact: true }).click()
  await page.getByRole('button', { name: /^Open Task 4/ }).click()
  await expect(count).toHaveValue('8')
  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(count).toHaveValue('77x')
})

test('the menu opens the settings; the data folder is opened by the system', async ({
  app,
  page,
  profile
}) => {
  await app.evaluate(({ Menu, shell }) => {
    shell.openPath = (folder) => Promise.resolve(`no program opens ${folder}`)
    const lab = Menu.getApplicationMenu()!.items.find(({ label }) => label === '&Lab')!
    lab.submenu!.items.find(({ label }) => label === 'Settings…')!.click()
  })
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('button', { name: 'Open the data folder' }).click()
  await expect(dialog.getByRole('alert')).toContainText(`no program opens ${profile}`)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Settings', exact: true })).toBeFocused()
})

test('axe finds nothing in the settings', async ({ page }) => {
  const dialog = await openSettings(page)
  await expect(dialog.getByLabel('History')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})
