/** Follows a run through the events of its endpoints as they come, and notes how its counts grew. */
import type { EndpointAddress } from '#shared/events/address'
import { cell, type EventBatch, EventKind, type EventKindCode, kindMask } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { EventStore } from '#shared/events/event-store'
import { type PerSide, Tally } from './tally'

/** Cumulative counts, at the first and the last event of a batch that is about them. */
export interface CountSeries {
  timeMs: number[]
  count: number[]
}

export type CountName = 'sent' | 'served' | 'returned'

export interface Followed {
  info: EndpointInfo
  store: EventStore
}

const programs = { server: 'echo-server', client: 'numbers-client' } as const
const countsOf = { server: ['served'], client: ['sent', 'returned'] } as const
/** The events that a count grows by, each stamped when it happened, not when it was told. */
const kindsOf: Record<CountName, readonly EventKindCode[]> = {
  sent: [EventKind.sent],
  served: [EventKind.served, EventKind.received],
  returned: [EventKind.received]
}
const sides = ['server', 'client'] as const

const nowhere = { server: { address: '', port: 0 }, client: { address: '', port: 0 } }

/** The socket of a run on one side. The last: a server that found its port held is there too, without an address. */
export function endOf<E extends { info: Pick<EndpointInfo, 'program' | 'state'> }>(
  endpoints: readonly E[],
  side: keyof PerSide
): { endpoint: E; local: EndpointAddress } | null {
  const endpoint = endpoints.findLast(({ info }) => info.program.id === programs[side])
  const local = endpoint && 'local' in endpoint.info.state ? endpoint.info.state.local : null
  return endpoint && local ? { endpoint, local } : null
}

export class TallyFollower {
  readonly series: Record<CountName, CountSeries> = {
    sent: { timeMs: [], count: [] },
    served: { timeMs: [], count: [] },
    returned: { timeMs: [], count: [] }
  }
  readonly #count: number
  readonly #read: PerSide = { server: 0, client: 0 }
  #tally: Tally | null = null

  /** @param count the run's numbers are 1 to `count` */
  constructor(count: number) {
    this.#count = count
  }

  /** What the events said so far: nothing before both sockets are bound. */
  get tally(): Tally {
    return this.#tally ?? new Tally(this.#count, nowhere)
  }

  /** Reads what came since the last call. Returns whether anything had. */
  advance(endpoints: readonly Followed[]): boolean {
    const server = endOf(endpoints, 'server')
    const client = endOf(endpoints, 'client')
    if (!server || !client) return false
    const tally = (this.#tally ??= new Tally(this.#count, { server: server.local, client: client.local }))
    let grown = false
    for (const side of sides) {
      const { batches } = (side === 'server' ? server : client).endpoint.store
      for (let index = this.#read[side]; index < batches.length; index++)
        this.#add(tally, side, batches[index]!)
      grown ||= batches.length > this.#read[side]
      this.#read[side] = batches.length
    }
    return grown
  }

  #add(tally: Tally, side: keyof PerSide, batch: EventBatch): void {
    if (side === 'server') tally.addServer(batch)
    else tally.addClient(batch)
    for (const name of countsOf[side]) {
      const { timeMs, count } = this.series[name]
      const before = count.at(-1) ?? 0
      const grown = tally.progress[name] - before
      if (grown === 0) continue
      const { firstMs, lastMs } = spanOf(batch, kindsOf[name])
      // Between two batches a count stands still: its line rises from the first event on, not from the batch before.
      const soonestMs = timeMs.at(-1) ?? 0
      if (grown > 1) {
        timeMs.push(Math.max(soonestMs, firstMs))
        count.push(before + 1)
      }
      timeMs.push(Math.max(soonestMs, lastMs))
      count.push(tally.progress[name])
    }
  }

  /** A count over time: from 0 at the first send, seconds after it and how many by then. */
  overTime(name: CountName, firstMs: number): { seconds: number[]; count: number[] } {
    const { timeMs, count } = this.series[name]
    return {
      seconds: [0, ...timeMs.map((time) => Math.max(0, time - firstMs) / 1000)],
      count: [0, ...count]
    }
  }
}

/** When the first and the last event of these kinds happened; a batch without any begins and ends at its beginning. */
function spanOf({ baseMs, offsetUs, kind, count }: EventBatch, kinds: readonly EventKindCode[]) {
  let firstUs = Infinity
  let lastUs = 0
  for (let row = 0; row < count; row++) {
    if (!kinds.includes((cell(kind, row) & kindMask) as EventKindCode)) continue
    const us = cell(offsetUs, row)
    if (us < firstUs) firstUs = us
    if (us > lastUs) lastUs = us
  }
  const at = (us: number): number => baseMs + (us === Infinity ? 0 : us) / 1000
  return { firstMs: at(firstUs), lastMs: at(lastUs) }
}
