// @ts-check
/**
 * `npm run bench`: how fast, how smooth, how large, as ratios in one run. `-- history` or `-- --only echo,start` runs some
 * parts; a section of docs/benchmarks.md is written when all of its parts were run, and the others stay as they are.
 */
import { measureBalancing } from './bench/balancing.mjs'
import { measureDatabase, measureLongList, measureLongRun } from './bench/history.mjs'
import { startHost } from './bench/host.mjs'
import { measurePdf } from './bench/pdf.mjs'
import { plainTable, writeMarkdown } from './bench/report.mjs'
import { atLeast, atMost } from './bench/rows.mjs'
import { measureQueuePicture } from './bench/queue-picture.mjs'
import { measureServe } from './bench/serve.mjs'
import { measureSockets, names, socketParts, speedRatios } from './bench/sockets.mjs'
import { median } from './bench/statistics.mjs'
import { measureSweep } from './bench/sweep.mjs'
import { measureTracer } from './bench/tracer.mjs'
import { measureMemory, measureSmoothness, measureStart } from './bench/window.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { PlainError, runScript } from './electron/plain.mjs'

/** At least this share of node:dgram's own speed. */
const leastOfBare = 0.9
/** A balancer handles each datagram as often as client and server together, with the same processors. */
const leastThroughBalancer = 0.5
/** A student's program is still itself when it is looked at. */
const leastTraced = 0.7
/** Of the C loop's and the Python pair's: many in flight go together, one at a time cannot. */
const least = {
  ofC: (/** @type {Part} */ { inFlight }) => (inFlight === 1 ? 0.9 : 1),
  ofPython: (/** @type {Part} */ { inFlight }) => (inFlight && inFlight > 1 ? 1.3 : 1),
  ofServer: 0.9
}

/** @typedef {import('./bench/sockets.mjs').Part} Part */
/** @typedef {import('./bench/report.mjs').Row} Row */

/** @type {Set<string>} */
const remarks = new Set()
/** @param {readonly string[]} missing */
const remark = (missing) => missing.forEach((reason) => remarks.add(`Not here: ${reason}.`))

/** @param {Part} part @returns {Promise<Row[]>} */
async function socketRows(part) {
  const { rounds, serving, systemShares, first, missing } = await measureSockets(part)
  remark(missing)
  /** @param {string} who @param {string} reference @param {number | null} limit */
  const compare = (who, reference, limit) =>
    atLeast(`${part.name}: ${who} / ${reference}`, speedRatios(rounds, who, reference), limit)
  const present = new Set(Object.keys(rounds))
  return [
    compare(names.system, names.bare, leastOfBare),
    compare(names.node, names.bare, null),
    ...(part.inFlight
      ? []
      : [
          atLeast(
            `${part.name}, served: ${names.system} / ${names.bare}`,
            speedRatios(serving, names.system, names.bare),
            leastOfBare
          )
        ]),
    ...(present.has('C loop')
      ? [
          compare(names.system, 'C loop', least.ofC(part)),
          atLeast(
            `${part.name}: ${names.system}, the first of a new process / C loop`,
            [median(rounds['C loop'] ?? []) / first],
            null
          )
        ]
      : []),
    ...(present.has('iperf3') ? [compare(names.system, 'iperf3', null)] : []),
    ...(present.has('Python pair') ? [compare(names.system, 'Python pair', least.ofPython(part))] : []),
    ...(part.inFlight
      ? [atLeast(`${part.name}: share of our client's processor time inside the system`, systemShares, null)]
      : [])
  ]
}

