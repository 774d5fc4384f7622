/** What became of each number of a run: the bits of its tally, gathered in bins and searched for what is missing. */
import { Delivery } from './ledger'
import type { Tally } from './tally'

export interface DeliveryBin {
  /** First and last number of the bin. */
  from: number
  to: number
  returned: number
  lostRequests: number
  lostReplies: number
  /** Not sent, or still on its way. */
  waiting: number
}

type Fate = 'returned' | 'lostRequests' | 'lostReplies' | 'waiting'

/** Delivery bits are below this. */
const bitsEnd = 64
const histogram = new Uint32Array(bitsEnd)

/** Numbers below `served` are lost as requests, and below `returned` as replies, if they went no further. */
interface Front {
  served: number
  returned: number
}

function frontOf({ count, highest }: Tally, over: boolean): Front {
  const passed = over ? count + 1 : 0
  return { served: Math.max(passed, highest.server), returned: Math.max(passed, highest.client) }
}

function fateOf(bits: number, requestPassed: boolean, replyPassed: boolean): Fate {
  if (bits & Delivery.returned) return 'returned'
  if (bits & Delivery.replied) return replyPassed ? 'lostReplies' : 'waiting'
  if (bits & Delivery.served) return 'waiting'
  return bits & Delivery.sent && requestPassed ? 'lostRequests' : 'waiting'
}

function binOf(tally: Tally, from: number, to: number, front: Front): DeliveryBin {
  const bin: DeliveryBin = { from, to, returned: 0, lostRequests: 0, lostReplies: 0, waiting: 0 }
  // Between two fronts all numbers with the same bits had the same fate: they are counted by their bits.
  const cuts = [front.served, front.returned].filter((cut) => cut > from && cut <= to)
  let first = from
  for (const end of [...cuts.sort((a, b) => a - b), to + 1]) {
    histogram.fill(0)
    for (let number = first; number < end; number++) histogram[tally.bits[number]!]!++
    for (let bits = 0; bits < bitsEnd; bits++) {
      const numbers = histogram[bits]!
      if (numbers > 0) bin[fateOf(bits, first < front.served, first < front.returned)] += numbers
    }
    first = end
  }
  return bin
}

export interface Binning {
  /** The numbers `from` to `to` alone; all without it. */
  range?: { from: number; to: number }
  /** At most so many bins: one a number where there are no more numbers. */
  binsMaximum: number
  /** All that did not come back is lost; while the run goes on a number is lost only when a later one passed it. */
  over: boolean
}

/** What became of the numbers of each bin, all of one width but the last. */
export function binsOf(tally: Tally, { range, binsMaximum, over }: Binning): DeliveryBin[] {
  const { from, to } = range ?? { from: 1, to: tally.count }
  const last = Math.min(to, tally.count)
  const width = Math.max(1, Math.ceil((last - from + 1) / binsMaximum))
  const front = frontOf(tally, over)
  const bins: DeliveryBin[] = []
  for (let first = from; first <= last; first += width) {
    bins.push(binOf(tally, first, Math.min(first + width - 1, last), front))
  }
  return bins
}

const fates = ['lostRequests', 'lostReplies', 'waiting', 'returned'] as const satisfies readonly Fate[]
export type FateName = (typeof fates)[number]
/** What `fatesOf` calls each by its place. */
export const fateNames: readonly FateName[] = fates

/** Row n - 1: what became of number n, as its place among `fateNames`. */
export function fatesOf(tally: Tally, over: boolean): Uint8Array {
  const front = frontOf(tally, over)
  // All numbers with the same bits between two fronts had the same fate: a run of a million is told by a table.
  const cuts = [...new Set([1, front.served, front.returned])].filter((cut) => cut >= 1 && cut <= tally.count)
  cuts.sort((a, b) => a - b)
  const told = new Uint8Array(tally.count)
  cuts.forEach((first, index) => {
    const places = placesByBits(first < front.served, first < front.returned)
    const end = cuts[index + 1] ?? tally.count + 1
    for (let number = first; number < end; number++) told[number - 1] = places[tally.bits[number]!]!
  })
  return told
}

/** Row `bits`: the place among `fateNames`. */
const placesByBits = (requestPassed: boolean, replyPassed: boolean): Uint8Array =>
  Uint8Array.from({ length: bitsEnd }, (_, bits) => fates.indexOf(fateOf(bits, requestPassed, replyPassed)))

/** The nearest lost number after `number` (`step` 1) or before it (`step` -1), or null. */
export function missingFrom(tally: Tally, number: number, step: 1 | -1, over: boolean): number | null {
  const { served, returned } = frontOf(tally, over)
  // No number is lost that none has passed: the rest of a run that goes on is not looked through.
  const end = Math.min(Math.max(served, returned) - 1, tally.count)
  for (let next = step < 0 ? Math.min(number - 1, end) : number + 1; next >= 1 && next <= end; next += step) {
    const fate = fateOf(tally.bits[next]!, next < served, next < returned)
    if (fate === 'lostRequests' || fate === 'lostReplies') return next
  }
  return null
}
