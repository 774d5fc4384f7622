/** Sweeps and two-by-twos of the history: kept when they end, opened again in their tab, and printed in the report. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openTab, test } from './app'
import { axeFindings } from './axe'
import { lab } from './lab-command'
import { save } from './report-page'

const experiment = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Experiment' }).getByRole('tab', { name })

/** A small sweep; its table as text. */
async function runSweep(page: Page): Promise<string[]> {
  await openTab(page, 'Task 4')
  await experiment(page, 'Sweep').click()
  await page.getByRole('textbox', { name: 'Values' }).fill('8, 16, 600')
  await page.getByRole('spinbutton', { name: 'Repeats' }).fill('2')
  await page.getByRole('button', { name: 'Run sweep' }).click()
  const table = page.getByRole('region', { name: 'Sweep values' })
  await expect(table.getByRole('row')).toHaveCount(4, { timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Run sweep' })).toBeEnabled({ timeout: 20_000 })
  return table.getByRole('row').allInnerTexts()
}

async function openHistory(page: Page) {
  await page.getByRole('button', { name: 'History', exact: true }).click()
  return page.getByRole('dialog', { name: 'History' })
}

test('a sweep is found in the history, opened as it ended, and printed in the report', async ({
  app,
  page,
  profile,
  complaints
}) => {
  const rows = await runSweep(page)
  // What is typed and shown since then is the student's own, and comes back.
  await page.getByRole('textbox', { name: 'Values' }).fill('1, 2')
  await experiment(page, 'One run').click()
  await page.getByRole('spinbutton', { name: 'Count' }).fill('77')

  const dialog = await openHistory(page)
  await expect(dialog).toContainText(/Sweep of the count: 3 values, 2 runs each, 0\.00 % to .* lost/)
  const tick = dialog.getByRole('checkbox', { name: /^Compare Task 4 sweep/ })
  await expect(tick).toBeDisabled()
  await expect(tick).toHaveAttribute('title', /only single runs can be drawn over each other/)
  await dialog.getByRole('button', { name: /^Open Task 4 sweep/ }).click()

  await expect(page.getByRole('status').filter({ hasText: 'not live' })).toContainText('A kept sweep of')
  await expect(experiment(page, 'Sweep')).toHaveAttribute('aria-selected', 'true')
  await expect(experiment(page, 'One run')).toBeDisabled()
  expect(await page.getByRole('region', { name: 'Sweep values' }).getByRole('row').allInnerTexts()).toEqual(
    rows
  )
  await expect(page.getByRole('img', { name: /Loss by value.*8: 0\.0 %.*600: / })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Values' })).toHaveValue('8,16,600')
  await expect(page.getByRole('textbox', { name: 'Values' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Run sweep' })).toBeDisabled()
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(page.getByText('not live')).toBeHidden()
  await expect(page.getByRole('spinbutton', { name: 'Count' })).toHaveValue('77')
  await experiment(page, 'Sweep').click()
  await expect(page.getByRole('textbox', { name: 'Values' })).toHaveValue('1, 2')

  await openTab(page, 'Report')
  await page.getByRole('checkbox', { name: /^Task 4 sweep/ }).check()
  const html = (await save(app, page, 'Save HTML', path.join(profile, 'report.html'))).toString()
  expect(html).toContain('With the count from 8 to 600 numbers')
  expect(html).toMatch(/<figure class="picture wide-chart">\s*<svg/)
  expect(html).toMatch(/<b>Figure 1\.<\/b> Run 1\. Loss by count/)
  expect(html.match(/<table class="points words-0 many">[^]*?<\/table>/)?.[0].match(/<tr>/g)).toHaveLength(4)
  const file = path.join(profile, 'report.udplab')
  await save(app, page, 'Save report file', file)
  const verified = lab('verify', file)
  expect(verified).toMatchObject({ code: 0 })
  expect(verified.output).toMatch(
    /holds \(1 run, \d+ figures checked\)\n.*not checked: .*no events were kept/
  )
  expect(lab('run-file', 'show', file).output).toContain('Sweep of the count: 3 values')
  expect(complaints).toEqual([])
})

test('a two-by-two that was cancelled keeps what was done', async ({ page }) => {
  await openTab(page, 'Task 4')
  await page.getByRole('spinbutton', { name: 'Count' }).fill('600')
  await experiment(page, 'Two by two').click()
  await page.getByRole('spinbutton', { name: 'Repeats' }).fill('100')
  await page.getByRole('button', { name: 'Run two by two' }).click()
  await expect(page.getByRole('region', { name: 'Finding' })).toContainText('With both large', {
    timeout: 20_000
  })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: 'Finding' })).toContainText(/Cancelled after \d+ of 400 runs/)
  const finding = await page.getByRole('region', { name: 'Finding' }).innerText()
  await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
  await expect(page.getByRole('region', { name: 'Finding' })).toContainText('No comparison yet')

  const dialog = await openHistory(page)
  await expect(dialog).toContainText(
    /Two by two, .*: 100 runs each, \d+ of 400 runs done, .* lost, cancelled/
  )
  await dialog.getByRole('button', { name: /^Open Task 4 two-by-two/ }).click()
  await expect(page.getByRole('region', { name: 'Finding' })).toHaveText(/Cancelled after/)
  expect(await page.getByRole('region', { name: 'Finding' }).innerText()).toBe(finding)
  await expect(page.getByRole('img', { name: /^Server’s receive queue, / })).toHaveCount(4)
})
