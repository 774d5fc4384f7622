/**
 * The ladder to scale: how far down each moment stands, when distance is time.
 *
 * A scale that shows microseconds would draw a wait of a second as long as a street, so a gap that is long against the
 * rest is folded: it takes a fixed height, and its length is written in it. Rows hold text and keep a minimum distance;
 * a step that needed it is marked as stretched, and no scale is claimed for it.
 */
import type { Ladder, LadderArrow } from './ladder'

/** The least distance of two rows, and what one unit of the scale takes. */
export const unitPx = 30
/** What a folded gap takes: its length is written between the times above and below. */
export const foldPx = 48
/** A gap of more units than that is folded. */
const unitsMaximum = 4
/** A gap is long against the rest when it is so many times the next shorter one. Less could be folded by rounding. */
const longRatio = 4
/** Two times nearer than that would lie over each other. */
const timeTextPx = 14
/** The end of a socket stands so far from the moments above and below it: else a label would hide it. */
const closeClearPx = 14

export interface ScaleStep {
  fromMs: number
  fromPx: number
  toPx: number
  elapsedMs: number
  /** Stretched: drawn longer than its time, because two rows need their room. */
  kind: 'to-scale' | 'stretched' | 'folded'
}

export interface LadderScale {
  /** The time that `unitPx` stand for. */
  unitMs: number
  /** Longer gaps than that are folded. */
  foldAboveMs: number
  steps: ScaleStep[]
  /** What is written beside the time line: of each row, and of each mark in a row that has room for its own. */
  times: { timeMs: number; px: number }[]
  /** Of the moment at which each row begins. */
  rowsPx: number[]
  /** Marks that share a row have times of their own. */
  marksPx: ReadonlyMap<string, number>
  /** Of each arrival, by its time. */
  arrivalsPx: ReadonlyMap<number, number>
  heightPx: number
}

interface Moment {
  timeMs: number
  kind: 'row' | 'mark' | 'arrival'
  /** Infinity: it belongs to no row, and stands after those of its time. */
  row: number
  /** Of its mark. */
  key?: string
}

/** The time of each row: of its arrow, or of the first of its marks. */
export function rowTimes(ladder: Ladder): number[] {
  const timesMs: (number | undefined)[] = Array.from({ length: ladder.rows })
  for (const { row, timeMs } of ladder.marks) timesMs[row] ??= timeMs
  for (const { row, datagram, refusedRow } of ladder.arrows) {
    timesMs[row] = Math.min(datagram.sentMs, datagram.arrivedMs ?? Number.POSITIVE_INFINITY)
    if (refusedRow !== null && datagram.refusedMs !== null) timesMs[refusedRow] = datagram.refusedMs
  }
  let lastMs = timesMs.find((timeMs) => timeMs !== undefined) ?? 0
  return timesMs.map((timeMs) => (lastMs = timeMs ?? lastMs))
}

/**
 * When an arrow ends later than it begins; null: it is drawn level. Of what was lost no end is known, and a receive may
 * be stamped before the send() that caused it returned.
 */
export function arrowEndMs({ datagram }: LadderArrow): number | null {
  const { sentMs, arrivedMs } = datagram
  return arrivedMs !== null && arrivedMs > sentMs ? arrivedMs : null
}

export function scaleOf(ladder: Ladder): LadderScale {
  const moments = momentsOf(ladder)
  const { unitMs, foldAboveMs } = chooseScale(gapsOf(moments))
  const steps: ScaleStep[] = []
  const times: LadderScale['times'] = []
  const rowsPx: number[] = []
  const marksPx = new Map<string, number>()
  const arrivalsPx = new Map<number, number>()
  let atPx = 0
  /** Of the last text. */
  let textPx = -unitPx
  moments.forEach(({ timeMs, kind, row, key }, index) => {
    const elapsedMs = timeMs - (moments[index - 1]?.timeMs ?? timeMs)
    const isFolded = elapsedMs > foldAboveMs
    const scaledPx = atPx + (isFolded ? foldPx : (elapsedMs / unitMs) * unitPx)
    const nextPx = kind === 'row' ? Math.max(scaledPx, textPx + unitPx) : scaledPx
    const stretched = nextPx > scaledPx + 0.5
    if (nextPx > atPx)
      steps.push({
        fromMs: timeMs - elapsedMs,
        fromPx: atPx,
        toPx: nextPx,
        elapsedMs,
        kind: isFolded ? 'folded' : stretched ? 'stretched' : 'to-scale'
      })
    atPx = nextPx
    if (kind === 'row') rowsPx[row] = atPx
    const clearPx = atPx - (times.at(-1)?.px ?? 0)
    if (kind === 'row' || (kind === 'mark' && clearPx >= timeTextPx)) times.push({ timeMs, px: atPx })
    if (key !== undefined) marksPx.set(key, atPx)
    if (kind !== 'arrival') textPx = atPx
    // An arrival that is answered at once stands where the answer begins.
    if (!arrivalsPx.has(timeMs)) arrivalsPx.set(timeMs, atPx)
  })
  return { unitMs, foldAboveMs, steps, times, rowsPx, marksPx, arrivalsPx, heightPx: atPx }
}

