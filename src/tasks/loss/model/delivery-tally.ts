/** What became of each number of a run, read from its batches while they come: one byte a number. */
import {
  cell,
  EventKind,
  type EventBatch,
  type EventKindCode,
  kindMask,
  numericFlag
} from '#shared/events/batch'
import type { EndpointInfo, ProgramId } from '#shared/events/endpoint'
import type { EventStore } from '#shared/events/event-store'
import { Delivery } from './ledger'
import { comesFrom } from '#shared/events/peer-row'

/** Cumulative counts at the ends of batches. */
export interface CountSeries {
  timeMs: number[]
  count: number[]
}

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

type Side = 'server' | 'client'
type Effect = { bits: number; count: keyof DeliveryTally['counts'] }

const effects: Record<Side, Partial<Record<EventKindCode, Effect>>> = {
  client: {
    [EventKind.sent]: { bits: Delivery.sent, count: 'sent' },
    [EventKind.unsent]: { bits: Delivery.unsent, count: 'unsent' },
    [EventKind.received]: { bits: Delivery.returned, count: 'returned' }
  },
  server: {
    [EventKind.received]: { bits: Delivery.served, count: 'served' },
    [EventKind.served]: { bits: Delivery.served | Delivery.replied, count: 'served' },
    [EventKind.sent]: { bits: Delivery.replied, count: 'replied' }
  }
}

const sides: Partial<Record<ProgramId, Side>> = { 'echo-server': 'server', 'numbers-client': 'client' }

/** Delivery bits are below this. */
const bitsEnd = 32
const histogram = new Uint32Array(bitsEnd)

export class DeliveryTally {
  /** Row n holds the delivery bits of number n. */
  readonly column: Uint8Array
  /** Events seen, duplicates included. */
  readonly counts = { sent: 0, unsent: 0, served: 0, replied: 0, returned: 0 }
  readonly series: Record<'sent' | 'served' | 'returned', CountSeries> = {
    sent: { timeMs: [], count: [] },
    served: { timeMs: [], count: [] },
    returned: { timeMs: [], count: [] }
  }
  #highestServed = 0
  #highestReturned = 0
  #batchesRead = new Map<number, number>()

  /** The numbers 1 to `numbers`, in at most `binsMaximum` bins. */
  constructor(
    readonly numbers: number,
    readonly binsMaximum: number
  ) {
    this.column = new Uint8Array(numbers + 1)
  }

  /** Reads what came since the last call. Returns whether anything had. */
  advance(endpoints: readonly { info: EndpointInfo; store: EventStore }[]): boolean {
    let grown = false
    for (const { info, store } of endpoints) {
      const side = sides[info.program.id]
      if (!side) continue
      const partner = partnerRow(info, store, endpoints)
      const from = this.#batchesRead.get(info.id) ?? 0
      for (let index = from; index < store.batches.length; index++) {
        this.#read(side, store.batches[index]!, partner)
      }
      this.#batchesRead.set(info.id, store.batches.length)
      grown ||= store.batches.length > from
    }
    return grown
  }

