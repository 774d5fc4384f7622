// @ts-check
/** The app itself in a long run: how smoothly main and the window go on, and what it costs in memory and time. */
import { note } from '../electron/plain.mjs'
import { makeEmptyApp, memoryBytes, ourFolder, withApp } from './app.mjs'
import { median, percentile } from './statistics.mjs'

const longCount = 1_000_000
const shortCount = 100_000
const memoryEveryMs = 100

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

/** @param {App} app */
async function openTask4(app) {
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 4/ }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
  return page
}

/** The silence after which the client takes what is missing for lost: no time per datagram. */
const silenceMs = 500

/** Milliseconds that the run took, without the silence at its end. @param {Page} page @param {number} count */
async function run(page, count) {
  const outcome = await page.evaluate(
    (count) =>
      /** @type {any} */ (globalThis).lab.run({
        count,
        serverBuffer: null,
        clientBuffer: null,
        serviceUs: 0,
        clientReads: 'while',
        rate: 0
      }),
    count
  )
  if (!outcome.ok) throw new Error(outcome.fault.message)
  const { elapsedMs, ledger } = outcome.value
  return /** @type {number} */ (elapsedMs - (ledger.returned < ledger.sent ? silenceMs : 0))
}

/** Delay of main's event loop and frames of the window during a run of 1,000,000. */
export async function measureSmoothness() {
  note(`window: a run of ${longCount} numbers, delays and frames`)
  return withApp(ourFolder, async (app) => {
    const page = await openTask4(app)
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
    await run(page, longCount)
    const delayMs = await app.evaluate(
      () => /** @type {any} */ (globalThis).benchMonitor.percentile(99) / 1e6
    )
    const frames = /** @type {number[]} */ (
      await page.evaluate(() => /** @type {any} */ (globalThis).benchFrames)
    )
    const intervals = frames.slice(1).map((atMs, index) => atMs - (frames[index] ?? 0))
    return { eventLoopDelayP99Ms: delayMs, frameP95Ms: percentile(intervals, 0.95), frames: frames.length }
  })
}

/** Growth of memory per datagram, and time per datagram at two sizes. */
export async function measureCost() {
  note(`window: runs of ${shortCount} and ${longCount} numbers, memory and time`)
  return withApp(ourFolder, async (app) => {
    const page = await openTask4(app)
    const pid = app.process().pid ?? 0
    // A first run loads whatever only a run needs.
    await run(page, shortCount)
    const shortMs = []
    for (let round = 0; round < 3; round++) shortMs.push(await run(page, shortCount))
    await page.evaluate(() => /** @type {any} */ (globalThis).lab.clear({ task: 'task4' }))
    const beforeBytes = memoryBytes(pid)
    let peakBytes = beforeBytes
    const watch = setInterval(() => (peakBytes = Math.max(peakBytes, memoryBytes(pid))), memoryEveryMs)
    const longMs = await run(page, longCount)
    clearInterval(watch)
    return {
      growthBytesPerDatagram: (peakBytes - beforeBytes) / longCount,
      timeRatio: longMs / longCount / (median(shortMs) / shortCount)
    }
  })
}

/** Time until the window can be used, as a multiple of an empty window's. */
export async function measureStart() {
  const empty = makeEmptyApp()
  const ours = []
  const theirs = []
  try {
    for (let round = 0; round < 6; round++) {
      note(`window: start ${round + 1} of 6`)
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
  return { startRatio: median(ours.map((ourMs, round) => ourMs / (theirs[round] ?? NaN))) }
}

/** @param {string} folder @param {(page: Page) => Promise<unknown>} usable */
function startMs(folder, usable) {
  const startedMs = performance.now()
  return withApp(folder, async (app) => {
    await usable(await app.firstWindow())
    return performance.now() - startedMs
  })
}
