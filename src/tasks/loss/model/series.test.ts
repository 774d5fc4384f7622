import { expect, it } from 'vitest'
import { lossDefaults } from './run'
import type { Ledger } from './ledger'
import { isNewer, type SeriesPoint, type SeriesState, spreadOf, summarise } from './series'

const ledger = (sent: number, lostRequests: number, lostReplies: number): Ledger => ({
  sent,
  served: sent - lostRequests,
  replied: sent - lostRequests,
  returned: sent - lostRequests - lostReplies,
  lostRequests,
  lostReplies,
  unsent: 0,
  duplicated: 0,
  reordered: 0,
  firstLost: lostRequests + lostReplies > 0 ? 7 : null,
  lossRatio: (lostRequests + lostReplies) / sent
})

const point = (...ledgers: Ledger[]): SeriesPoint => ({
  parameters: lossDefaults,
  buffers: null,
  model: null,
  trace: null,
  runs: ledgers.map((one) => ({ ledger: one, kernelDrops: { server: null, client: null }, elapsedMs: 100 }))
})

it.each([
  [[3], { minimum: 3, median: 3, maximum: 3 }],
  [[9, 1, 5], { minimum: 1, median: 5, maximum: 9 }],
  [[10, 9, 2, 1], { minimum: 1, median: 5.5, maximum: 10 }],
  [[0, 0, 0, 1], { minimum: 0, median: 0, maximum: 1 }]
])('finds least, middle and most of %j', (values, spread) => {
  expect(spreadOf(values)).toEqual(spread)
  expect(values.length).toBe([...values].length)
})

it('sums a point up', () => {
  const summary = summarise(point(ledger(100, 10, 5), ledger(100, 0, 0), ledger(100, 20, 10)))!
  expect(summary.runs).toBe(3)
  expect(summary.lossRatio).toEqual({ minimum: 0, median: 0.15, maximum: 0.3 })
  expect(summary.lostRequests.median).toBe(10)
  expect(summary.replyRatio.median).toBe(0.05)
  expect(summary.firstLost).toEqual({ minimum: 7, median: 7, maximum: 7 })
})

it('says nothing of a point without runs, and no first lost number where none was lost', () => {
  expect(summarise(point())).toBeNull()
  expect(summarise(point(ledger(8, 0, 0)))!.firstLost).toBeNull()
})

it('tells a stale state from a fresh one', () => {
  const state = (id: number, phase: 'running' | 'cancelled', done: number): SeriesState => ({
    id,
    phase,
    plan: { kind: 'sweep', base: lossDefaults, vary: 'count', values: [1], repeats: 9 },
    points: [],
    progress: { done, total: 9, leftMs: null }
  })
  expect(isNewer(state(1, 'running', 2), state(1, 'running', 1))).toBe(true)
  expect(isNewer(state(1, 'running', 1), state(1, 'running', 2))).toBe(false)
  expect(isNewer(state(1, 'running', 8), state(1, 'cancelled', 8))).toBe(false)
  expect(isNewer(state(2, 'running', 0), state(1, 'cancelled', 8))).toBe(true)
  expect(isNewer({ id: 3, phase: 'idle' }, state(2, 'running', 4))).toBe(true)
  expect(isNewer({ id: 0, phase: 'idle' }, state(2, 'running', 4))).toBe(false)
})