  /** @param partner row of the other end in the peer table; what others wrote is no number of the run */
  #read(side: Side, batch: EventBatch, partner: number): void {
    const { numbers, counts } = this
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      const effect = effects[side][(kind & kindMask) as EventKindCode]
      const number = cell(batch.value, row)
      if (!effect || (kind & numericFlag) === 0 || number === 0 || number > numbers) continue
      if (cell(batch.peer, row) !== partner) continue
      this.#mark(number, effect.bits)
      counts[effect.count]++
      if (effect.count === 'served' && effect.bits & Delivery.replied) counts.replied++
    }
    if (batch.count === 0) return
    const endMs = batch.baseMs + cell(batch.offsetUs, batch.count - 1) / 1000
    for (const name of side === 'client' ? (['sent', 'returned'] as const) : (['served'] as const)) {
      const { timeMs, count } = this.series[name]
      if (counts[name] === (count.at(-1) ?? 0)) continue
      timeMs.push(endMs)
      count.push(counts[name])
    }
  }

  /** A count over time: from 0 at the first send, seconds after it and how many by then. */
  overTime(name: 'sent' | 'served' | 'returned', firstMs: number): { seconds: number[]; count: number[] } {
    const { timeMs, count } = this.series[name]
    return {
      seconds: [0, ...timeMs.map((time) => Math.max(0, time - firstMs) / 1000)],
      count: [0, ...count]
    }
  }

  #mark(number: number, bits: number): void {
    this.column[number]! |= bits
    if (bits & Delivery.served && number > this.#highestServed) this.#highestServed = number
    if (bits & Delivery.returned && number > this.#highestReturned) this.#highestReturned = number
  }

  /**
   * What became of the numbers of each bin. While the run goes on a number is lost only when a later one passed it;
   * `over`: all that did not come back is lost.
   */
  bins(over: boolean): DeliveryBin[] {
    return this.binsOf(1, this.numbers, over)
  }

  /** The same for the numbers `from` to `to` alone: one bin a number where there are no more than `binsMaximum`. */
  binsOf(from: number, to: number, over: boolean): DeliveryBin[] {
    const last = Math.min(to, this.numbers)
    const width = Math.max(1, Math.ceil((last - from + 1) / this.binsMaximum))
    const bins: DeliveryBin[] = []
    for (let first = from; first <= last; first += width) {
      bins.push(this.#bin(first, Math.min(first + width - 1, last), over))
    }
    return bins
  }

  #bin(from: number, to: number, over: boolean): DeliveryBin {
    const bin: DeliveryBin = { from, to, returned: 0, lostRequests: 0, lostReplies: 0, waiting: 0 }
    const limits = this.#limits(over)
    // Between two limits all numbers with the same bits had the same fate: they are counted by their bits.
    const cuts = [limits.served, limits.returned].filter((limit) => limit > from && limit <= to)
    let first = from
    for (const end of [...cuts.sort((a, b) => a - b), to + 1]) {
      histogram.fill(0)
      for (let number = first; number < end; number++) histogram[this.column[number]!]!++
      for (let bits = 0; bits < bitsEnd; bits++) {
        const numbers = histogram[bits]!
        if (numbers > 0) bin[fateOf(bits, first < limits.served, first < limits.returned)] += numbers
      }
      first = end
    }
    return bin
  }

  /** Numbers below `served` are lost as requests, and below `returned` as replies, if they went no further. */
  #limits(over: boolean): { served: number; returned: number } {
    const passed = over ? this.numbers + 1 : 0
    return {
      served: Math.max(passed, this.#highestServed),
      returned: Math.max(passed, this.#highestReturned)
    }
  }

  /** The nearest lost number after `number` (`step` 1) or before it (`step` -1), or null. */
  missingFrom(number: number, step: 1 | -1, over: boolean): number | null {
    const { served, returned } = this.#limits(over)
    // No number is lost that none has passed: the rest of a run that goes on is not looked through.
    const end = Math.min(Math.max(served, returned) - 1, this.numbers)
    for (
      let next = step < 0 ? Math.min(number - 1, end) : number + 1;
      next >= 1 && next <= end;
      next += step
    ) {
      const fate = fateOf(this.column[next]!, next < served, next < returned)
      if (fate === 'lostRequests' || fate === 'lostReplies') return next
    }
    return null
  }
}

/** Row of the other end in an endpoint's peer table; 0, which is nobody's, as long as it has not written. */
function partnerRow(
  info: EndpointInfo,
  store: EventStore,
  endpoints: readonly { info: EndpointInfo }[]
): number {
  // The last: a server that found its port held is there too, before the one that took its place.
  const other = endpoints.findLast(
    (candidate) => sides[candidate.info.program.id] && candidate.info.id !== info.id
  )
  const local = other && 'local' in other.info.state ? other.info.state.local : null
  return local ? 1 + store.peers.findIndex(({ address, port }) => comesFrom(local, address, port)) : 0
}

type Fate = 'returned' | 'lostRequests' | 'lostReplies' | 'waiting'

function fateOf(bits: number, requestPassed: boolean, replyPassed: boolean): Fate {
  if (bits & Delivery.returned) return 'returned'
  if (bits & Delivery.replied) return replyPassed ? 'lostReplies' : 'waiting'
  if (bits & Delivery.served) return 'waiting'
  return bits & Delivery.sent && requestPassed ? 'lostRequests' : 'waiting'
}
