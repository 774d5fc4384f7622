import { expect, it } from 'vitest'
import { countingSentence, howItCounts, takenOf } from './counting'
import type { CountedQueue } from './this-machine'

const sizes = [1, 100, 400, 1000]

/** A system that takes so much for a datagram, and drops what would not fit. */
const systemOf = (
  cost: (payloadBytes: number) => number,
  { grantedBytes = 30_000, tells = false, oneMore = 0 } = {}
): CountedQueue[] =>
  sizes.map((payloadBytes) => ({
    payloadBytes,
    requestedBytes: 15_000,
    grantedBytes,
    holds: Math.floor(grantedBytes / cost(payloadBytes)) + oneMore,
    chargeBytes: tells ? cost(payloadBytes) : null
  }))

/** Linux 6.18, measured: docs/model.md. */
const linux = (payloadBytes: number): number => (payloadBytes < 200 ? 832 : payloadBytes < 646 ? 1280 : 2304)

it.each([true, false])('finds the steps of Linux, whether it tells its charges (%s) or not', (tells) => {
  const counting = howItCounts(systemOf(linux, { tells }))
  expect(counting.kind).toBe('steps')
  const { taken } = counting as Extract<typeof counting, { kind: 'steps' }>
  for (const { payloadBytes, bytes } of taken) {
    expect(Math.abs(bytes / linux(payloadBytes) - 1)).toBeLessThan(tells ? 1e-9 : 0.05)
  }
})

it('finds the steps where one more fits than the sum says', () => {
  expect(howItCounts(systemOf(linux, { oneMore: 1 })).kind).toBe('steps')
})

it('knows a system that counts payloads alone', () => {
  const queues = systemOf((payloadBytes) => payloadBytes, { grantedBytes: 15_000 })
  expect(howItCounts(queues)).toEqual({ kind: 'payload' })
  expect(countingSentence(queues)).toMatch(/its payload of the buffer and nothing else/)
})

it('splits a fixed part from a part for each byte', () => {
  const cost = (payloadBytes: number): number => 300 + 2 * payloadBytes
  for (const tells of [true, false]) {
    const counting = howItCounts(systemOf(cost, { tells, grantedBytes: 200_000 }))
    expect(counting.kind).toBe('linear')
    const { fixedBytes, perByte } = counting as Extract<typeof counting, { kind: 'linear' }>
    expect(Math.abs(fixedBytes - 300)).toBeLessThan(15)
    expect(Math.abs(perByte - 2)).toBeLessThan(0.1)
  }
})

it('knows a system that takes the same for each', () => {
  const counting = howItCounts(systemOf(() => 2048))
  expect(counting.kind).toBe('constant')
  const told = systemOf(() => 2048, { tells: true })
  expect(countingSentence(told)).toBe(
    'Here every datagram took about 2,048 bytes of the buffer. The size of the payload changed nothing.'
  )
})

it('says that it knows too little of queues that were not full', () => {
  const queues = systemOf(() => 1).map((queue) => ({ ...queue, holds: null }))
  expect(queues.map(takenOf)).toEqual([null, null, null, null])
  expect(howItCounts(queues)).toEqual({ kind: 'unknown' })
  expect(howItCounts([])).toEqual({ kind: 'unknown' })
  expect(countingSentence([])).toMatch(/^Too little/)
})
