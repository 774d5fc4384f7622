// @ts-check
/* global window -- what is evaluated in the page */
/** The built app in a window, and its calls. */
import { mkdirSync } from 'node:fs'
import { _electron } from '@playwright/test'
import { electronFlags, resolveElectron } from '../electron.mjs'
import { PlainError } from '../electron/plain.mjs'
import { projectFolder } from '../electron/project.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

/** @param {string} profile @returns {Promise<{ app: App, page: Page }>} */
export async function startApp(profile) {
  mkdirSync(profile, { recursive: true })
  const executablePath = await resolveElectron()
  const args = [...electronFlags(), '--disable-gpu', `--user-data-dir=${profile}`, projectFolder]
  const app = await _electron.launch({ executablePath, args, cwd: projectFolder })
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  return { app, page }
}

/** The app's answer, whatever it is. @param {Page} page @param {string} name @param {unknown} [input] */
export const ask = (page, name, input) =>
  page.evaluate(([method, value]) => window.lab[method](value), /** @type {const} */ ([name, input]))

/** What the app answers; a fault ends the script. @param {Page} page @param {string} name @param {unknown} [input] */
export async function call(page, name, input) {
  const answer = await ask(page, name, input)
  if (!answer.ok) throw new PlainError(`${name}: ${answer.fault.message}`)
  return answer.value
}

/** The system's dialogs answer with this file at once. @param {App} app @param {string} file */
export const savesTo = (app, file) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)

/** Id of the run that is kept besides those of `known`, as soon as there is one. @param {Page} page @param {string[]} known */
export async function newRun(page, known) {
  const found = await page.evaluate(async (ids) => {
    // Each question is answered by the history's thread after what it was given before.
    for (;;) {
      const list = await window.lab.listRuns({ limit: 500, offset: 0 })
      if (!list.ok) return list
      const run = list.value.runs.find(({ id }) => !ids.includes(id))
      if (run) return { ok: true, value: run.id }
    }
  }, known)
  if (!found.ok) throw new PlainError(found.fault.message)
  return found.value
}
