// @ts-check
/** Whether figures stay where they are once the app is warm. Pure: samples in, judgements out. */
import { median } from '../bench/statistics.mjs'

/**
 * What is looked at while nothing goes on: every server is stopped and every session cleared.
 *
 * @typedef {object} Rest
 * @property {number} atMs since the start of the soak
 * @property {number} mainBytes resident memory of main
 * @property {number} mainHeapBytes JavaScript heap of main
 * @property {number} pageBytes resident memory of the page
 * @property {number} pageHeapBytes JavaScript heap of the page
 * @property {number} descriptors of main
 * @property {number} udpSockets of main
 * @property {number} threads of main
 */

/** @typedef {{ what: string, figure: string, limit: string, held: boolean | null }} Judgement held null: not judged */

export const limits = {
  /** The share of the time that fills caches and compiles code, and is not judged. */
  warmUpShare: 0.2,
  /** Memory is not judged over less: the steps of an allocator are larger than a slope. */
  memoryMinutes: 4,
  bytesPerMinute: {
    mainBytes: 1.5e6,
    mainHeapBytes: 0.5e6,
    pageBytes: 1.5e6,
    pageHeapBytes: 0.5e6
  },
  /** Chromium opens and closes some of its own at any time. */
  handles: 3
}

/** @type {Record<keyof typeof limits.bytesPerMinute, string>} */
const memoryNames = {
  mainBytes: 'main, resident memory',
  mainHeapBytes: 'main, JavaScript heap',
  pageBytes: 'page, resident memory',
  pageHeapBytes: 'page, JavaScript heap'
}

/**
 * The Theil-Sen slope: the median of the slopes of all pairs of points. Up to 29 % of the points may be anything.
 * Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968).
 *
 * @param {readonly { x: number, y: number }[]} points
 * @returns {number} y per x; NaN for fewer than two points
 */
export function theilSenSlope(points) {
  const slopes = []
  for (const [index, from] of points.entries()) {
    for (const to of points.slice(index + 1)) {
      if (to.x !== from.x) slopes.push((to.y - from.y) / (to.x - from.x))
    }
  }
  return median(slopes)
}

/** The rests after the warm-up. @param {readonly Rest[]} rests @param {number} plannedMs */
const warm = (rests, plannedMs) => rests.filter(({ atMs }) => atMs >= plannedMs * limits.warmUpShare)

/**
 * @param {readonly Rest[]} rests
 * @param {{ plannedMs: number, calls: number, faults: number }} soak
 * @returns {Judgement[]}
 */
export function judge(rests, { plannedMs, calls, faults }) {
  const judged = warm(rests, plannedMs)
  return [
    {
      what: 'calls that failed',
      figure: `${faults} of ${calls}`,
      limit: '0',
      held: calls > 0 && faults === 0
    },
    ...Object.entries(memoryNames).map(([key, name]) =>
      judgeMemory(judged, /** @type {keyof typeof memoryNames} */ (key), name)
    ),
    judgeSockets(judged),
    judgeHandles(judged, 'descriptors'),
    judgeHandles(judged, 'threads')
  ]
}

/** @param {readonly Rest[]} judged @param {keyof typeof memoryNames} key @param {string} name @returns {Judgement} */
function judgeMemory(judged, key, name) {
  const perMinute = theilSenSlope(judged.map((rest) => ({ x: rest.atMs / 60_000, y: rest[key] })))
  const minutes = ((judged.at(-1)?.atMs ?? 0) - (judged[0]?.atMs ?? 0)) / 60_000
  const limit = limits.bytesPerMinute[key]
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(2)} MB/min`
  return {
    what: name,
    figure: Number.isNaN(perMinute) ? 'no samples' : megabytes(perMinute),
    limit: `at most ${megabytes(limit)}`,
    held: minutes < limits.memoryMinutes ? null : perMinute <= limit
  }
}

/** @param {readonly Rest[]} judged @returns {Judgement} */
function judgeSockets(judged) {
  const most = Math.max(...judged.map(({ udpSockets }) => udpSockets))
  return {
    what: 'UDP sockets left at rest',
    figure: judged.length === 0 ? 'no samples' : String(most),
    limit: '0',
    held: most === 0
  }
}

/**
 * The median of the last fifth of the rests beside that of the first fifth.
 *
 * @param {readonly Rest[]} judged
 * @param {'descriptors' | 'threads'} key
 * @returns {Judgement}
 */
function judgeHandles(judged, key) {
  const fifth = Math.ceil(judged.length / 5)
  const counts = judged.map((rest) => rest[key])
  const first = median(counts.slice(0, fifth))
  const last = median(counts.slice(-fifth))
  return {
    what: `main, ${key}: first and last fifth`,
    figure: judged.length === 0 ? 'no samples' : `${first}, ${last}`,
    limit: `at most ${limits.handles} more`,
    held: last - first <= limits.handles
  }
}

/** Flat: nothing that was judged failed. @param {readonly Judgement[]} judgements */
export const isFlat = (judgements) => judgements.every(({ held }) => held !== false)
