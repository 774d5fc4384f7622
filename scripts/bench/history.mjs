// @ts-check
/** The history's limits: a long run kept and opened in the window, a long list, and what a thousand runs take on the disk. */
/* global document, HTMLElement, requestAnimationFrame -- in what the page is told to do */
import { execFile } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { resolveElectron } from '../electron.mjs'
import { note } from '../electron/plain.mjs'
import { ourFolder, withApp, withProfile } from './app.mjs'
import { benchFolder, buildBench } from './build.mjs'
import { percentile } from './statistics.mjs'

const longCount = 1_000_000
const rounds = 3
const listRuns = 10_000
const manyRuns = 1000
const manyCount = 20_000
/** Real runs that the thousand are copies of: half lose many numbers, half none. */
const differentRuns = 20
const scrollFrames = 240

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

/** @param {string} profile */
const databaseOf = (profile) => path.join(profile, 'history.sqlite')

/**
 * Runs 1 to count, and waits until the history has it. The history's thread answers in turn, so that a list that holds the
 * run tells that it is on the disk.
 *
 * @param {Page} page @param {{ count: number, clientReads: 'after' | 'while', already: number }} run
 * @returns {Promise<number>} ms from the end of the run until it was kept
 */
async function keepRun(page, run) {
  return page.evaluate(async ({ count, clientReads, already }) => {
    const { lab } = /** @type {any} */ (globalThis)
    const outcome = await lab['task4.run']({
      count,
      serverBuffer: null,
      clientBuffer: null,
      serviceUs: 0,
      clientReads,
      rate: 0,
      payloadBytes: null,
      queue: 'kernel'
    })
    if (!outcome.ok) throw new Error(outcome.fault.message)
    const overMs = performance.now()
    for (;;) {
      const list = await lab.listRuns({ limit: 1, offset: 0 })
      if (!list.ok) throw new Error(list.fault.message)
      if (list.value.total > already) return performance.now() - overMs
    }
  }, run)
}

/** @param {Page} page */
async function openDialog(page) {
  await page.getByRole('button', { name: 'History', exact: true }).click()
  await page
    .getByRole('button', { name: /^Open / })
    .first()
    .waitFor()
}

/**
 * From the click on a run of the list to the second frame in which its result, its delivery strip and its log are there.
 *
 * @param {Page} page
 * @returns {Promise<number>} ms
 */
async function openMs(page) {
  return page.evaluate(async () => {
    const find = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)]
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
    const button = document.querySelector('[aria-label="Kept runs"] button')
    const drawn = () =>
      find('[role="status"]').some((one) => one.textContent?.includes('not live')) &&
      find('[role="tabpanel"]').some((one) => /numbers came back/.test(one.textContent ?? '')) &&
      find('[role="log"]').some((one) => /Number from server/.test(one.textContent ?? '')) &&
      find('canvas').length > 0
    const clickedMs = performance.now()
    if (button instanceof HTMLElement) button.click()
    while (!drawn()) {
      if (performance.now() - clickedMs > 20_000) throw new Error('the run was not drawn')
      await frame()
    }
    await frame()
    await frame()
    return performance.now() - clickedMs
  })
}

/** A run of 1,000,000: how long it takes to keep it, and to open it again. Medians. */
export async function measureLongRun() {
  /** @type {number[]} */
  const keepsMs = []
  /** @type {number[]} */
  const opensMs = []
  for (let round = 1; round <= rounds; round++) {
    note(`history: a run of ${longCount} numbers kept and opened, ${round} of ${rounds}`)
    await withProfile(async (profile) => {
      await withApp(
        ourFolder,
        async (app) => {
          const page = await app.firstWindow()
          await page.getByRole('tab', { name: /^Task 4/ }).click()
          await keepRun(page, { count: 8, clientReads: 'while', already: 0 })
          keepsMs.push(await keepRun(page, { count: longCount, clientReads: 'while', already: 1 }))
        },
        profile
      )
      // As on another day: the app knows nothing of the run but what is on the disk.
      await withApp(
        ourFolder,
        async (app) => {
          const page = await app.firstWindow()
          await openDialog(page)
          opensMs.push(await openMs(page))
        },
        profile
      )
    })
  }
  return { keepsMs, opensMs }
}

