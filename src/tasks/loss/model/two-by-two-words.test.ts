import { expect, it } from 'vitest'
import type { Ledger } from './ledger'
import type { SeriesPoint } from './series'
import { describeComparison } from './two-by-two-words'
import { lossDefaults } from './run'

const sent = 20_000

function cell(...runs: [lostRequests: number, lostReplies: number][]): SeriesPoint {
  return {
    parameters: lossDefaults,
    buffers: null,
    model: null,
    trace: null,
    runs: runs.map(([lostRequests, lostReplies]) => ({
      kernelDrops: { server: lostRequests, client: lostReplies },
      elapsedMs: 500,
      ledger: {
        sent,
        served: sent - lostRequests,
        replied: sent - lostRequests,
        returned: sent - lostRequests - lostReplies,
        lostRequests,
        lostReplies,
        unsent: 0,
        duplicated: 0,
        reordered: 0,
        firstLost: null,
        lossRatio: (lostRequests + lostReplies) / sent
      } satisfies Ledger
    }))
  }
}
const words = (...cells: SeriesPoint[]): string => describeComparison(cells).join(' ')

it("names the server's buffer where it alone removes the loss", () => {
  const text = words(cell([500, 0]), cell([0, 0]), cell([490, 0]), cell([0, 0]))
  expect(text).toContain("The server's receive buffer removes loss here; the client's does not.")
  expect(text).toContain('A larger server buffer removed all 500 lost requests.')
  expect(text).toContain('With both large nothing was lost.')
})

it("names the client's buffer where it alone removes the loss", () => {
  const text = words(cell([0, 9000]), cell([0, 9010]), cell([0, 0]), cell([0, 0]))
  expect(text).toContain("The client's receive buffer removes loss here")
  expect(text).toContain('No requests were lost with or without a larger server buffer.')
  expect(text).toContain('A larger client buffer removed all 9,000 lost replies.')
})

it('says when saved requests are lost as replies instead', () => {
  const text = words(cell([10_000, 5000]), cell([0, 15_000]), cell([10_000, 0]), cell([0, 0]))
  expect(text).toContain('the lost replies rose from 5,000 to 15,000')
})

it('says when only both together help', () => {
  const text = words(cell([5000, 100]), cell([0, 5100]), cell([5100, 0]), cell([0, 0]))
  expect(text).toContain('Only both buffers together clearly cut the loss as a whole.')
})

it('is honest when nothing was lost', () => {
  const clean = cell([0, 0])
  expect(words(clean, clean, clean, clean)).toMatch(/^Nothing was lost in any of the 4 runs/)
})

it('claims nothing from differences that may be chance', () => {
  const few = words(cell([8, 0]), cell([0, 0]), cell([5, 0]), cell([3, 0]))
  expect(few).toContain('No larger buffer clearly removed loss here.')
  expect(few).toContain('no clear difference to the lost requests: from 8 to 0')
  const noisy = words(
    cell([100, 0], [600, 0], [900, 0]),
    cell([50, 0], [300, 0], [700, 0]),
    cell([100, 0], [550, 0], [800, 0]),
    cell([90, 0], [400, 0], [850, 0])
  )
  expect(noisy).toContain('no clear difference to the lost requests: from 600 to 300')
  expect(noisy).not.toContain('Each cell is one run')
})

it('asks more of a change where each cell is one run', () => {
  const text = words(cell([10_000, 9000]), cell([2000, 12_000]), cell([15_000, 0]), cell([4000, 0]))
  expect(text).toContain('cut the lost requests from 10,000 to 2,000')
  expect(text).toContain('removed all 9,000 lost replies')
  expect(text).not.toContain('rose')
})

it('says nothing before every cell has a run', () => {
  expect(describeComparison([cell([1, 1]), cell([1, 1]), cell([1, 1]), cell()])).toEqual([])
})
