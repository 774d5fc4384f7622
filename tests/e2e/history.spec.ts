import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronWords, expect, openTab, startServer, test } from './app'
import { axeFindings } from './axe'
import { runPreset } from './ledger'

async function runEight(page: Page): Promise<void> {
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
}

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'History', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'History' })).toBeVisible()
}

/** The system's own dialogs cannot be clicked: they answer with the file at once. */
function answerDialogs(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)
}

test('a run is found in the history, opened, named, deleted, and brought back', async ({
  page,
  complaints
}) => {
  await runEight(page)
  await openTab(page, 'Task 1')
  await openHistory(page)
  const dialog = page.getByRole('dialog', { name: 'History' })
  await dialog.getByRole('button', { name: /^Rename Task 4/ }).click()
  await dialog.getByRole('textbox', { name: 'Name of the run' }).fill('<b>Eight</b> & all')
  await page.keyboard.press('Enter')
  const open = dialog.getByRole('button', { name: 'Open <b>Eight</b> & all' })
  await expect(open).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Search/ }).fill('nothing like it')
  await expect(dialog).toContainText('No runs match')
  await dialog.getByRole('textbox', { name: /^Search/ }).fill('eight')
  await dialog.getByRole('button', { name: 'Delete <b>Eight</b> & all' }).click()
  await expect(open).toBeHidden()
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await open.click()
  await expect(page.getByRole('tab', { name: /^Task 4/ })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('status').filter({ hasText: 'not live' })).toContainText('<b>Eight</b> & all')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Number from server: 8')
  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(page.getByText('not live')).toBeHidden()
  expect(complaints).toEqual([])
})

test('a session of Task 1 is kept, and a new client leads back to what goes on', async ({ page }) => {
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
  await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
  await expect(page.getByRole('log', { name: 'Client log' })).not.toContainText('Message from server')
  await openHistory(page)
  await page.getByRole('button', { name: /^Open Task 1/ }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible()
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByText('not live')).toBeHidden()
  await expect(page.getByRole('log', { name: 'Client log' })).not.toContainText('Message from server')
})

test('a run goes out as a file and comes in again; a file that was changed is refused', async ({
  app,
  page,
  profile
}) => {
  const file = path.join(profile, 'run.udplab')
  await answerDialogs(app, file)
  await runEight(page)
  await openHistory(page)
  const dialog = page.getByRole('dialog', { name: 'History' })
  await dialog.getByRole('button', { name: 'Export all' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toContainText('run.udplab')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Imported' })).toContainText('1 were here already')
  const bytes = readFileSync(file)
  bytes[bytes.length - 100]! ^= 1
  writeFileSync(file, bytes)
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog.getByRole('alert')).toContainText('not as it was written')
})

test('a run that a kill cut short is told at the next start; the runs before are whole', async ({
  profile
}) => {
  const start = () =>
    _electron.launch({ executablePath: process.env['UDP_LAB_ELECTRON']!, args: electronWords(profile) })
  const first = await start()
  const page = await first.firstWindow()
  await runEight(page)
  await openHistory(page)
  await expect(page.getByRole('button', { name: /^Open Task 4/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('spinbutton', { name: 'Count' }).fill('100000')
  await page.getByRole('spinbutton', { name: 'Rate' }).fill('1000')
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(/Number from server: \d{2}/)
  const gone = new Promise((resolve) => first.process().once('exit', resolve))
  first.process().kill('SIGKILL')
  await gone
  const second = await start()
  const again = await second.firstWindow()
  const notice = again.getByRole('status').filter({ hasText: 'The app ended before' })
  await expect(notice).toContainText('All earlier runs are whole')
  await openHistory(again)
  await expect(again.getByRole('region', { name: 'Kept runs' })).toContainText(
    'interrupted: nothing of it was kept'
  )
  await again
    .getByRole('button', { name: /^Open Task 4/ })
    .last()
    .click()
  await expect(again.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await again.reload()
  await expect(again.getByRole('tab', { name: /^Task 1/ })).toBeVisible()
  await expect(notice).toBeHidden()
  await second.close()
})

test('axe finds nothing in the history', async ({ page }) => {
  await runEight(page)
  await openHistory(page)
  await expect(page.getByRole('button', { name: /^Open Task 4/ })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})
