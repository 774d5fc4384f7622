import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, openTab, startServer, test } from './app'
import { axeFindings } from './axe'
import { runPreset } from './ledger'

async function runEight(page: Page): Promise<void> {
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
}

/** A run of `count` numbers, whether all of them come back or not. */
async function runMany(page: Page, count: number): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Count' }).fill(String(count))
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(
    new RegExp(`of ${count.toLocaleString('en-US')} numbers? came back`),
    { timeout: 60_000 }
  )
}

async function openHistory(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'History', exact: true }).click()
  return page.getByRole('dialog', { name: 'History' })
}

async function compare(page: Page, runs: number): Promise<Locator> {
  const history = await openHistory(page)
  await expect(history.getByRole('checkbox', { name: /^Compare Task 4/ })).toHaveCount(runs)
  for (const box of await history.getByRole('checkbox', { name: /^Compare Task 4/ }).all()) await box.check()
  await history.getByRole('button', { name: `Compare ${runs} runs` }).click()
  const overlay = page.getByRole('dialog', { name: 'Compare runs' })
  await expect(overlay.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(runs, {
    timeout: 30_000
  })
  return overlay
}

test('two runs are drawn over each other, and what differs is marked; by keyboard', async ({
  app,
  page,
  profile,
  complaints
}) => {
  await runEight(page)
  await runMany(page, 200)
  const history = await openHistory(page)
  const boxes = history.getByRole('checkbox', { name: /^Compare Task 4/ })
  await expect(boxes).toHaveCount(2)
  await expect(history.getByRole('status')).toContainText('Tick two to 6 runs')
  await boxes.first().focus()
  await page.keyboard.press('Space')
  await expect(history.getByRole('button', { name: 'Compare runs' })).toBeDisabled()
  await boxes.last().focus()
  await page.keyboard.press('Space')
  await history.getByRole('button', { name: 'Compare 2 runs' }).focus()
  await page.keyboard.press('Enter')
  const overlay = page.getByRole('dialog', { name: 'Compare runs' })
  await expect(overlay.getByRole('list', { name: 'Runs' })).toContainText('8 of 8 came back')
  await expect(overlay.getByRole('list', { name: 'Runs' })).toContainText('200 numbers')
  await expect(overlay.getByRole('img', { name: /^Lost by number\. A, .*; B, / })).toBeVisible()
  await overlay.getByRole('radio', { name: 'Delivered' }).first().check()
  await expect(overlay.getByRole('img', { name: /^Delivered by number/ })).toBeVisible()
  const figures = overlay.getByRole('table')
  await expect(figures.getByRole('row', { name: /^≠?Count \[numbers\] \(differs\) 8 200/ })).toBeVisible()
  await overlay.getByRole('checkbox', { name: 'Only what differs' }).check()
  await expect(figures.getByRole('row', { name: /^Payload size/ })).toHaveCount(0)
  const file = path.join(profile, 'overlay.csv')
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
  await overlay.getByRole('button', { name: 'Save chart CSV: Delivered by number' }).click()
  await expect(page.getByText('Saved')).toBeAttached()
  const lines = readFileSync(file, 'utf8').trim().split('\r\n')
  expect(lines[0]).toBe('run,name,id,number,came back')
  expect(lines).toHaveLength(1 + 9 + 201)
  const picture = path.join(profile, 'overlay.png')
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, picture)
  await overlay.getByRole('button', { name: 'Save chart PNG: Delivered over time' }).click()
  await expect(() => expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG')).toPass()
  await overlay.getByRole('button', { name: 'Back to the history' }).click()
  await expect(history).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('a session of Task 1 cannot be ticked; a seventh run neither', async ({ page }) => {
  test.setTimeout(120_000)
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
  await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
  await openTab(page, 'Task 4')
  for (let run = 1; run <= 7; run++) await runMany(page, run)
  const history = await openHistory(page)
  const boxes = history.getByRole('checkbox', { name: /^Compare Task 4/ })
  await expect(boxes).toHaveCount(7)
  await expect(history.getByRole('checkbox', { name: /^Compare Task 1/ })).toBeDisabled()
  for (let run = 0; run < 6; run++) await boxes.nth(run).check()
  await expect(boxes.nth(6)).toBeDisabled()
  await expect(history.getByText('6 runs are ticked; more would not be told apart.')).toBeVisible()
  await history.getByRole('button', { name: 'Untick all' }).click()
  await expect(boxes.nth(6)).toBeEnabled()
})

test('a run that was damaged on the disk is named, and the others are shown', async ({
  app,
  page,
  profile
}) => {
  await runEight(page)
  await runMany(page, 50)
  await runMany(page, 60)
  const history = await openHistory(page)
  await expect(history.getByRole('checkbox', { name: /^Compare Task 4/ })).toHaveCount(3)
  await app.evaluate(
    (_electron, file) => {
      const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
      const database = new DatabaseSync(file)
      database.exec(`UPDATE columns SET events = x'00ff00' WHERE id = (SELECT id FROM columns LIMIT 1)`)
      database.close()
    },
    path.join(profile, 'history.sqlite')
  )
  for (const box of await history.getByRole('checkbox', { name: /^Compare Task 4/ }).all()) await box.check()
  await history.getByRole('button', { name: 'Compare 3 runs' }).click()
  const overlay = page.getByRole('dialog', { name: 'Compare runs' })
  await expect(overlay.getByRole('alert')).toContainText('is not shown')
  await expect(overlay.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2)
})

test('a run of 1,000,000 numbers is drawn beside a small one', async ({ page }) => {
  test.setTimeout(180_000)
  await runEight(page)
  await runMany(page, 1_000_000)
  const overlay = await compare(page, 2)
  await expect(overlay.getByRole('img', { name: /^Lost by number/ })).toBeVisible()
  await expect(overlay.getByRole('table')).toContainText('1,000,000')
})

test('axe finds nothing in the overlay', async ({ page }) => {
  await runEight(page)
  await runMany(page, 100)
  await compare(page, 2)
  expect(await axeFindings(page)).toEqual([])
})
