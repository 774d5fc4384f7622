import { describe, expect, it } from 'vitest'
import { algorithms, type Algorithm, makePicker, type PoolServer } from './pickers'
import { chiSquare, chiSquareLimit } from './shares'

/** A chance that is the same each time: xorshift32, G. Marsaglia 2003. */
function seeded(seed = 20_251_126): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

const poolOf = (...weights: number[]): PoolServer[] =>
  weights.map((weight, index) => ({
    index,
    name: `127.0.0.1:${20_010 + index}`,
    weight,
    up: true,
    outstanding: 0
  }))

/** Clients of 8 addresses, a port each. */
const clientAt = (index: number) => ({ address: `127.0.0.${1 + (index % 8)}`, port: 32_768 + (index >> 3) })

function countsOf(algorithm: Algorithm, pool: PoolServer[], sessions = 10_000): number[] {
  const picker = makePicker(algorithm, { random: seeded() })
  const counts = pool.map(() => 0)
  for (let index = 0; index < sessions; index++) {
    const server = picker.pick(clientAt(index), pool)!
    counts[server.index]! += 1
    server.outstanding += 1
  }
  return counts
}

describe('10,000 sessions', () => {
  it.each(['round-robin', 'least-outstanding', 'two-choices'] as const)(
    '%s: even within 1 %',
    (algorithm) => {
      for (const count of countsOf(algorithm, poolOf(1, 1, 1, 1)))
        expect(Math.abs(count - 2500)).toBeLessThanOrEqual(25)
    }
  )

  it('weighted round robin: by the weights within 1 %', () => {
    const counts = countsOf('weighted-round-robin', poolOf(5, 2, 1))
    for (const [index, weight] of [5, 2, 1].entries())
      expect(Math.abs(counts[index]! / (1250 * weight) - 1)).toBeLessThanOrEqual(0.01)
  })

  it.each(['random', 'source-hash', 'maglev'] as const)(
    '%s: even by a chi-square test at 1 %',
    (algorithm) => {
      for (const servers of [3, 10, 16]) {
        const pool = poolOf(...Array.from({ length: servers }, () => 1))
        const statistic = chiSquare(
          countsOf(algorithm, pool),
          pool.map(({ weight }) => weight)
        )
        expect(statistic, `${servers} servers`).toBeLessThan(chiSquareLimit(servers - 1))
      }
    }
  )
})

it('weights 5, 1, 1 come smoothly, not five in a row', () => {
  const picker = makePicker('weighted-round-robin', { random: seeded() })
  const pool = poolOf(5, 1, 1)
  const picks = Array.from({ length: 7 }, () => picker.pick(clientAt(0), pool)!.index)
  expect(picks.map((index) => 'abc'[index]).join('')).toBe('aabacaa')
})

describe.each(algorithms)('%s', (algorithm) => {
  it('picks nobody who is down or has weight 0, and null when nobody is left', () => {
    const picker = makePicker(algorithm, { random: seeded() })
    const pool = poolOf(1, 1, 0, 1)
    pool[0]!.up = false
    const picked = new Set(
      Array.from({ length: 400 }, (_, index) => picker.pick(clientAt(index), pool)!.index)
    )
    expect([...picked].sort()).toEqual([1, 3])
    for (const server of pool) server.up = false
    expect(picker.pick(clientAt(0), pool)).toBeNull()
    expect(picker.pick(clientAt(0), [])).toBeNull()
  })
})

it.each(['source-hash', 'maglev'] as const)('%s: a client keeps its server', (algorithm) => {
  const pool = poolOf(1, 1, 1)
  const picker = makePicker(algorithm, { random: seeded() })
  for (let index = 0; index < 100; index++)
    expect(picker.pick(clientAt(index), pool)).toBe(picker.pick(clientAt(index), pool))
})
