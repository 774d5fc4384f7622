// @ts-check
/**
 * `npm run soak -- --minutes 10`: every task again and again in one window, and whether the app takes more and more.
 * Every few rounds it rests: all sessions are cleared and garbage is collected, so that what is judged is what is kept.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { plainTable } from './bench/report.mjs'
import { ourFolder, withApp } from './bench/app.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { firstLine, note, PlainError, runScript } from './electron/plain.mjs'
import { projectFolder } from './electron/project.mjs'
import { sampleTable, sparklines, svgChart } from './soak/chart.mjs'
import { clearAll, counted, installCaller, playRound, visitHistory } from './soak/loop.mjs'
import { takeSample, watchLag } from './soak/sample.mjs'
import { isFlat, judge, limits } from './soak/verdict.mjs'

const sampleEveryMs = 3000
const roundsBetweenRests = 3
const results = path.join(projectFolder, 'test-results')

/** @typedef {import('@playwright/test').ElectronApplication} App */
/** @typedef {import('./soak/sample.mjs').Sample} Sample */

function readPlannedMs() {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
  const minutes = Number(values.minutes)
  if (!(minutes > 0 && minutes <= 24 * 60))
    throw new PlainError('say --minutes with a number from above 0 to 1440')
  return minutes * 60_000
}

/** @param {App} app @param {number} plannedMs */
async function soak(app, plannedMs) {
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
  await installCaller(page)
  await watchLag(app)
  const startedMs = performance.now()
  const lasts = () => performance.now() - startedMs < plannedMs
  /** @type {Sample[]} */
  const samples = []
  /** @type {Sample[]} */
  const rests = []
  const counts = { rounds: 0, calls: 0, faults: /** @type {Record<string, number>} */ ({}) }
  const ended = new AbortController()
  /** How the app ended, should it end before we end it. @type {string | null} */
  let died = null
  app.process().once('exit', (code, signal) => (died = signal ?? `exit code ${code}`))
  const watching = (async () => {
    while (!ended.signal.aborted) {
      samples.push(await takeSample(app, page, startedMs, false))
      await sleep(sampleEveryMs, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  })()
  const playing = (async () => {
    for (; lasts(); counts.rounds += 1) {
      await playRound(page)
      if ((counts.rounds + 1) % roundsBetweenRests !== 0 && lasts()) continue
      await visitHistory(page)
      await clearAll(page)
      rests.push(await takeSample(app, page, startedMs, true))
      Object.assign(counts, await counted(page))
    }
    ended.abort()
  })()
  const failures = []
  for (const outcome of await Promise.allSettled([playing.finally(() => ended.abort()), watching])) {
    if (outcome.status === 'rejected') failures.push(firstLine(String(outcome.reason)))
  }
  return { samples, rests, ...counts, failure: died ? `the app ended: ${died}` : (failures[0] ?? null) }
}

await runScript(async () => {
  if (process.platform !== 'linux') throw new PlainError('the soak reads /proc: run it on Linux')
  const plannedMs = readPlannedMs()
  await ensureBuilt()
  note(`soak: ${plannedMs / 60_000} minutes of every task in one window`)
  const { samples, rests, rounds, calls, faults, failure } = await withApp(
    ourFolder,
    (app) => soak(app, plannedMs),
    undefined,
    ['--js-flags=--expose-gc']
  )
  mkdirSync(results, { recursive: true })
  writeFileSync(path.join(results, 'soak.svg'), svgChart(samples))
  writeFileSync(
    path.join(results, 'soak.json'),
    JSON.stringify({ samples, rests, rounds, calls, faults, failure })
  )
  const failed = Object.values(faults).reduce((sum, count) => sum + count, 0)
  const judgements = judge(rests, { plannedMs, calls, faults: failed })
  console.log(sampleTable(samples, 25))
  console.log(`\n${sparklines(samples)}\n`)
  console.log(
    plainTable(
      judgements.map(({ what, figure, limit, held }) => ({ what, figure, target: limit, met: held }))
    )
  )
  for (const [fault, count] of Object.entries(faults)) console.log(`${count} times ${fault}`)
  const flat = failure === null && isFlat(judgements)
  console.log(
    `\n${rounds} rounds, ${calls} calls, ${failed} faults; ${rests.length} rests, each after ${roundsBetweenRests} ` +
      `rounds with all sessions cleared and garbage collected; slopes are Theil-Sen over the rests after ${limits.warmUpShare * 100} % ` +
      `of the time${judgements.some(({ held }) => held === null) ? '; too short to judge memory' : ''}`
  )
  if (failure) console.log(`It did not last: ${failure}`)
  const unjudged = judgements.some(({ held }) => held === null) ? ', memory not judged' : ''
  console.log(`${flat ? 'flat' : 'NOT flat'}${unjudged}; chart: test-results/soak.svg`)
  return flat ? 0 : 1
})
