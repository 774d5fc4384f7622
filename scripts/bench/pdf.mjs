// @ts-check
/** The lab report of kept runs as a PDF: from the click to the file, with every run read from the history and drawn anew. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { note } from '../electron/plain.mjs'
import { ourFolder, withApp } from './app.mjs'
import { longCount, run } from './window.mjs'

/** Each of these runs has two charts: twenty figures. */
const runs = 10
const numbers = 20_000
const waitMs = 120_000

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

/** Ids of the kept runs, when so many of them are kept. @param {Page} page @param {number} count */
async function keptIds(page, count) {
  const endMs = performance.now() + waitMs
  for (;;) {
    const ids = await page.evaluate(async () => {
      const lab = /** @type {any} */ (globalThis).lab
      const listed = await lab.listRuns({ limit: 100, offset: 0 })
      return listed.ok ? listed.value.runs.map((/** @type {{ id: string }} */ { id }) => id) : []
    })
    if (ids.length >= count) return /** @type {string[]} */ (ids)
    if (performance.now() > endMs) throw new Error(`${ids.length} of ${count} runs were kept in time`)
    await page.waitForTimeout(100)
  }
}

/**
 * The runs are picked before the tab is open, so that nothing is drawn yet when the button is pressed.
 *
 * @param {App} app @param {Page} page @param {readonly string[]} ids
 */
async function secondsToPdf(app, page, ids) {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-pdf-'))
  const file = path.join(folder, 'report.pdf')
  try {
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    const kept = await page.evaluate((ids) => {
      const lab = /** @type {any} */ (globalThis).lab
      return lab.keepReportDraft({
        version: 1,
        fields: { name: '', registrationNumber: '', course: '' },
        order: [],
        leftOut: [],
        partsLeftOut: [],
        picks: { task4: ids }
      })
    }, ids)
    if (!kept.ok) throw new Error(kept.fault.message)
    await page.reload()
    await page.getByRole('tab', { name: /^Report/ }).click()
    await page.getByRole('group', { name: /^Runs of Task 4/ }).waitFor()
    const startedMs = performance.now()
    await page.getByRole('button', { name: 'Save PDF' }).click()
    await page.getByText(`Saved ${file}`).waitFor({ timeout: waitMs })
    const seconds = (performance.now() - startedMs) / 1000
    if (statSync(file).size < 10_000) throw new Error('the PDF is empty')
    return seconds
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds from the click to the written file: of twenty figures, and of a run of 1,000,000 numbers. */
export async function measurePdf() {
  note(`report: ${2 * runs} figures, and a run of ${longCount} numbers`)
  return withApp(ourFolder, async (app) => {
    const page = await app.firstWindow()
    await page.getByRole('tab', { name: /^Task 4/ }).click()
    for (let kept = 1; kept <= runs; kept++) {
      await run(page, numbers)
      await keptIds(page, kept)
    }
    const twentySeconds = await secondsToPdf(app, page, await keptIds(page, runs))
    await run(page, longCount)
    const [long] = await keptIds(page, runs + 1)
    return { twentySeconds, millionSeconds: await secondsToPdf(app, page, [/** @type {string} */ (long)]) }
  })
}
