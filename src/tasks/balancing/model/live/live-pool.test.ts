import { expect, it } from 'vitest'
import type { EndpointAddress } from '#shared/events/address'
import { columnOf, type EventBatch, EventKind, type EventKindCode, numericFlag } from '#shared/events/batch'
import { encodeText } from '#shared/events/payload'
import { probeText as labsProbe } from '../../lab/health-probes'
import { sessionEndCodes } from '../session-end'
import { LivePool } from './live-pool'
import { drawnMost, type PoolPlan, probeText } from './pool-plan'
import { poolFigures } from './pool-figures'
import { missingLine, pictureName } from './pool-words'
import { sessionRows } from './session-rows'

const at = (port: number): EndpointAddress => ({ address: '127.0.0.1', port })
const places = [at(20_011), at(20_012)]
/** Rows of the balancer's peer table: two clients, then the servers. */
const peers = [at(50_000), at(50_001), ...places]
const [first, second, one, two] = [1, 2, 3, 4]
const texts = ['hello', 'probe'].map(encodeText)
const told = { peers, payloads: texts }

type Event = [kind: EventKindCode, what: number | string | null, peer?: number, timeMs?: number]

function batch(rows: readonly Event[]): EventBatch {
  const timesMs = rows.map(([, , , timeMs = 0]) => timeMs)
  return {
    ...{ sessionId: '', endpointId: 0, first: 0, count: rows.length, baseMs: 0, sizeBytes: 1 },
    ...{ newPeers: [], newPayloads: [] },
    offsetUs: columnOf(timesMs.map((timeMs) => timeMs * 1000)),
    kind: columnOf(rows.map(([kind, what]) => (typeof what === 'number' ? kind | numericFlag : kind))),
    peer: columnOf(rows.map(([, , peer = 0]) => peer)),
    value: columnOf(
      rows.map(([, what]) =>
        typeof what === 'number' ? what : what === 'hello' ? 1 : what === 'probe' ? 2 : 0
      )
    )
  }
}

const { sent, received, served, refused, closed, disconnected, unanswered, listening } = EventKind

function newPool(more: Partial<PoolPlan> = {}): LivePool {
  const pool = new LivePool({ balancer: 'lab', servers: 2, health: true, clients: 2, messages: 2, ...more })
  places.forEach((place, index) => pool.setPlace(index, place))
  return pool
}

const tell = (pool: LivePool, teller: Parameters<LivePool['take']>[0], ...rows: Event[]): void =>
  pool.take(teller, batch(rows), told)

/** Number 1 of client 1 to server 1 and back, number 3 of client 2 to server 2, whose answer is missing. */
function someTraffic(pool: LivePool): void {
  tell(pool, 'crowd', [sent, 1], [sent, 3], [received, 1])
  tell(
    pool,
    'balancer',
    ...([
      [received, 1, first, 1],
      [sent, 1, one, 2],
      [received, 1, one, 3],
      [sent, 1, first, 4]
    ] as Event[]),
    ...([
      [received, 3, second, 5],
      [sent, 3, two, 6]
    ] as Event[])
  )
  tell(pool, { server: 0 }, [served, 1, first])
}

it('knows what each server got, who has which server, and what each hop has not brought', () => {
  const pool = newPool()
  someTraffic(pool)
  const figures = poolFigures(pool)
  expect(figures.servers).toMatchObject([
    { phase: 'up', received: 1, replied: 1, share: 1, outstanding: 0, sessions: 1, clients: [0] },
    { phase: 'up', received: 0, share: 0, outstanding: 1, sessions: 1, clients: [1] }
  ])
  expect(figures.hops.map(({ name, missing }) => [name, missing])).toEqual([
    ['client-balancer', 0],
    ['balancer-server', 1],
    ['server-balancer', 0],
    ['balancer-client', 0]
  ])
  expect(missingLine(figures)).toBe('On the way or lost: 1 from the balancer to the servers.')
  expect(pictureName('lab', figures)).toBe(
    '2 clients, a balancer, 2 servers. Server 1: 1 received (100 %). Server 2: 0 received (0 %), 1 outstanding.'
  )
  expect(sessionRows(pool, 10)).toEqual({
    count: 2,
    rows: [
      { client: 0, address: at(50_000), server: 0, requests: 1, replies: 1, sinceMs: 2, ended: null },
      { client: 1, address: at(50_001), server: 1, requests: 1, replies: 0, sinceMs: 6, ended: null }
    ]
  })
})

