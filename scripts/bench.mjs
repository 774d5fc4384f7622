// @ts-check
/**
 * `npm run bench`: how fast, how smooth, how large, as ratios in one run. `-- --only echo,start` runs some parts, and then
 * docs/benchmarks.md stays as it is.
 */
import { startHost } from './bench/host.mjs'
import { measurePdf } from './bench/pdf.mjs'
import { plainTable, writeMarkdown } from './bench/report.mjs'
import { measureSockets, names, socketParts, speedRatio } from './bench/sockets.mjs'
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
  const { rounds, serving, missing } = await measureSockets(part)
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
    ...(present.has('Python pair') ? [compare(names.system, 'Python pair', 1)] : [])
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
const parts = {
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

function chosenParts() {
  const [option, names] = process.argv.slice(2)
  if (option === undefined) return Object.keys(parts)
  const chosen = option === '--only' ? (names ?? '').split(',') : []
  const unknown = chosen.filter((name) => !(name in parts))
  if (chosen.length === 0 || unknown.length > 0) {
    throw new PlainError(`say --only with some of ${Object.keys(parts).join(',')}`)
  }
  return chosen
}

await runScript(async () => {
  const chosen = chosenParts()
  await ensureBuilt()
  /** @type {Row[]} */
  const rows = []
  for (const name of chosen) rows.push(...((await parts[name]?.()) ?? []))
  console.log(plainTable(rows))
  for (const remark of remarks) console.log(remark)
  if (chosen.length < Object.keys(parts).length) return
  const host = await startHost()
  const versions = await host.ask('versions')
  host.end()
  await writeMarkdown(rows, [...remarks], versions)
})
