// @ts-check
/**
 * `npm run bench`: how fast, how smooth, how large, as ratios in one run. `-- history` or `-- --only echo,start` runs some
 * parts; a section of docs/benchmarks.md is written when all of its parts were run, and the others stay as they are.
 */
import { measureDatabase, measureLongList, measureLongRun } from './bench/history.mjs'
import { startHost } from './bench/host.mjs'
import { measurePdf } from './bench/pdf.mjs'
import { plainTable, writeMarkdown } from './bench/report.mjs'
import { measureSockets, names, socketParts, speedRatio } from './bench/sockets.mjs'
import { measureSweep } from './bench/sweep.mjs'
import { measureMemory, measureSmoothness, measureStart } from './bench/window.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { PlainError, runScript } from './electron/plain.mjs'

/** At least this share of node:dgram's own speed. */
const leastOfBare = 0.9

/** At least this share of the C loop's speed: many in flight go together, one at a time cannot. @param {Part} part */
const leastOfC = (part) => ((part.inFlight ?? 1) > 1 ? 1 : 0.9)

/** @typedef {import('./bench/sockets.mjs').Part} Part */
/** @typedef {import('./bench/report.mjs').Row} Row */

/** @type {Set<string>} */
const remarks = new Set()

/** @param {Part} part @returns {Promise<Row[]>} */
async function socketRows(part) {
  const { rounds, serving, systemShare, missing } = await measureSockets(part)
  for (const reason of missing) remarks.add(`Not here: ${reason}.`)
  /** @param {string} what @param {number} ratio @param {number | null} least @returns {Row} */
  const row = (what, ratio, least) => ({
    what,
    figure: ratio.toFixed(2),
    target: least === null ? '' : `at least ${least}`,
    met: least === null ? null : ratio >= least
  })
  /** @param {string} who @param {string} reference @param {number | null} least */
  const compare = (who, reference, least) =>
    row(`${part.name}: ${who} / ${reference}`, speedRatio(rounds, who, reference), least)
  const present = new Set(Object.keys(rounds))
  return [
    compare(names.system, names.bare, leastOfBare),
    compare(names.node, names.bare, null),
    ...(part.inFlight
      ? []
      : [
          row(
            `${part.name}, served: ${names.system} / ${names.bare}`,
            speedRatio(serving, names.system, names.bare),
            leastOfBare
          )
        ]),
    ...(present.has('C loop') ? [compare(names.system, 'C loop', leastOfC(part))] : []),
    ...(present.has('iperf3') ? [compare(names.system, 'iperf3', null)] : []),
    ...(present.has('Python pair') ? [compare(names.system, 'Python pair', 1)] : []),
    ...(part.inFlight
      ? [row(`${part.name}: share of our client's processor time inside the system`, systemShare, null)]
      : [])
  ]
}

/** @param {string} what @param {number} value @param {number} limit @param {string} unit @returns {Row} */
const below = (what, value, limit, unit) => ({
  what,
  figure: `${value.toFixed(value < 10 ? 2 : 1)}${unit}`,
  target: `at most ${limit}${unit}`,
  met: value <= limit
})

/** @type {Record<string, () => Promise<Row[]>>} */
const speed = {
  ...Object.fromEntries(Object.entries(socketParts).map(([name, part]) => [name, () => socketRows(part)])),
  smoothness: async () => {
    const { eventLoopDelayP99Ms, frameP95Ms, terminalRatio, timeRatio } = await measureSmoothness()
    return [
      below('run of 1,000,000: event-loop delay of main, p99', eventLoopDelayP99Ms, 20, ' ms'),
      below('run of 1,000,000: frame interval, p95', frameP95Ms, 34, ' ms'),
      below('run of 1,000,000 in the window / on the command line: time', terminalRatio, 1.15, ''),
      below('time per datagram, 1,000,000 / 100,000', timeRatio, 1.3, '')
    ]
  },
  memory: async () => [
    below('run of 1,000,000: peak growth of memory per datagram', await measureMemory(), 100, ' bytes')
  ],
  pdf: async () => {
    const { twentySeconds, millionSeconds } = await measurePdf()
    return [
      below('report of 20 figures: from the click to the PDF', twentySeconds, 10, ' s'),
      below('report with a run of 1,000,000: from the click to the PDF', millionSeconds, 10, ' s')
    ]
  },
  start: async () => [
    below(
      'time until the window is usable / empty Electron window',
      (await measureStart()).startRatio,
      1.5,
      ''
    )
  ]
}

/** @type {Record<string, () => Promise<Row[]>>} */
const history = {
  history: async () => {
    const { keepMs, openMs } = await measureLongRun()
    const { dialogMs, frameP95Ms } = await measureLongList()
    return [
      below('kept run of 1,000,000: from the click until it is drawn', openMs / 1000, 1.5, ' s'),
      below('run of 1,000,000: from its end until it is kept', keepMs / 1000, 0.5, ' s'),
      below('list of 10,000 runs: from the click until it is there', dialogMs / 1000, 0.5, ' s'),
      below('list of 10,000 runs: frame interval while it scrolls, p95', frameP95Ms, 34, ' ms'),
      below('database of 1,000 runs of 20,000', (await measureDatabase()) / 1e6, 150, ' MB')
    ]
  }
}

/** @type {Record<string, () => Promise<Row[]>>} */
const sweep = {
  sweep: async () => {
    const { sweepMs, runMs } = await measureSweep()
    return [
      below('sweep of 5 values x 10 repeats x 20,000', sweepMs / 1000, 60, ' s'),
      { what: 'one run of it, median', figure: `${(runMs / 1000).toFixed(2)} s`, target: '', met: null }
    ]
  }
}

const sections = { speed, history, sweep }
/** @type {Record<string, () => Promise<Row[]>>} */
const parts = { ...speed, ...history, ...sweep }

function chosenParts() {
  const words = process.argv.slice(2)
  if (words.length === 0) return Object.keys(parts)
  const chosen = (words[0] === '--only' ? words.slice(1) : words).flatMap((word) => word.split(','))
  const unknown = chosen.filter((name) => !Object.hasOwn(parts, name))
  if (chosen.length === 0 || unknown.length > 0) {
    throw new PlainError(`say some of ${Object.keys(parts).join(' ')}`)
  }
  return chosen
}

await runScript(async () => {
  const chosen = chosenParts()
  await ensureBuilt()
  /** @type {Record<string, Row[]>} */
  const rows = {}
  for (const name of chosen) rows[name] = (await parts[name]?.()) ?? []
  console.log(plainTable(Object.values(rows).flat()))
  for (const remark of remarks) console.log(remark)
  const whole = Object.entries(sections).filter(([, section]) =>
    Object.keys(section).every((name) => name in rows)
  )
  if (whole.length === 0) return
  const host = await startHost()
  const versions = await host.ask('versions')
  host.end()
  const measured = whole.map(([name, section]) => [
    name,
    Object.keys(section).flatMap((part) => rows[part] ?? [])
  ])
  const speedWhole = whole.some(([name]) => name === 'speed')
  await writeMarkdown(Object.fromEntries(measured), speedWhole ? [...remarks] : null, versions)
})
