import { describe, expect, it } from 'vitest'
import { LiveCounts } from './live-counts'
import { drawNumbers, runOf } from './random-run.fixture'

describe.each([1, 2, 3, 4, 5, 6])('the counts of a run drawn by seed %i', (seed) => {
  it('are those of its numbers, however the batches come, and each batch counts once', () => {
    const numbers = drawNumbers(seed)
    const { ends, batches } = runOf(numbers, seed, 0)
    const counts = new LiveCounts(ends)
    for (const part of [0.3, 0.6, 1, 1]) {
      for (const side of ['client', 'server'] as const)
        counts.advance(side, batches[side].slice(0, Math.ceil(part * batches[side].length)))
    }
    const sum = (holds: (told: (typeof numbers)[number]) => boolean): number => numbers.filter(holds).length
    const copies =
      batches.client.reduce((all, batch) => all + batch.count, 0) -
      numbers.length -
      sum((told) => told.returnedUs !== null)
    expect(counts).toMatchObject({
      sent: sum(({ unsent }) => !unsent),
      unsent: sum(({ unsent }) => unsent),
      served: sum(({ servedUs }) => servedUs !== null),
      replied: sum(({ replied }) => replied),
      returned: sum(({ returnedUs }) => returnedUs !== null) + copies
    })
  })
})
