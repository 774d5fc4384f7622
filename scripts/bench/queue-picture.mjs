// @ts-check
/** The queue picture of a run of 1,000,000 numbers: frames while its film plays, and what it costs the run to be looked at. */
import { note } from '../electron/plain.mjs'
import { ourFolder, withApp } from './app.mjs'
import { median, percentile } from './statistics.mjs'
import { longCount, openTask4, run } from './window.mjs'

const rounds = 3
/** Of each kind, in turn, so that a machine that drifts does not look like a cost. */
const runsOfKind = 5
const playedMs = 4000

/** @typedef {import('@playwright/test').Page} Page */

/** A picture without a place is neither drawn nor counted for. @param {Page} page @param {boolean} shown */
const show = (page, shown) =>
  page.evaluate((shown) => {
    const picture = /** @type {any} */ (globalThis).document.querySelector('section[aria-label="Queue"]')
    picture.style.display = shown ? '' : 'none'
  }, shown)

/** @param {Page} page @returns {Promise<number>} p95 of the intervals between frames, in ms */
async function playedFrameMs(page) {
  const picture = page.getByRole('region', { name: 'Queue', exact: true })
  await picture.getByRole('combobox', { name: 'Speed' }).selectOption('10')
  await page.evaluate(() => {
    /** @type {number[]} */
    const frames = []
    Object.assign(globalThis, { filmFrames: frames })
    const step = (/** @type {number} */ atMs) => {
      frames.push(atMs)
      globalThis.requestAnimationFrame(step)
    }
    globalThis.requestAnimationFrame(step)
  })
  await picture.getByRole('button', { name: 'Play' }).click()
  await page.waitForTimeout(playedMs)
  const frames = /** @type {number[]} */ (
    await page.evaluate(() => /** @type {any} */ (globalThis).filmFrames)
  )
  await picture.getByRole('button', { name: 'Pause' }).click()
  return percentile(
    frames.slice(1).map((atMs, index) => atMs - (frames[index] ?? 0)),
    0.95
  )
}

/** In apps started anew: frames while the film plays, and the time of a run with the picture to that of one without. */
export async function measureQueuePicture() {
  const framesP95Ms = []
  const costs = []
  for (let round = 1; round <= rounds; round++) {
    note(`window: the queue picture of ${longCount} numbers, ${round} of ${rounds}`)
    const measured = await withApp(ourFolder, async (app) => {
      const page = await openTask4(app)
      await run(page, 100_000)
      /** @type {Record<'shown' | 'hidden', number[]>} */
      const timesMs = { shown: [], hidden: [] }
      for (let turn = 0; turn < runsOfKind; turn++) {
        for (const kind of /** @type {const} */ (['hidden', 'shown'])) {
          await show(page, kind === 'shown')
          timesMs[kind].push(await run(page, longCount))
        }
      }
      await page.getByRole('slider', { name: 'Moment of the run' }).waitFor()
      return { frameMs: await playedFrameMs(page), cost: median(timesMs.shown) / median(timesMs.hidden) }
    })
    framesP95Ms.push(measured.frameMs)
    costs.push(measured.cost)
  }
  return { framesP95Ms, costs }
}
