import { expect, it } from 'vitest'
import { columnOf, type EventBatch, EventKind, type EventKindCode, numericFlag } from '#shared/events/batch'
import type { EndpointAddress } from '#shared/events/address'
import { isClosed } from './hops'
import { BalanceTally, type TallyNeeds } from './tally'

const places = [20_011, 20_012].map((port) => ({ address: '127.0.0.1', port }))
const client = { address: '127.0.0.1', port: 50_000 }
const peers = [client, ...places]

type Told = [kind: EventKindCode, number: number, peer?: number, timeMs?: number]

/** Rows with numbers; 0: an event without one. */
function batch(newPeers: EndpointAddress[], ...rows: Told[]): EventBatch {
  const timesMs = rows.map(([, , , timeMs = 0]) => timeMs)
  const baseMs = Math.min(...timesMs)
  return {
    sessionId: '',
    endpointId: 0,
    first: 0,
    count: rows.length,
    baseMs,
    offsetUs: columnOf(timesMs.map((timeMs) => (timeMs - baseMs) * 1000)),
    kind: columnOf(rows.map(([kind, number]) => (number > 0 ? kind | numericFlag : kind))),
    peer: columnOf(rows.map(([, , peer = 0]) => peer)),
    value: columnOf(rows.map(([, number]) => number)),
    sizeBytes: 1,
    newPeers,
    newPayloads: []
  }
}

const { sent, received, served, unsent, refused, timedOut, closed, connected, unanswered } = EventKind
const tallyOf = (more: Partial<TallyNeeds> = {}): BalanceTally =>
  new BalanceTally({ balancer: 'lab', clients: 2, messages: 2, places, health: true, ...more })
const nameOf = (index: number): string => `Server ${index + 1}`

it('follows numbers over all hops, with their servers and times', () => {
  const tally = tallyOf()
  tally.take('crowd', batch([client], [sent, 1, 1, 100], [sent, 2, 1, 110], [sent, 3, 1, 120], [unsent, 4]))
  tally.take(
    'balancer',
    batch(peers, [connected, 0, 2], [received, 1, 1], [sent, 1, 2], [received, 1, 2], [sent, 1, 1])
  )
  tally.take('balancer', batch([], [received, 2, 1], [sent, 2, 3], [received, 3, 1], [unanswered, 3, 1]))
  tally.take({ server: 0 }, batch([client], [served, 1, 1]))
  tally.take({ server: 1 }, batch([client], [received, 2, 1]))
  tally.take('crowd', batch([], [received, 1, 1, 100.25], [received, 1, 1, 101]))
  const summary = tally.summary(nameOf)
  expect(tally.servers).toEqual([
    { received: 1, replied: 1 },
    { received: 1, replied: 0 }
  ])
  expect(tally.poolReceived).toBe(2)
  expect(isClosed(summary.ledger)).toBe(true)
  expect(summary).toMatchObject({
    ledger: { sent: 3, returned: 1, notForwarded: 1, notAnswered: 1, notReturned: 0 },
    unsent: 1,
    duplicated: 1,
    sessions: 1,
    sessionsMoved: 1,
    survivors: null,
    latencyMicros: { p50: 250, p99: 250 },
    stoppedAfter: null,
    failure: null,
    untold: 0
  })
})

it('tells when a server was found out, and what was lost of what was sent after that', () => {
  const tally = tallyOf()
  tally.take({ server: 1 }, batch([], [closed, 0, 0, 200]))
  tally.take('balancer', batch(peers, [refused, 0, 3, 203], [timedOut, 500, 2, 900]))
  tally.take('crowd', batch([client], [sent, 1, 1, 202], [sent, 2, 1, 204], [sent, 3, 1, 205]))
  tally.take('crowd', batch([], [received, 3, 1, 206]))
  expect(tally.summary(nameOf).stoppedAfter).toBe(0)
  expect(tally.summary(nameOf).failure).toEqual({
    server: 'Server 2',
    by: 'refused',
    detectedAfterMs: 3,
    lostAfterDetection: 1
  })
})

it('a server that is only slow was not closed; without health checks none is found out', () => {
  const tally = tallyOf()
  tally.take('balancer', batch(peers, [timedOut, 500, 2, 900]))
  expect(tally.summary(nameOf).failure).toMatchObject({ by: 'timed-out', detectedAfterMs: null })
  const blind = tallyOf({ health: false })
  blind.take('balancer', batch(peers, [refused, 0, 3, 203]))
  expect(blind.summary(nameOf).failure).toBeNull()
})

it('has no latency without answers, and counts what was only counted', () => {
  const tally = tallyOf()
  tally.take('crowd', { endpointId: 1, counts: { byKind: [0, 0, 3, 4], sizeBytes: 7 } })
  expect(tally.summary(nameOf)).toMatchObject({ latencyMicros: { p50: null, p99: null }, untold: 7 })
})

it('numbers of strangers are none of the run’s', () => {
  const tally = tallyOf()
  tally.take({ server: 0 }, batch([client], [served, 5, 1], [served, 4_000_000_000, 1]))
  expect(tally.poolReceived).toBe(0)
})
