/** Follows a run through the events of its endpoints as they come, and notes how its counts grew. */
import type { EndpointAddress } from '#shared/events/address'
import { cell, type EventBatch } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { EventStore } from '#shared/events/event-store'
import { type PerSide, Tally } from './tally'

/** Cumulative counts at the ends of batches. */
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
    if (batch.count === 0) return
    const endMs = batch.baseMs + cell(batch.offsetUs, batch.count - 1) / 1000
    for (const name of countsOf[side]) {
      const { timeMs, count } = this.series[name]
      if (tally.progress[name] === (count.at(-1) ?? 0)) continue
      timeMs.push(endMs)
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
