// @ts-check
/** The app itself in a long run: how smoothly main and the window go on, and what it costs in memory and time. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectFolder } from '../electron/project.mjs'
import { note } from '../electron/plain.mjs'
import { makeEmptyApp, memoryBytes, ourFolder, withApp } from './app.mjs'
import { median, percentile } from './statistics.mjs'

export const longCount = 1_000_000
const shortCount = 100_000
const memoryEveryMs = 100
const runRounds = 3
/** Starts differ by a tenth: the median of twelve is steadier. The first one does not count. */
const startRounds = 13

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

/** @param {App} app */
export async function openTask4(app) {
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 4/ }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
  return page
}

/** Milliseconds that the run took. @param {Page} page @param {number} count */
export async function run(page, count) {
  const outcome = await page.evaluate(
    (count) =>
      /** @type {any} */ (globalThis).lab['task4.run']({
        count,
        serverBuffer: null,
        clientBuffer: null,
        serviceUs: 0,
        clientReads: 'while',
        rate: 0,
        payloadBytes: null,
        queue: 'kernel'
      }),
    count
  )
  if (!outcome.ok) throw new Error(outcome.fault.message)
  return /** @type {number} */ (outcome.value.elapsedMs)
}

/**
 * In runs of 1,000,000: delay of main's event loop, frames of the window, and time per datagram as a multiple of that
 * in runs of 100,000. Medians over apps started anew.
 */
export async function measureSmoothness() {
  const rounds = []
  for (let round = 1; round <= runRounds; round++) {
    note(`window: a run of ${longCount} numbers, delays, frames and time, ${round} of ${runRounds}`)
    rounds.push(await withApp(ourFolder, smoothness))
  }
  return {
    eventLoopDelaysP99Ms: rounds.map(({ delayMs }) => delayMs),
    framesP95Ms: rounds.map(({ frameMs }) => frameMs),
    terminalRatios: rounds.map(({ terminalRatio }) => terminalRatio),
    timeRatios: rounds.map(({ timeRatio }) => timeRatio)
  }
}

/** @param {App} app */
async function smoothness(app) {
  const page = await openTask4(app)
  // The first run loads whatever only a run needs, and does not count.
  await run(page, shortCount)
  const shortMs = []
  for (let round = 0; round < 3; round++) shortMs.push(await run(page, shortCount))
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const monitor = monitorEventLoopDelay({ resolution: 1 })
    monitor.enable()
    Object.assign(globalThis, { benchMonitor: monitor })
  })
  await page.evaluate(() => {
    /** @type {number[]} */
    const frames = []
    Object.assign(globalThis, { benchFrames: frames })
    const step = (/** @type {number} */ atMs) => {
      frames.push(atMs)
      globalThis.requestAnimationFrame(step)
    }
    globalThis.requestAnimationFrame(step)
  })
  const longMs = await run(page, longCount)
  const delayMs = await app.evaluate(() => /** @type {any} */ (globalThis).benchMonitor.percentile(99) / 1e6)
  const frames = /** @type {number[]} */ (
    await page.evaluate(() => /** @type {any} */ (globalThis).benchFrames)
  )
  const cliMs = await runInTerminal(longCount)
  const intervals = frames.slice(1).map((atMs, index) => atMs - (frames[index] ?? 0))
  return {
    delayMs,
    frameMs: percentile(intervals, 0.95),
    terminalRatio: longMs / cliMs,
    timeRatio: longMs / longCount / (median(shortMs) / shortCount)
  }
}

/**
 * The same run on the command line, where nobody looks on: ms.
 *
 * @param {number} count
 */
async function runInTerminal(count) {
  const words = ['scripts/lab.mjs', 'task4', '--count', String(count), '--client-reads', 'while', '--json']
  const child = spawn('node', words, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  await once(child, 'close')
  return /** @type {number} */ (JSON.parse(said).elapsedMs)
}

/** Growth of memory per datagram of a run of 1,000,000: the median over apps started anew. */
export async function measureMemory() {
  const rounds = []
  for (let round = 1; round <= runRounds; round++) {
    note(`window: a run of ${longCount} numbers, memory, ${round} of ${runRounds}`)
    rounds.push(await withApp(ourFolder, growthBytes))
  }
  return rounds.map((bytes) => bytes / longCount)
}

/** @param {App} app */
async function growthBytes(app) {
  const page = await openTask4(app)
  const pid = app.process().pid ?? 0
  await run(page, shortCount)
  await page.evaluate(() => /** @type {any} */ (globalThis).lab.clear({ task: 'task4' }))
  const beforeBytes = memoryBytes(pid)
  let peakBytes = beforeBytes
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, memoryBytes(pid))), memoryEveryMs)
  try {
    await run(page, longCount)
  } finally {
    clearInterval(watch)
  }
  return peakBytes - beforeBytes
}

/** Time until the window can be used, as a multiple of an empty window's. */
export async function measureStart() {
  const empty = makeEmptyApp()
  const ours = []
  const theirs = []
  try {
    for (let round = 0; round < startRounds; round++) {
      note(`window: start ${round + 1} of ${startRounds}`)
      const ourMs = await startMs(ourFolder, (page) => page.getByRole('tab', { name: /^Task 1/ }).waitFor())
      const theirMs = await startMs(empty.folder, (page) => page.locator('#ready').waitFor())
      // The first start reads the files from the disk.
      if (round === 0) continue
      ours.push(ourMs)
      theirs.push(theirMs)
    }
  } finally {
    empty.remove()
  }
  return ours.map((ourMs, round) => ourMs / (theirs[round] ?? NaN))
}

/** @param {string} folder @param {(page: Page) => Promise<unknown>} usable */
function startMs(folder, usable) {
  const startedMs = performance.now()
  return withApp(folder, async (app) => {
    await usable(await app.firstWindow())
    return performance.now() - startedMs
  })
}
