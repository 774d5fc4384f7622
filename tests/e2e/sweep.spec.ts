import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, openTab, test } from './app'
import { axeFindings } from './axe'

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 4')
})

const experiment = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Experiment' }).getByRole('tab', { name })

async function openExperiment(page: Page, name: string): Promise<void> {
  await experiment(page, name).click()
}

/** The dialog that asks where to save answers with this file. */
async function saveTo(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
  }, filePath)
}

test('the 2x2 says which buffer removes which loss', async ({ page, complaints }) => {
  await openTab(page, 'Task 4')
  await page.getByRole('spinbutton', { name: 'Count' }).fill('3000')
  await openExperiment(page, 'Two by two')
  await page.getByRole('button', { name: 'Run two by two' }).click()
  await expect(page.getByRole('region', { name: 'Finding' })).toContainText('With both large', {
    timeout: 20_000
  })
  await expect(
    page.getByRole('img', { name: /^Loss by buffers: Both small \d+ lost requests/ })
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Two by two cells' }).getByRole('row')).toHaveCount(5)
  // How full the server's queue was: in each cell, where the system tells it.
  const traces = page.getByRole('img', { name: /^Server’s receive queue, / })
  await expect(traces).toHaveCount(4)
  if (process.platform === 'linux') {
    await expect(traces.first()).toHaveAccessibleName(
      /Both small: at most [\d,]+ bytes seen waiting of [\d,]+ granted/
    )
  }
  expect(await axeFindings(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('a sweep draws its points, and saves every run', async ({ app, page, profile }) => {
  await openExperiment(page, 'Sweep')
  await page.getByRole('textbox', { name: 'Values' }).fill('8:24:8, 600')
  await page.getByRole('spinbutton', { name: 'Repeats' }).fill('2')
  await expect(page.getByText('4 values × 2 = 8 runs')).toBeVisible()
  await page.getByRole('button', { name: 'Run sweep' }).click()
  await expect(page.getByRole('progressbar', { name: 'Runs done' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run sweep' })).toBeEnabled({ timeout: 20_000 })
  await expect(page.getByRole('img', { name: /Loss by value.*8: 0\.0 %.*600: / })).toBeVisible()
  // The model's curve: a figure where it foretells no loss, a gap and its reason where chance decides.
  await expect(page.getByRole('img', { name: /The model says 8: 0\.0 %.*600: cannot tell/ })).toBeVisible()
  await expect(page.getByText(/The model cannot tell how much is lost at 600: /)).toBeVisible()
  const table = page.getByRole('region', { name: 'Sweep values' })
  await expect(table.getByRole('row')).toHaveCount(5)
  const file = path.join(profile, 'runs.csv')
  await saveTo(app, file)
  await page.getByRole('button', { name: 'Save table CSV: Values' }).click()
  await expect(page.getByText(`Saved ${file}`)).toBeVisible()
  const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n')
  expect(lines).toHaveLength(1 + 8)
  expect(lines[0]).toMatch(/^Count \[numbers\],repeat,/)
  const picture = path.join(profile, 'sweep.png')
  await saveTo(app, picture)
  await page.getByRole('button', { name: 'Save chart PNG: Loss by value' }).click()
  await expect(page.getByText(`Saved ${picture}`)).toBeVisible()
  expect(readFileSync(picture).subarray(1, 4).toString('latin1')).toBe('PNG')
})

test('a sweep is seen and cancelled from another experiment, and keeps what is done', async ({ page }) => {
  await openExperiment(page, 'Sweep')
  await page.getByRole('textbox', { name: 'Values' }).fill('8')
  await page.getByRole('spinbutton', { name: 'Repeats' }).fill('100')
  await page.getByRole('button', { name: 'Run sweep' }).click()
  await expect(page.getByRole('region', { name: 'Sweep values' }).getByRole('row')).toHaveCount(2)
  await openExperiment(page, 'One run')
  await expect(page.getByText(/A sweep is running: \d+ of 100 runs, about/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await openExperiment(page, 'Sweep')
  await expect(page.getByText(/Cancelled after \d+ of 100 runs/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Sweep values' }).getByRole('row')).toHaveCount(2)
})

test('a window reloaded in mid-sweep shows the same sweep', async ({ page }) => {
  await openExperiment(page, 'Sweep')
  await page.getByRole('textbox', { name: 'Values' }).fill('8,16')
  await page.getByRole('spinbutton', { name: 'Repeats' }).fill('4')
  await page.getByRole('button', { name: 'Run sweep' }).click()
  await expect(page.getByRole('region', { name: 'Sweep values' })).toBeVisible()
  await page.reload()
  await openExperiment(page, 'Sweep')
  await expect(page.getByRole('textbox', { name: 'Values' })).toHaveValue('8,16')
  const cells = page.getByRole('region', { name: 'Sweep values' }).getByRole('row').nth(2).getByRole('cell')
  await expect(cells.first()).toHaveText('4', { timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Run sweep' })).toBeEnabled()
})

test('a sweep of 10,000 points is refused in words, and what was typed stays', async ({ page }) => {
  await openExperiment(page, 'Sweep')
  await page.getByRole('textbox', { name: 'Values' }).fill('1:10000:1')
  await page.getByRole('button', { name: 'Run sweep' }).click()
  await expect(page.getByRole('alert').first()).toContainText('the limit is 500 runs')
  await expect(page.getByRole('textbox', { name: 'Values' })).toHaveValue('1:10000:1')
})

test('a sweep is run by keyboard alone', async ({ page }) => {
  await experiment(page, 'One run').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(experiment(page, 'Sweep')).toHaveAttribute('aria-selected', 'true')
  const values = page.getByRole('textbox', { name: 'Values' })
  for (let press = 0; press < 10; press++) {
    if (await values.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await expect(values).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('8,16')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Sweep values' }).getByRole('row')).toHaveCount(3)
})

test('axe finds nothing in the 2x2 and the sweep', async ({ page }) => {
  for (const name of ['Two by two', 'Sweep']) {
    await openExperiment(page, name)
    expect(await axeFindings(page), name).toEqual([])
  }
})
