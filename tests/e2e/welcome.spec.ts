import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron, type Locator, type Page } from '@playwright/test'
import { tasks } from '../../src/tasks/registry'
import { electronWords, expect, openTab, startServer, test } from './app'
import { axeFindings } from './axe'

const welcome = (page: Page): Locator => page.getByRole('region', { name: 'Welcome to UDP Lab' })

test('at the first start it tells the tasks, and leads to the first', async ({ page }) => {
  await expect(welcome(page).getByRole('listitem')).toHaveCount(tasks.length)
  await welcome(page).getByRole('button', { name: 'Start with Task 1' }).click()
  await expect(welcome(page)).toHaveCount(0)
  await expect(page.getByRole('tab', { name: /^Task 1/ })).toBeFocused()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible()
  await expect(welcome(page)).toHaveCount(0)
})

test('it goes when the student acts, and covers nothing of a small window before', async ({ app, page }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1024, 640))
  await page.waitForFunction('innerHeight === 640')
  await expect(welcome(page)).toBeVisible()
  const bottomPx = async (place: Locator): Promise<number> => {
    const box = (await place.boundingBox())!
    return box.y + box.height
  }
  for (const log of ['Server log', 'Client log']) {
    const box = (await page.getByRole('log', { name: log }).boundingBox())!
    // The picture stands below the terminals at this width, and the walkthrough's bar below that.
    expect(box.height).toBeGreaterThan(100)
    expect(box.y).toBeGreaterThanOrEqual(await bottomPx(welcome(page)))
    expect(box.y + box.height).toBeLessThanOrEqual(640)
  }
  await startServer(page)
  await expect(welcome(page)).toHaveCount(0)
})

test('another tab or Escape closes it; the settings and the Help menu bring it again', async ({
  app,
  page
}) => {
  await openTab(page, 'Task 3')
  await expect(welcome(page)).toHaveCount(0)
  await app.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()!.items.find(({ label }) => label === '&Help')!
    help.submenu!.items.find(({ label }) => label === 'Welcome')!.click()
  })
  await expect(welcome(page)).toBeVisible()
  await welcome(page).getByRole('link', { name: 'Keyboard shortcuts' }).click()
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(welcome(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(welcome(page)).toHaveCount(0)
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'Show the welcome page' }).click()
  await expect(welcome(page)).toBeVisible()
})

test('who has settings has been here before', async ({ profile }) => {
  writeFileSync(path.join(profile, 'settings.json'), '{"version":1}')
  const app = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: electronWords(profile)
  })
  const page = await app.firstWindow()
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible()
  await expect(welcome(page)).toHaveCount(0)
  await app.close()
})

test('axe finds nothing in the first page', async ({ page }) => {
  await expect(welcome(page)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})
