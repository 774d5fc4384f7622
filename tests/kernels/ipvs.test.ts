/**
 * The exported IPVS commands, run to the letter on Debian's own kernel: what its schedulers do with the pool, and what becomes of
 * the clients of a server that is removed. Clients, balancer and servers are one machine there.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { maglevTable } from '../../src/tasks/balancing/model/maglev'
import { movesOf, type Moves } from '../../src/tasks/balancing/model/shares'
import { hashSource } from '../../src/tasks/balancing/model/source-hash'
import { answerOf, booted, refusal } from './booted'

interface Spread {
  /** Clients that had one server for all their datagrams. */
  stayed: number
  /** Answers that came from the virtual address. */
  fromVirtual: number
  /** Datagrams of each server; the fifth is not in the pool. */
  received: number[]
  /** What `ipvsadm -Ln` showed. */
  listing: string
}
interface Disturbance {
  before: number[]
  after: number[]
  ports: number[]
}
interface Lost {
  lost: number
  answeredBy: number
}

const spreadOf = (name: string) => answerOf<Spread>(`ipvs ${name}`)
/** Of 40 clients with four datagrams each. */
const clientsOf = ({ received }: Spread): number[] => received.map((count) => count / 4)
const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)
const said = (counts: readonly number[]): string => counts.slice(0, 4).join(', ')
const figures: string[] = []

