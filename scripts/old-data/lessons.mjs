// @ts-check
/** What a student does in the walkthrough of Task 1 and in the Report tab, by the window's accessible names. */
import path from 'node:path'
import { savesTo } from './app.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

/** Some steps done, one answer given, one begun and not given. @param {Page} page */
export async function walkTask1(page) {
  await page.getByRole('tab', { name: /^Task 1/ }).click()
  const region = page.getByRole('region', { name: 'Walkthrough' })
  await page.getByRole('button', { name: 'Start server' }).click()
  for (let client = 1; client <= 3; client++) {
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page
      .getByRole('log', { name: 'Server log' })
      .getByText(/client IP address/i)
      .nth(client - 1)
      .waitFor()
  }
  const form = region.getByRole('form', { name: /Can the server answer everyone/ })
  await form.getByRole('textbox').fill('Yes: it keeps no state,\nand every datagram tells its <sender> ☃.')
  await form.getByRole('button', { name: 'Submit answer' }).click()
  await region
    .getByRole('form', { name: /millions of requests/ })
    .getByRole('textbox')
    .fill('With a pool of')
  await region.getByRole('button', { name: 'Next step' }).click()
  await page.getByRole('button', { name: 'Stop server' }).click()
}

/**
 * Fills the report in, and saves it as a report file and as Markdown without pictures.
 *
 * @param {App} app @param {Page} page @param {string} folder
 */
export async function handIn(app, page, folder) {
  await page.getByRole('tab', { name: /^Report/ }).click()
  /** @type {Record<string, string>} */
  const typed = {
    Name: 'Ada Lovelace',
    'Registration number': '=1815+10',
    Course: 'Computer <i>Networks</i>',
    Date: '2026-11-24'
  }
  for (const [name, text] of Object.entries(typed)) {
    await page.getByRole('textbox', { name, exact: true }).fill(text)
  }
  const ports = page.getByRole('textbox', { name: /How many different client ports/ })
  await ports.fill('3')
  await ports.blur()
  await page.getByRole('button', { name: /^Move up: Task 4/ }).click()
  const runs = page.getByRole('group', { name: /^Runs of Task 4/ }).getByRole('checkbox')
  // The newest is picked already.
  for (const index of [1, 2, 6, 9]) await runs.nth(index).check()
  await page.getByRole('checkbox', { name: /^Ladder or charts/ }).uncheck()
  for (const [button, name] of [
    ['Save report file', path.join('files', 'report.udplab')],
    ['Save Markdown', 'report.md']
  ]) {
    const file = path.join(folder, name)
    await savesTo(app, file)
    await page.getByRole('button', { name: button }).click()
    await page.getByText(`Saved ${file}`).waitFor()
  }
}
