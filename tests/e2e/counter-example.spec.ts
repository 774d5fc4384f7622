/** A counter-example in the window: searched, tried again, saved for `lab replay`, and replayed when the program is saved. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect, openTab, test as base } from './app'
import { axeFindings } from './axe'
import { answerWithFile } from './chosen-file'

const projectFolder = path.resolve(import.meta.dirname, '../..')
/** It reads two bytes of each number. */
const wrongServer = path.join(projectFolder, 'resources/practice/task4-part2-server-two-bytes.py')
const rightServer = path.join(projectFolder, 'resources/python/task4/part2_server.py')

const test = base.extend<{ folder: string }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'udp lab é-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  }
})

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Counter-example', exact: true })
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const seedField = (page: Page): Locator => panel(page).getByRole('spinbutton', { name: 'Seed' })

async function choose(page: Page, app: ElectronApplication, source: string, folder: string): Promise<string> {
  const file = path.join(folder, 'my server é.py')
  copyFileSync(source, file)
  await answerWithFile(app, file)
  await openTab(page, 'Practice')
  await page.getByRole('combobox', { name: 'Program' }).selectOption('task4-part2-server')
  await button(page, 'Choose program').click()
  await expect(page.getByRole('region', { name: 'My program', exact: true })).toContainText('my server é.py')
  return file
}

const saveTo = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)

test('found by the keyboard, tried again, saved, and replayed when the program is mended', async ({
  app,
  page,
  folder,
  complaints
}) => {
  test.setTimeout(120_000)
  const file = await choose(page, app, wrongServer, folder)
  await seedField(page).fill('7')
  await seedField(page).press('Enter')

  const script = panel(page).getByRole('table', { name: 'Counter-example script' })
  await expect(script).toBeVisible({ timeout: 60_000 })
  await expect(panel(page)).toContainText('1 datagram to Task 4, part 2, server, seed 7')
  const cells = script.getByRole('row').nth(1).getByRole('cell')
  await expect(cells.nth(1)).toHaveText(/^"\d{3,}"$/)
  const sent = (await cells.nth(1).innerText()).slice(1, -1)
  await expect(cells.nth(2)).toHaveText(`"${sent}"`)
  await expect(cells.nth(3)).toHaveText(`differs "${sent.slice(0, 2)}"`)
  expect(await axeFindings(page)).toEqual([])

  await button(page, 'Replay').focus()
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('Replay 1: The difference still shows.', { timeout: 20_000 })

  const saved = path.join(folder, 'example.json')
  await saveTo(app, saved)
  await button(page, 'Replay').press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => existsSync(saved)).toBe(true)
  const example = JSON.parse(readFileSync(saved, 'utf8')) as { seed: number; steps: { hex: string }[] }
  expect(example).toMatchObject({
    kind: 'udp-lab-counter-example',
    seed: 7,
    role: 'task4-part2-server',
    version: 1
  })
  expect(example.steps.map(({ hex }) => Buffer.from(hex, 'hex').toString())).toEqual([sent])

  writeFileSync(file, readFileSync(rightServer))
  await expect(panel(page)).toContainText('Replay 2: The difference does not show any more.', {
    timeout: 20_000
  })
  await expect(cells.nth(3)).toHaveText(`"${sent}"`)
  expect(complaints).toEqual([])
})

test('a right server shows nothing, a search can be cancelled, and what is no seed is refused', async ({
  app,
  page,
  folder
}) => {
  test.setTimeout(90_000)
  await openTab(page, 'Practice')
  await expect(button(page, 'Search a counter-example')).toBeDisabled()
  await choose(page, app, rightServer, folder)

  await seedField(page).fill('seven')
  await button(page, 'Search a counter-example').click()
  await expect(page.getByRole('alert')).toContainText('The seed must be a whole number from 0 to 4294967295')
  await expect(page.getByRole('table', { name: 'Counter-example script' })).toHaveCount(0)

  await seedField(page).fill('42')
  await button(page, 'Search a counter-example').click()
  await button(page, 'Cancel search').click()
  await expect(button(page, 'Search a counter-example')).toBeEnabled({ timeout: 20_000 })
  await expect(panel(page)).not.toContainText('Nothing found')

  await button(page, 'Search a counter-example').click()
  await expect(panel(page)).toContainText('Nothing found in 60 datagrams with seed 42.', { timeout: 30_000 })
  await expect(panel(page)).not.toContainText('right')
})

test('of a client there is nothing to search', async ({ page }) => {
  await openTab(page, 'Practice')
  await page.getByRole('combobox', { name: 'Program' }).selectOption('task1-client')
  await expect(panel(page)).toHaveCount(0)
})