/** @param {string} from @param {string} to @param {number} runs */
async function fill(from, to, runs) {
  await buildBench()
  const script = fileURLToPath(new URL('./host/fill-history.mjs', import.meta.url))
  const words = [script, benchFolder, from, to, String(runs)]
  await promisify(execFile)(await resolveElectron(), words, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  })
}

/**
 * @param {Page} page
 * @returns {Promise<{ intervalsMs: number[], lastRow: number }>}
 */
async function scrollThrough(page) {
  return page.evaluate(async (frames) => {
    const list = /** @type {HTMLElement} */ (document.querySelector('[aria-label="Kept runs"]'))
    /** @type {number[]} */
    const times = []
    const range = list.scrollHeight - list.clientHeight
    for (let count = 0; count <= frames; count++) {
      times.push(await new Promise((drawn) => requestAnimationFrame(drawn)))
      list.scrollTop = (range * count) / frames
    }
    const lastRow = () => [...list.querySelectorAll('li')].at(-1)
    const endedMs = performance.now()
    while (
      lastRow()?.getAttribute('aria-posinset') !== lastRow()?.getAttribute('aria-setsize') ||
      !lastRow()?.querySelector('button')
    ) {
      if (performance.now() - endedMs > 20_000) throw new Error('the last run of the list was not drawn')
      await new Promise((drawn) => requestAnimationFrame(drawn))
    }
    return {
      intervalsMs: times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0)),
      lastRow: Number(lastRow()?.getAttribute('aria-posinset'))
    }
  }, scrollFrames)
}

/** @param {string} profile */
function measureList(profile) {
  return withApp(
    ourFolder,
    async (app) => {
      const page = await app.firstWindow()
      await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
      const dialogMs = await page.evaluate(async () => {
        const button = [...document.querySelectorAll('button')].find(
          (one) => one.textContent?.trim() === 'History'
        )
        const clickedMs = performance.now()
        button?.click()
        while (!document.querySelector('[aria-label="Kept runs"] button')) {
          await new Promise((drawn) => requestAnimationFrame(drawn))
        }
        return performance.now() - clickedMs
      })
      const framesMs = []
      for (let round = 1; round <= rounds; round++) {
        const { intervalsMs, lastRow } = await scrollThrough(page)
        if (lastRow !== listRuns) throw new Error(`the list ends at ${lastRow}`)
        framesMs.push(percentile(intervalsMs, 0.95))
      }
      return { dialogMs, framesMs }
    },
    profile
  )
}

/** Bytes of the database of a thousand runs. */
export function measureDatabase() {
  note(`history: ${differentRuns} runs of ${manyCount} numbers, copied to ${manyRuns}`)
  return withFilled(keepDifferentRuns, manyRuns, (profile) =>
    Promise.resolve(statSync(databaseOf(profile)).size)
  )
}

/** How a list of ten thousand opens and scrolls. Its runs are short: beyond the standard limit the oldest would go. */
export function measureLongList() {
  note(`history: a list of ${listRuns} runs`)
  return withFilled(keepShortRun, listRuns, measureList)
}

/**
 * @template T
 * @param {(app: App) => Promise<void>} keep makes the runs that the others are copies of
 * @param {number} runs
 * @param {(profile: string) => Promise<T>} work
 */
function withFilled(keep, runs, work) {
  return withProfile(async (made) => {
    await withApp(ourFolder, keep, made)
    return withProfile(async (profile) => {
      await fill(databaseOf(made), databaseOf(profile), runs)
      return work(profile)
    })
  })
}

/** @param {App} app */
async function keepDifferentRuns(app) {
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  for (let already = 0; already < differentRuns; already++) {
    await keepRun(page, { count: manyCount, clientReads: already % 2 === 0 ? 'after' : 'while', already })
  }
}

/** @param {App} app */
async function keepShortRun(app) {
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  await keepRun(page, { count: 8, clientReads: 'while', already: 0 })
}