it('a server that refuses is taken out with its sessions, and is back when it answers a health check', () => {
  const pool = newPool()
  someTraffic(pool)
  tell(pool, { server: 1 }, [listening, null, 0, 0], [closed, null, 0, 7])
  tell(pool, 'balancer', [refused, null, two, 8], [disconnected, sessionEndCodes['server-down'], second, 9])
  expect(poolFigures(pool).servers[1]).toMatchObject({ phase: 'stopped', outstanding: 0, sessions: 0 })
  expect(sessionRows(pool, 10).rows[1]).toMatchObject({ client: 1, ended: 'server-down' })
  tell(pool, { server: 1 }, [listening, null, 0, 10])
  expect(poolFigures(pool).servers[1]?.phase).toBe('taken-out')
  tell(pool, 'balancer', [sent, 'probe', two, 11], [received, 'probe', two, 12])
  tell(pool, { server: 1 }, [served, 'probe', first])
  expect(poolFigures(pool).servers[1]).toMatchObject({ phase: 'up', received: 0 })
  // What send() accepted before, and is told late, begins no session again.
  tell(pool, 'balancer', [sent, 3, two, 8])
  expect(poolFigures(pool).servers[1]).toMatchObject({ outstanding: 0, sessions: 0 })
})

it('without health checks nobody is taken out, and what has no server is counted', () => {
  const pool = newPool({ health: false })
  tell(pool, 'balancer', [received, 1, first], [refused, null, one, 2], [unanswered, 1, first, 3])
  expect(poolFigures(pool).servers[0]?.phase).toBe('up')
  expect(pool.counts.notForwarded).toBe(1)
})

it('what closes when the run is over was not stopped', () => {
  const pool = newPool()
  tell(pool, { server: 0 }, [listening, null, 0, 0], [closed, null, 0, 21])
  tell(pool, { server: 1 }, [listening, null, 0, 0], [closed, null, 0, 5])
  tell(pool, 'crowd', [closed, null, 0, 20])
  expect(poolFigures(pool).servers.map(({ phase }) => phase)).toEqual(['over', 'stopped'])
})

it('a program of the student that writes text to a standing pool is a client of its own', () => {
  const pool = newPool({ clients: 0, messages: 0 })
  tell(pool, 'balancer', [received, 'hello', second, 1], [sent, 'hello', one, 2], [received, 'hello', one, 3])
  tell(pool, 'balancer', [sent, 'hello', second, 4])
  tell(pool, { server: 0 }, [served, 'hello', first])
  const figures = poolFigures(pool)
  expect(figures).toMatchObject({ clients: 1, sessions: 1 })
  expect(figures.servers[0]).toMatchObject({ received: 1, outstanding: 0 })
  // What a stranger sent and got, only the stranger knows.
  expect(figures.hops.map(({ name }) => name)).toEqual(['balancer-server', 'server-balancer'])
})

it('behind a shared port the servers alone tell who went where', () => {
  const pool = newPool({ balancer: 'reuseport' })
  tell(pool, 'crowd', [sent, 1], [sent, 3], [received, 1])
  tell(pool, { server: 1 }, [served, 1, first, 1], [received, 3, second, 2])
  const figures = poolFigures(pool)
  expect(figures.hops).toMatchObject([
    { name: 'client-server', sent: 2, received: 2 },
    { name: 'server-client', sent: 1, received: 1 }
  ])
  expect(figures.servers[1]).toMatchObject({ received: 2, replied: 1, outstanding: 1, clients: [0, 1] })
  expect(pool.flights.list).toMatchObject([
    { client: 0, server: 1, reached: 5 },
    { client: 1, server: 1, reached: 3 }
  ])
})

it('draws a sample of the drawn clients’ datagrams, and follows each to where it came', () => {
  const pool = newPool({ clients: 100, messages: 100 })
  const client = (index: number): EndpointAddress => at(30_000 + index)
  const many = Array.from({ length: 100 }, (_, index) => client(index))
  const rows = Array.from({ length: 100 }, (_, turn) =>
    many.map((_each, c) => [c, c * 100 + turn + 1] as const)
  )
  for (const turn of rows)
    pool.take('balancer', batch(turn.map(([c, number]): Event => [received, number, c + 1, number / 1000])), {
      peers: [...many, ...places],
      payloads: []
    })
  const { list, taken, offered } = pool.flights
  expect(offered).toBe(drawnMost * 100)
  expect(taken).toBe(list.length)
  expect(taken).toBeGreaterThan(100)
  expect(taken).toBeLessThan(500)
  expect(new Set(list.map(({ client: whose }) => whose)).size).toBe(drawnMost)
})

it('knows the lab’s health check by its text', () => {
  expect(probeText).toBe(labsProbe)
})
