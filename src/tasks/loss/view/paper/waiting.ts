/**
 * How many requests wait for the server, from the events alone: a request that was served waited from its send() until then. One
 * that was dropped never waited. For runs whose queue nobody could look at, and for the emulated queue, which no kernel knows.
 */
import { cell, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import type { EventStore } from '#shared/events/event-store'
import { endOf, type Followed } from '../../model/tally-follower'

/** What the events of a side say of each number; NaN: nothing. */
function timesOf({ batches }: EventStore, count: number, kinds: readonly number[]): Float64Array {
  const times = new Float64Array(count + 1).fill(Number.NaN)
  for (const batch of batches) {
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      if ((kind & numericFlag) === 0 || !kinds.includes(kind & kindMask)) continue
      const number = cell(batch.value, row)
      if (number <= count && Number.isNaN(times[number]!))
        times[number] = batch.baseMs + cell(batch.offsetUs, row) / 1000
    }
  }
  return times
}

export interface Waiting {
  seconds: number[]
  datagrams: number[]
}

/** @param count the run's numbers are 1 to `count` */
export function waitingOf(endpoints: readonly Followed[], count: number, firstMs: number): Waiting | null {
  const server = endOf(endpoints, 'server')
  const client = endOf(endpoints, 'client')
  if (!server || !client) return null
  const sent = timesOf(client.endpoint.store, count, [EventKind.sent])
  const served = timesOf(server.endpoint.store, count, [EventKind.served, EventKind.received])
  const comes: number[] = []
  const goes: number[] = []
  for (let number = 1; number <= count; number++) {
    if (Number.isNaN(served[number]!)) continue
    goes.push(served[number]!)
    // Of a send that nobody told of, no waiting is known.
    comes.push(Math.min(Number.isNaN(sent[number]!) ? Infinity : sent[number]!, served[number]!))
  }
  comes.sort((a, b) => a - b)
  goes.sort((a, b) => a - b)
  const seconds = [0]
  const datagrams = [0]
  for (let come = 0, go = 0; go < goes.length;) {
    const isCome = come < comes.length && comes[come]! <= goes[go]!
    const timeMs = isCome ? comes[come++]! : goes[go++]!
    seconds.push(Math.max(0, timeMs - firstMs) / 1000)
    datagrams.push(come - go)
  }
  return { seconds, datagrams }
}