/**
 * The end of a socket. It is no moment of the scale: a process that ends late would fold or flatten the exchanges before
 * it. It stands between the moments that it lies between, and at a fold, or after the last moment, only the order holds.
 */
export function closePx({ steps, heightPx }: LadderScale, closedMs: number): number {
  const step = steps.findLast(({ fromMs }) => fromMs <= closedMs)
  if (!step || closedMs >= step.fromMs + step.elapsedMs) return heightPx + closeClearPx
  const { fromMs, fromPx, toPx, elapsedMs, kind } = step
  const roomPx = toPx - fromPx
  const clearPx = Math.min(closeClearPx, roomPx / 2)
  const scaledPx = kind === 'folded' ? clearPx : ((closedMs - fromMs) / elapsedMs) * roomPx
  return fromPx + Math.min(Math.max(scaledPx, clearPx), roomPx - clearPx)
}

function momentsOf(ladder: Ladder): Moment[] {
  const timesMs = rowTimes(ladder)
  const moments: Moment[] = timesMs.map((timeMs, row) => ({ timeMs, kind: 'row', row }))
  for (const { row, timeMs, key } of ladder.marks) moments.push({ timeMs, kind: 'mark', row, key })
  for (const arrow of ladder.arrows) {
    const timeMs = arrowEndMs(arrow)
    if (timeMs !== null) moments.push({ timeMs, kind: 'arrival', row: Number.POSITIVE_INFINITY })
  }
  // A row comes before its marks, and both before what only arrives at that time: the sort keeps what is equal in order.
  const rank = { row: 0, mark: 1, arrival: 2 }
  return moments.sort((a, b) => a.timeMs - b.timeMs || compare(a.row, b.row) || rank[a.kind] - rank[b.kind])
}

/** Infinity less Infinity is not a number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b)

function gapsOf(moments: readonly Moment[]): number[] {
  return moments
    .map(({ timeMs }, index) => timeMs - (moments[index - 1]?.timeMs ?? timeMs))
    .filter((gapMs) => gapMs > 0)
}

/**
 * The gaps in order of their length fall into short and long at their greatest ratio. A quarter of them is short in any
 * case: one very short gap must not fold all others. The unit is round. It shows the longest short gap whole, unless
 * that would make most others too small to be seen: a unit is not much longer than the middle one of the short gaps.
 */
export function chooseScale(gapsMs: readonly number[]): { unitMs: number; foldAboveMs: number } {
  const sorted = gapsMs.toSorted((a, b) => a - b)
  let last = sorted.length - 1
  let greatest = longRatio
  for (let index = Math.floor(sorted.length / 4); index + 1 < sorted.length; index++) {
    const [shorterMs = 0, longerMs = 0] = sorted.slice(index, index + 2)
    if (longerMs / shorterMs < greatest) continue
    greatest = longerMs / shorterMs
    last = index
  }
  const longestMs = sorted[last] ?? unitsMaximum
  const middleMs = sorted[Math.floor(last / 2)] ?? longestMs
  const unitMs = roundUp(Math.min(longestMs / unitsMaximum, middleMs))
  return { unitMs, foldAboveMs: unitMs * unitsMaximum }
}

/** The next 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = Math.floor(Math.log10(value))
  const candidates = [1, 2, 5, 10].map((digit) => Number(`${digit}e${power}`))
  return candidates.find((candidate) => candidate >= value) ?? Number(`1e${power + 1}`)
}
