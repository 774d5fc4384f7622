import { expect, it, vi } from 'vitest'
import { EventKind, type EventBatch } from '#shared/events/batch'
import { sizeOfBatch } from '#shared/events/batch-size'
import { eventsBeyond } from '#shared/events/beyond'
import type { SessionEvent } from '#shared/events/session'
import { KeptEvents } from './kept-events'

const batchOf = (endpointId: number, first: number, payloadBytes = 1000): EventBatch => ({
  ...{ sessionId: 'task1-1', endpointId, first, count: 1, baseMs: 0, offsetUs: 0 },
  ...{ kind: EventKind.received, peer: 1, value: first + 1, sizeBytes: payloadBytes },
  newPeers: [],
  newPayloads: [new Uint8Array(payloadBytes)]
})
const each = sizeOfBatch(batchOf(1, 0))

function keep(keptBytes: number, keepEvents = true) {
  const told: SessionEvent[] = []
  const onNews = vi.fn()
  const kept = new KeptEvents(
    'task1-1',
    { keepEvents, keptBytes, onEvent: (event) => told.push(event) },
    { onNews }
  )
  return { kept, told, onNews }
}

it('keeps a whole beginning of each endpoint, within its bytes, and counts the rest', () => {
  const { kept, told, onNews } = keep(8 * each)
  const hears = kept.hearing(1)
  const wanted = Array.from({ length: 10 }, (_, first) => hears.batch(batchOf(1, first)))
  expect(wanted).toEqual([true, true, true, true, true, true, false, false, false, false])
  expect(kept.bytes).toBe(6 * each)
  expect(kept.beyond.map(({ counts }) => eventsBeyond(counts))).toEqual([4])
  // The watcher (a run's ledger) sees all of it.
  expect(onNews).toHaveBeenCalledTimes(10)
  expect(told.filter(({ type }) => type === 'batch')).toHaveLength(6)
  // A small one would fit, but a hole in the middle of a log would be no log.
  expect(kept.hearing(1).batch(batchOf(1, 10, 1))).toBe(false)
})

it('leaves room for another endpoint, up to the bytes of the session', () => {
  const { kept } = keep(8 * each)
  for (let first = 0; first < 7; first++) kept.hearing(1).batch(batchOf(1, first))
  const second = Array.from({ length: 4 }, (_, first) => kept.hearing(2).batch(batchOf(2, first)))
  expect(second).toEqual([true, true, false, false])
  expect(kept.bytes).toBeLessThanOrEqual(8 * each)
})

it('keeps nothing more of an endpoint that began to count by itself', () => {
  const { kept } = keep(8 * each)
  const hears = kept.hearing(1)
  hears.batch(batchOf(1, 0))
  expect(
    hears.beyond!({ byKind: Array<number>(12).fill(0).with(EventKind.received, 5), sizeBytes: 5000 })
  ).toBe(false)
  expect(hears.batch(batchOf(1, 1))).toBe(false)
  expect(kept.beyond).toMatchObject([{ endpointId: 1, counts: { sizeBytes: 6000 } }])
})

it('tells the sums a few times a second, and the last of them always', () => {
  vi.useFakeTimers()
  const { kept, told } = keep(0)
  for (let first = 0; first < 1000; first++) kept.hearing(1).batch(batchOf(1, first))
  vi.runAllTimers()
  vi.useRealTimers()
  const sums = told.flatMap((event) => (event.type === 'beyond' ? [eventsBeyond(event.counts)] : []))
  expect(sums).toEqual([1, 1000])
})

it('tells everything and keeps nothing where nobody joins later', () => {
  const { kept, told } = keep(0, false)
  expect(kept.hearing(1).batch(batchOf(1, 0))).toBe(true)
  expect(kept.batches).toEqual([])
  expect(told).toMatchObject([{ type: 'batch' }])
  // What was left out is no reason to send less from now on.
  expect(kept.hearing(1).beyond!({ byKind: Array<number>(12).fill(1), sizeBytes: 1 })).toBe(true)
})

it('belongs to one session: what comes after its end is nobody’s', () => {
  const { kept, told, onNews } = keep(8 * each)
  kept.end()
  expect(kept.hearing(1).batch(batchOf(1, 0))).toBe(false)
  expect([told.length, onNews.mock.calls.length]).toEqual([0, 0])
})
