import { expect, it } from 'vitest'
import { columnOf, type EventBatch, EventKind, numericFlag } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import { EventStore } from '#shared/events/event-store'
import { PoolFollower } from './pool-follower'

const local = { address: '127.0.0.1', port: 20_011 }

const serverOf = (id: number, name: string): EndpointInfo => ({
  ...{ id, name, role: 'server', log: 'servers', program: { id: 'pool-server' } },
  state: { phase: 'open', local, peer: null, buffer: { requestedBytes: null, grantedBytes: null } }
})

/** Some numbers that a server received and answered. */
const batch = (first: number, ...numbers: number[]): EventBatch => ({
  ...{ sessionId: '', endpointId: 1, first, count: numbers.length, baseMs: 0, offsetUs: 0, sizeBytes: 1 },
  ...{ kind: EventKind.served | numericFlag, peer: 1, newPayloads: [] },
  newPeers: first === 0 ? [{ address: '127.0.0.1', port: 50_000 }] : [],
  value: columnOf(numbers)
})

function storeOf(...batches: EventBatch[]): EventStore {
  const store = new EventStore()
  for (const each of batches) store.add(each)
  return store
}

const plan = { balancer: 'lab', servers: 1, health: true, clients: 1, messages: 9 } as const

it('reads each batch once, also those of a server that was started again', () => {
  const follower = new PoolFollower(plan)
  const info = serverOf(1, 'Server 1')
  const store = storeOf(batch(0, 1, 2))
  expect(follower.advance([{ info, store }])).toBe(false)
  store.add(batch(2, 3))
  follower.advance([{ info, store }])
  const again = { info: serverOf(2, 'Server 1'), store: storeOf(batch(0, 4)) }
  follower.advance([{ info, store }, again])
  expect(follower.pool.servers[0]).toMatchObject({ received: 4, replied: 4 })
})

it('stops when its time is over, and goes on where it was', () => {
  const follower = new PoolFollower(plan)
  const endpoints = [{ info: serverOf(1, 'Server 1'), store: storeOf(batch(0, 1), batch(1, 2)) }]
  let asked = 0
  expect(follower.advance(endpoints, () => asked++ === 0)).toBe(true)
  expect(follower.pool.servers[0]?.received).toBe(1)
  expect(follower.advance(endpoints)).toBe(false)
  expect(follower.pool.servers[0]?.received).toBe(2)
})

it('passes over endpoints that are none of the pool', () => {
  const follower = new PoolFollower(plan)
  const info = { ...serverOf(1, 'Stranger') }
  follower.advance([{ info, store: storeOf(batch(0, 1)) }])
  expect(follower.pool.servers[0]?.received).toBe(0)
})
