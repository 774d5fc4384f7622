/** The delivery's figure of the report: its words and its bars must say what the bins hold. */
import { expect, it } from 'vitest'
import type { DeliveryBin } from '../../model/delivery-bins'
import { outcomeOf } from '../../model/explain/outcome.fixture'
import { deliverySvg } from './delivery-figure'

const bin = (from: number, to: number, given: Partial<DeliveryBin>): DeliveryBin => ({
  ...{ from, to, returned: 0, lostRequests: 0, lostReplies: 0, waiting: 0 },
  ...given
})
const bins = [
  bin(1, 100, { returned: 100 }),
  bin(101, 200, { returned: 70, lostRequests: 30 }),
  bin(201, 300, { returned: 95, lostRequests: 4, lostReplies: 1 })
]
const outcome = outcomeOf({
  parameters: { count: 300 },
  prediction: { firstLost: 120 },
  ledger: { sent: 300, lostRequests: 34, lostReplies: 1, firstLost: 131 }
})
const svgOf = (given = outcome): string => deliverySvg(bins, given, 493, 120).markup

/** Heights of the bars of one colour, in pt. */
function heightsOf(svg: string, ink: string): number[] {
  const d = new RegExp(`<path d="([^"]*)" fill="${ink}"`).exec(svg)?.[1] ?? ''
  return [...d.matchAll(/M[\d.-]+ ([\d.-]+)H[\d.-]+V([\d.-]+)/g)].map(
    ([, foot, top]) => Number(foot) - Number(top)
  )
}

it('says how many came back and how many were lost where, and nothing of what did not happen', () => {
  const svg = svgOf()
  expect(svg).toContain('Delivery by number: 34 request lost, 1 reply lost, 265 came back')
  expect(svg).not.toContain('unsent')
  expect(svg).toContain('of every 100 numbers')
})

it('draws bars in proportion, and none for nothing', () => {
  const svg = svgOf()
  const requests = heightsOf(svg, '#c24e00')
  const returned = heightsOf(svg, '#0072b2')
  expect([requests.length, returned.length, heightsOf(svg, '#a84a86').length]).toEqual([2, 3, 1])
  expect(requests[0]! / returned[1]!).toBeCloseTo(30 / 70, 1)
  expect(returned[0]!).toBeCloseTo(requests[0]! + returned[1]!, 0)
})

it('marks the first loss, and what was predicted of it', () => {
  const svg = svgOf({ ...outcome, guess: 250 })
  for (const words of ['first lost 131', 'model 120', 'you predicted 250']) expect(svg).toContain(words)
  expect(svgOf()).not.toContain('you predicted')
})

it('a prediction beyond the last number stands at the end of the axis', () => {
  const markX = (guess: number): string =>
    /d="M([\d.]+) [^"]*"\s+fill="none"\s+stroke="#6f5b00"/.exec(svgOf({ ...outcome, guess }))![1]!
  expect(markX(5000)).toBe(markX(300))
  expect(Number(markX(150))).toBeLessThan(Number(markX(300)))
})

it('one number a bin is a datagram', () => {
  const single = [bin(1, 1, { returned: 1 }), bin(2, 2, { waiting: 1 })]
  const svg = deliverySvg(single, outcomeOf({ parameters: { count: 2 } }), 238, 80).markup
  expect(svg).toContain('datagrams')
  expect(svg).toContain('1 unsent, 1 came back')
})