const percentOf = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`
const movesSaid = (who: string, { disturbed, survivors, moved, clients }: Moves): string =>
  `one of four removed, ${who}: ${disturbed} of ${survivors} clients of the others moved (${percentOf(disturbed, survivors)}), ${percentOf(moved, clients)} of all`

/** The same clients and servers in the lab's own algorithms. */
function labMoves(ports: readonly number[], entries?: number): { maglev: Moves; modulo: Moves } {
  const names = [11, 12, 13, 14].map((last) => `198.51.100.${last}:20010`)
  const hashes = ports.map((port) => hashSource({ address: '203.0.113.1', port }))
  const tables = [
    [1, 1, 1, 1],
    [0, 1, 1, 1]
  ].map((weights) => maglevTable(names, weights, entries))
  const [before, after] = tables.map((table) => hashes.map((hash) => table[hash % table.length] ?? -1))
  return {
    maglev: movesOf(before ?? [], after ?? [], 0),
    modulo: movesOf(
      hashes.map((hash) => hash % 4),
      hashes.map((hash) => 1 + (hash % 3)),
      0
    )
  }
}

const suite = (): void => {
  it.each(['rr', 'wrr', 'lc', 'sh', 'mh'])(
    '%s: each of 40 clients keeps its server, and sees the virtual address alone',
    (name) => {
      const spread = spreadOf(name)
      figures.push(`${name}: clients of the four servers ${said(clientsOf(spread))}`)
      expect(spread).toMatchObject({ stayed: 40, fromVirtual: 160 })
      expect(sum(spread.received)).toBe(160)
      expect(spread.listing).toContain(`UDP  192.0.2.1:20001 ${name}`)
    }
  )

  it('rr and lc are even, wrr is 5, 3, 1, 1', () => {
    expect(clientsOf(spreadOf('rr'))).toEqual([10, 10, 10, 10, 0])
    expect(clientsOf(spreadOf('lc'))).toEqual([10, 10, 10, 10, 0])
    expect(clientsOf(spreadOf('wrr'))).toEqual([20, 12, 4, 4, 0])
  })

  it('sh and mh use every server; a weight of 0 gets nothing', () => {
    for (const name of ['sh', 'mh'])
      for (const clients of clientsOf(spreadOf(name)).slice(0, 4)) expect(clients).toBeGreaterThan(2)
    const weighted = spreadOf('mh weighted')
    figures.push(`mh, weights 3, 1, 0: clients ${said(clientsOf(weighted))}`)
    expect(weighted.received.slice(2)).toEqual([0, 0, 0])
    expect(weighted.received[0]).toBeGreaterThan(weighted.received[1]!)
    expect(weighted).toMatchObject({ stayed: 40, fromVirtual: 160 })
  })

  it('--ops spreads the datagrams of one client, whose answers then do not come from the virtual address', () => {
    const spread = spreadOf('ops')
    figures.push(
      `rr --ops: 40 datagrams of one client ${said(spread.received)}; ${spread.fromVirtual} answers from the virtual address`
    )
    expect(spread).toMatchObject({ received: [10, 10, 10, 10, 0], fromVirtual: 0 })
  })

  it('lc counts clients that it remembers, not requests that are open', () => {
    const { old, late, listing } = answerOf<{ old: number[]; late: number[]; listing: string }>(
      'ipvs late server'
    )
    figures.push(`lc: 40 answered clients ${said(old)}; the next 10 all at a fifth server: ${late[4]}`)
    expect(listing.match(/ 0 +10 /g)).toHaveLength(4)
    expect(late).toEqual([0, 0, 0, 0, 10])
  })

  it('lc has nothing to count with --ops: one server gets everything', () => {
    const { received } = answerOf<{ received: number[] }>('ipvs lc by datagram')
    figures.push(`lc --ops: 40 datagrams ${said(received)}`)
    expect(Math.max(...received)).toBe(40)
  })

  it('two balancers that share nothing pick the same server by sh and mh, not by rr', () => {
    const agreed = (name: string) => answerOf<{ same: number; clients: number }>(`ipvs two balancers ${name}`)
    for (const name of ['sh', 'mh']) expect(agreed(name)).toEqual({ same: 102, clients: 102 })
    const { same } = agreed('rr')
    figures.push(`two balancers: the same server for 102 (sh), 102 (mh), ${same} (rr) of 102 clients`)
    expect(same).toBeLessThan(102)
  })

  it('one of four removed: mh moves few clients of the others, sh most', () => {
    const moves = (name: string): Moves => {
      const { before, after } = answerOf<Disturbance>(`ipvs one removed ${name}`)
      expect(after).not.toContain(0)
      return movesOf(before, after, 0)
    }
    const { ports } = answerOf<Disturbance>('ipvs one removed mh')
    const [sh, mh, lab, small] = [moves('sh'), moves('mh'), labMoves(ports), labMoves(ports, 4093)]
    figures.push(
      movesSaid('IPVS sh', sh),
      movesSaid('the lab’s source hash', lab.modulo),
      movesSaid('IPVS mh, 4,093 entries', mh),
      movesSaid('the lab’s Maglev, 4,093 entries', small.maglev),
      movesSaid('the lab’s Maglev, 65,537 entries', lab.maglev)
    )
    expect(sh.disturbed / sh.survivors).toBeGreaterThan(0.5)
    expect(mh.disturbed / mh.survivors).toBeLessThan(0.1)
  })

  describe('a server that is removed', () => {
    it('leaves a hole by default: its client’s datagrams are dropped, everybody else is served', () => {
      expect(answerOf('ipvs defaults')).toEqual({ udpTimeoutSeconds: 300, expireNodestConn: 0 })
      const hole = answerOf<{
        server: number
        sent: number
        answersInHole: number
        toldEperm: number
        newcomer: number
        entry: { server: string; expiresSeconds: number }
        entryInHole: { server: string; expiresSeconds: number }
      }>('ipvs black hole')
      figures.push(
        `black hole: ${hole.answersInHole} of ${hole.sent} answered; the entry still had ${hole.entryInHole.expiresSeconds} s of 300; the sender, on the same machine, was told EPERM ${hole.toldEperm} times`
      )
      expect(hole).toMatchObject({ sent: 10, answersInHole: 0, othersAnswered: 3 })
      expect(hole.newcomer).not.toBe(hole.server)
      expect(hole.entry.expiresSeconds).toBeLessThanOrEqual(300)
      // What is dropped does not keep the entry: its time runs on.
      expect(hole.entryInHole.server).toBe(hole.entry.server)
      expect(hole.entryInHole.expiresSeconds).toBeLessThanOrEqual(hole.entry.expiresSeconds)
    })

    it('serves its client again when it comes back before the entry expires', () => {
      const { server, back, answersAgain } = answerOf<{ server: number; back: number; answersAgain: number }>(
        'ipvs black hole'
      )
      expect(back).toBe(server)
      expect(answersAgain).toBe(0)
    })

    it('leaves a hole that ends with the entry, although the client goes on sending', () => {
      const { server, lost, answeredBy, holeMs } = answerOf<Lost & { server: number; holeMs: number }>(
        'ipvs expiry'
      )
      figures.push(
        `UDP timeout 2 s, a client that goes on sending: ${lost} lost in ${holeMs} ms, then served`
      )
      expect(lost).toBeGreaterThan(0)
      expect(answeredBy).not.toBe(server)
    })

    it('leaves none with expire_nodest_conn=1: not one datagram is lost', () => {
      const { mended } = answerOf<{ mended: Lost }>('ipvs black hole')
      const before = answerOf<Lost & { server: number }>('ipvs mended before')
      figures.push(
        `expire_nodest_conn=1: ${mended.lost} lost when it is set in the hole, ${before.lost} when it was set before`
      )
      // Before Linux 5.9 the first datagram was dropped, and the second went elsewhere: this kernel is newer.
      expect([mended.lost, before.lost]).toEqual([0, 0])
      expect(before.answeredBy).not.toBe(before.server)
    })
  })

  it('weight 0 drops the clients of that server, unless the scheduler may fall back', () => {
    const quiesced = answerOf<Record<string, { unanswered: number; received: number[] }>>('ipvs quiesced')
    for (const [flags, { unanswered, received }] of Object.entries(quiesced)) {
      figures.push(`weight 0, ${flags}: ${unanswered} of 64 clients unanswered; ${said(received)}`)
      expect(received[0]).toBe(0)
      expect(unanswered > 0).toBe(!flags.includes('fallback'))
    }
  })
}

if (refusal !== null) it.skip(`IPVS on Debian's kernel (${refusal})`)
else
  describe(`IPVS of ${booted().release}`, () => {
    beforeAll(() => () => console.log(figures.join('\n')))
    suite()
  })
