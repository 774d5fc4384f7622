import { expect, it } from 'vitest'
import { EventKind, type EventBatch } from '#shared/events/batch'
import { sizeOfBatch } from '#shared/events/batch-size'
import { noMotion } from '#shared/events/motion'
import { noSamples } from '#shared/events/queue-samples'
import type { SessionSnapshot } from '#shared/events/session'
import { headsOf, pieceBytes, pieceOf } from './pieces'

const batch = (first: number): EventBatch => ({
  ...{ sessionId: 'task1-1', endpointId: 1, first, count: 1, baseMs: 0, offsetUs: 0 },
  ...{ kind: EventKind.received, peer: 0, value: first + 1, sizeBytes: 100_000 },
  newPeers: [],
  newPayloads: [new Uint8Array(100_000)]
})

const session = (sessionId: string, count: number): SessionSnapshot => ({
  ...{ sessionId, task: 'task1', startedAtMs: 0, startedAtEpochMs: 0, endpoints: [], beyond: [] },
  batches: Array.from({ length: count }, (_, first) => batch(first)),
  run: { phase: 'idle' },
  queues: noSamples,
  motion: noMotion
})

it('gives all of a small session at once', () => {
  expect(headsOf([session('a', 0), session('b', 3)])).toMatchObject([
    { batches: [], next: null },
    { batches: { length: 3 }, next: null }
  ])
})

it('gives a long one piece by piece, each batch once and in order', () => {
  const long = session('a', 200)
  const [head, other] = headsOf([long, session('b', 1)])
  const batches = [...head!.batches]
  let pieces = 1
  for (let from = head!.next; from !== null; pieces++) {
    const piece = pieceOf(long, from, pieceBytes)
    const bytes = piece.batches.reduce((sum, one) => sum + sizeOfBatch(one), 0)
    expect(bytes).toBeLessThan(pieceBytes + sizeOfBatch(batch(0)))
    batches.push(...piece.batches)
    from = piece.next
  }
  expect(batches.map(({ first }) => first)).toEqual(Array.from({ length: 200 }, (_, first) => first))
  expect(pieces).toBeGreaterThan(4)
  // The first piece is the room of all sessions together.
  expect(other).toMatchObject({ batches: [], next: 0 })
})

it('has nothing from beyond the end', () => {
  expect(pieceOf(session('a', 2), 7, pieceBytes)).toEqual({ batches: [], next: null })
})
