import { expect, it } from 'vitest'
import * as v from 'valibot'
import type { QueueSamples } from '#shared/events/queue-samples'
import { dropsIn, peakOf, queueTraceSchema, traceOf } from './queue-trace'
import { traceScale, traceWords } from './queue-trace-words'
import { lossDefaults } from './run'
import type { SeriesPoint } from './series'

function samplesOf(rows: readonly (readonly [timeMs: number, bytes: number, drops: number])[]): QueueSamples {
  const column = (index: 0 | 1 | 2) => rows.map((row) => row[index])
  const empty = new Uint32Array(rows.length)
  return {
    timeMs: Float64Array.from(column(0)),
    server: { bytes: Uint32Array.from(column(1)), drops: Uint32Array.from(column(2)) },
    client: { bytes: empty, drops: empty }
  }
}

const looks = samplesOf([
  [90, 0, 0],
  [98, 0, 0],
  [102, 832, 0],
  [106, 1664, 3],
  [110, 0, 3],
  [114, 0, 3],
  [118, 0, 3]
])
const times = { firstSendMs: 100, lastEventMs: 112 }

const point = (more: Partial<SeriesPoint> = {}): SeriesPoint => ({
  parameters: lossDefaults,
  buffers: null,
  model: null,
  trace: null,
  runs: [
    {
      ledger: {
        ...{ sent: 1, served: 1, replied: 1, returned: 1, lostRequests: 0, lostReplies: 0, unsent: 0 },
        ...{ duplicated: 0, reordered: 0, firstLost: null, lossRatio: 0 }
      },
      kernelDrops: { server: 0, client: 0 },
      elapsedMs: 1
    }
  ],
  ...more
})

it('goes from the last look before the first send to the first after the last event', () => {
  const trace = traceOf(looks, times)
  expect(trace?.points).toEqual([
    { timeMs: 0, bytes: 0, drops: 0 },
    { timeMs: 2, bytes: 832, drops: 0 },
    { timeMs: 6, bytes: 1664, drops: 3 },
    { timeMs: 10, bytes: 0, drops: 3 },
    { timeMs: 14, bytes: 0, drops: 3 }
  ])
  expect(trace?.lastsMs).toBe(14)
  expect(traceOf(samplesOf([[90, 0, 0]]), times)).toBeNull()
})

it('is thinned without losing the peak or a drop', () => {
  const rows = Array.from(
    { length: 4096 },
    (_, row) => [row, row === 1777 ? 9000 : row % 7, row >> 10] as const
  )
  const trace = traceOf(samplesOf(rows), { firstSendMs: 0, lastEventMs: 5000 })
  if (!trace) throw new Error('no trace')
  expect(v.is(queueTraceSchema, trace)).toBe(true)
  expect(peakOf(trace)).toBe(9000)
  expect(dropsIn(trace).reduce((sum, { dropped }) => sum + dropped, 0)).toBe(3)
})

it('says what was seen, and why there is nothing to see', () => {
  const trace = traceOf(looks, times)
  const granted = { requestedBytes: null, grantedBytes: 2304 }
  const words = traceWords(point({ trace, buffers: { server: granted, client: granted } }))
  expect([words.short, words.dropped]).toEqual(['peak 1,664 B', '3 dropped'])
  expect(words.long).toBe(
    'at most 1,664 bytes seen waiting of 2,304 granted, 3 dropped from 0.01 s on, 5 points over 0.01 s'
  )
  expect(traceWords(point()).short).toContain('nobody could look')
  expect(traceWords(point({ runs: [] })).short).toBe('not run yet')
  expect(traceWords(point({ parameters: { ...lossDefaults, queue: 'emulated' } })).short).toContain(
    'emulated'
  )
})

it('gives all traces one scale, which a far larger buffer does not stretch', () => {
  const trace = traceOf(looks, times)
  const side = (grantedBytes: number) => ({ requestedBytes: null, grantedBytes })
  const cell = (bytes: number) => point({ trace, buffers: { server: side(bytes), client: side(bytes) } })
  expect(traceScale([cell(2304), cell(8_000_000)])).toEqual({ bytes: 2500, ms: 14 })
  expect(traceScale([point()])).toBeNull()
})
