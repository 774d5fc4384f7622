/** Shares of ten thousand sessions on real sockets, and what they cost in memory. */
import { describe, expect, it } from 'vitest'
import { whyNotEngine } from '../../src/lab/net/engine'
import type { BalanceOutcome } from '../../src/tasks/balancing/model/outcome'
import { balancingDefaults, type BalancingParameters } from '../../src/tasks/balancing/model/parameters'
import { chiSquare, chiSquareLimit } from '../../src/tasks/balancing/model/shares'
import { readDescriptors, tooFewDescriptors } from '../../src/tasks/balancing/lab/descriptors'
import { pool, run, start, told } from './balancing-support'
import { inOneOfThreeTries } from '../tries'
import { engine } from './support'

const clients = 5000
const runs = 2
const parameters: BalancingParameters = { ...balancingDefaults, clients, messages: 1, waitMs: 5000 }
const refusal = tooFewDescriptors(parameters, await readDescriptors())
const why =
  refusal?.message ??
  (engine === 'node' ? 'sockets of node:dgram are too many for one event loop' : whyNotEngine('system'))

/** Sessions of each server over all runs. */
async function sessions(changed: Partial<BalancingParameters>): Promise<number[]> {
  const lab = start()
  const counts: number[] = []
  for (let time = 0; time < runs; time++) {
    const outcome: BalanceOutcome = await run(lab, { ...parameters, ...changed })
    console.log(told(outcome))
    expect(outcome.sessions).toBe(clients)
    outcome.servers.forEach(({ received }, index) => (counts[index] = (counts[index] ?? 0) + received))
  }
  return counts
}

describe.skipIf(why !== null)(`10,000 sessions${why === null ? '' : ` (skipped: ${why})`}`, () => {
  it.each([
    ['round-robin', [1, 1, 1]],
    ['weighted-round-robin', [5, 3, 2]]
  ] as const)('%s: within 1 %% of the weights', async (algorithm, weights) => {
    const counts = await sessions({ algorithm, servers: pool(...weights) })
    const all = counts.reduce((sum, count) => sum + count, 0)
    const sum = weights.reduce<number>((total, weight) => total + weight, 0)
    console.log(`${algorithm}: ${counts.join('/')} of ${all}`)
    expect(all).toBe(clients * runs)
    for (const [index, count] of counts.entries())
      expect(Math.abs(count / all - (weights[index] ?? 0) / sum)).toBeLessThanOrEqual(0.01)
  })

  it.each(['source-hash', 'maglev'] as const)(
    '%s: as even as chance, by a chi-square test',
    async (algorithm) => {
      const limit = chiSquareLimit(4)
      const measure = async (): Promise<number> => {
        const counts = await sessions({ algorithm, servers: pool(1, 1, 1, 1, 1) })
        const statistic = chiSquare(counts, [1, 1, 1, 1, 1])
        console.log(
          `${algorithm}: ${counts.join('/')}, chi-square ${statistic.toFixed(2)}, at 1 %: ${limit.toFixed(2)}`
        )
        // By chance one in a million lies above it.
        expect(statistic).toBeLessThan(3 * limit)
        return statistic
      }
      // Which ports the clients get is the system's: by chance one such test in a hundred lies above the limit.
      const statistic = await inOneOfThreeTries(measure, (seen) => seen < limit)
      expect(statistic.seen).toBeLessThan(limit)
    }
  )
})