/** @type {Record<string, () => Promise<Row[]>>} */
const speed = {
  ...Object.fromEntries(Object.entries(socketParts).map(([name, part]) => [name, () => socketRows(part)])),
  serve: async () => {
    const { ratios, missing } = await measureServe()
    remark(missing)
    const what = 'C client, 64 in flight: lab serve --echo --json / C server'
    return ratios.length === 0 ? [] : [atLeast(what, ratios, least.ofServer)]
  },
  balancing: async () => {
    const { ofDirect, ofNginx, nginxOfDirect, missing } = await measureBalancing()
    remark(missing)
    const what = 'C client, 64 in flight'
    return [
      ...(ofDirect.length > 0
        ? [atLeast(`${what}: through the lab's balancer / at once`, ofDirect, leastThroughBalancer)]
        : []),
      ...(ofNginx.length > 0
        ? [
            atLeast(`${what}: through the lab's balancer / through nginx`, ofNginx, 1),
            atLeast(`${what}: through nginx / at once`, nginxOfDirect, null)
          ]
        : [])
    ]
  },
  smoothness: async () => {
    const { eventLoopDelaysP99Ms, framesP95Ms, terminalRatios, timeRatios } = await measureSmoothness()
    return [
      atMost('run of 1,000,000: event-loop delay of main, p99', eventLoopDelaysP99Ms, 20, ' ms'),
      atMost('run of 1,000,000: frame interval, p95', framesP95Ms, 34, ' ms'),
      atMost('run of 1,000,000 in the window / on the command line: time', terminalRatios, 1.15, ''),
      atMost('time per datagram, 1,000,000 / 100,000', timeRatios, 1.3, '')
    ]
  },
  'queue-picture': async () => {
    const { framesP95Ms, costs } = await measureQueuePicture()
    return [
      atMost('queue picture of 1,000,000, its film playing: frame interval, p95', framesP95Ms, 17, ' ms'),
      atMost('run of 1,000,000 with the queue picture / without it: time', costs, 1.03, '')
    ]
  },
  memory: async () => [
    atMost('run of 1,000,000: peak growth of memory per datagram', await measureMemory(), 100, ' bytes')
  ],
  pdf: async () => {
    const { twentySeconds, millionSeconds } = await measurePdf()
    return [
      atMost('report of 20 figures: from the click to the PDF', [twentySeconds], 10, ' s'),
      atMost('report with a run of 1,000,000: from the click to the PDF', [millionSeconds], 10, ' s')
    ]
  },
  start: async () => [
    atMost('time until the window is usable / empty Electron window', await measureStart(), 1.4, '')
  ]
}

const seconds = (/** @type {readonly number[]} */ valuesMs) => valuesMs.map((ms) => ms / 1000)

/** @type {Record<string, () => Promise<Row[]>>} */
const history = {
  history: async () => {
    const { keepsMs, opensMs } = await measureLongRun()
    const { dialogMs, framesMs } = await measureLongList()
    return [
      atMost('kept run of 1,000,000: from the click until it is drawn', seconds(opensMs), 1.5, ' s'),
      atMost('run of 1,000,000: from its end until it is kept', seconds(keepsMs), 0.5, ' s'),
      atMost('list of 10,000 runs: from the click until it is there', seconds([dialogMs]), 0.5, ' s'),
      atMost('list of 10,000 runs: frame interval while it scrolls, p95', framesMs, 34, ' ms'),
      atMost('database of 1,000 runs of 20,000', [(await measureDatabase()) / 1e6], 150, ' MB')
    ]
  }
}

/** @type {Record<string, () => Promise<Row[]>>} */
const sweep = {
  sweep: async () => {
    const { sweepMs, runsMs } = await measureSweep()
    return [
      atMost('sweep of 5 values x 10 repeats x 20,000', seconds([sweepMs]), 60, ' s'),
      atMost('one run of it', seconds(runsMs), 1.2, ' s')
    ]
  }
}

/** @type {Record<string, () => Promise<Row[]>>} */
const practice = {
  tracer: async () => {
    const { ratios, missing } = await measureTracer()
    remark(missing)
    const what = 'C client, 64 in flight: Python echo server with the tracer / without'
    return ratios.length === 0 ? [] : [atLeast(what, ratios, leastTraced)]
  }
}

const sections = { speed, history, sweep, practice }
/** @type {Record<string, () => Promise<Row[]>>} */
const parts = { ...speed, ...history, ...sweep, ...practice }

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
  await writeMarkdown(Object.fromEntries(measured), [...remarks], versions)
})
