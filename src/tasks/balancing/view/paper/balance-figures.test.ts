/** The figures of the report: their words and their bars must say what the outcome holds. */
import { expect, it } from 'vitest'
import type { BalanceOutcome } from '../../model/outcome'
import { wholeOutcome } from '../../model/outcome.fixture'
import { hopsSvg } from './hops-figure'
import { sharesSvg } from './shares-figure'

/** Lengths of the bars of one colour, in pt, from the top down. */
function lengthsOf(svg: string, ink: string): number[] {
  const bars = svg.matchAll(new RegExp(`d="M([\\d.]+) [\\d.]+H([\\d.]+)v8H[\\d.]+z" fill="${ink}"`, 'g'))
  return [...bars].map(([, left, right]) => Number(right) - Number(left))
}

const [first, second] = wholeOutcome.servers
const server = first ?? {
  name: '',
  received: 0,
  replied: 0,
  kernelDrops: 0,
  latencyMicros: { p50: 0, p99: 0 }
}
const lossy: BalanceOutcome = {
  ...wholeOutcome,
  servers: [
    { ...server, received: 90 },
    { ...server, ...second, received: 10 }
  ],
  ledger: {
    ...wholeOutcome.ledger,
    returned: 78,
    notAnswered: 2,
    hops: { ...wholeOutcome.ledger.hops, 'balancer-server': { sent: 100, received: 80, lost: 20 } }
  },
  drops: { ...wholeOutcome.drops, 'balancer-server': 20, 'server-balancer': null }
}

it('draws each server’s share in proportion, and says it', () => {
  const svg = sharesSvg(lossy, 238).markup
  expect(svg).toContain('Received by each server: Server 1 90 datagrams, Server 2 10 datagrams')
  expect(svg).toContain('90 (90 %)')
  const [most = 0, least = 0] = lengthsOf(svg, '#00865f')
  expect(most / least).toBeCloseTo(9, 0)
})

it('draws what arrived and what was lost on each hop, with the kernel’s word where it has one', () => {
  const svg = hopsSvg(lossy, 238).markup
  expect(svg).toContain('20 lost, kernel 20')
  expect(svg.match(/none lost/g)).toHaveLength(3)
  expect(svg).toContain('Not answered')
  expect(svg).toContain('2 datagrams')
  expect(svg).not.toContain('Not forwarded')
  const arrived = lengthsOf(svg, '#0072b2')
  const lost = lengthsOf(svg, '#c24e00')
  expect([arrived.length, lost.length]).toEqual([4, 2])
  expect((arrived[1] ?? 0) / (lost[0] ?? 1)).toBeCloseTo(4, 0)
})

it('a run without anything received has no bars, and no share that is none', () => {
  const empty = { ...wholeOutcome, servers: wholeOutcome.servers.map((each) => ({ ...each, received: 0 })) }
  const svg = sharesSvg(empty, 238).markup
  expect(svg).toContain('0 (0 %)')
  expect(svg).not.toContain('NaN')
})
