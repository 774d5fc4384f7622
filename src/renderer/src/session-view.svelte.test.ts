import { expect, it } from 'vitest'
import { EventKind, type EventBatch, numericFlag } from '#shared/events/batch'
import { nothingBeyond } from '#shared/events/beyond'
import type { EndpointInfo, EndpointState } from '#shared/events/endpoint'
import { noSamples } from '#shared/events/queue-samples'
import { SessionView } from './session-view.svelte'
import { loss } from '#tasks/loss/index'

const local = { address: '127.0.0.1', port: 20_001 }
const buffer = { requestedBytes: null, grantedBytes: 212_992 }
const open: EndpointState = { phase: 'open', local, peer: null, buffer }

const server = (state: EndpointState, id = 1): EndpointInfo => ({
  id,
  name: 'Server',
  role: 'server',
  log: 'server',
  program: { id: 'number-server' },
  state
})

/** Numbers that arrived, from row `first` on. */
const received = (first: number, count: number): EventBatch => ({
  sessionId: 'task4-1',
  endpointId: 1,
  first,
  count,
  baseMs: 1000 + first,
  offsetUs: 0,
  kind: EventKind.received | numericFlag,
  peer: 1,
  value: 7,
  sizeBytes: 1,
  newPeers: first === 0 ? [{ address: '127.0.0.1', port: 40_000 }] : [],
  newPayloads: []
})

function newView(): SessionView {
  const view = new SessionView('task4-1', 900, loss.programs)
  view.setEndpoint(server(open))
  return view
}

it('counts a batch once that comes twice, and prints its lines once', () => {
  const view = newView()
  view.addBatch(received(0, 2))
  const lines = view.log('server').count
  expect(lines).toBeGreaterThan(0)
  view.addBatch(received(0, 2))
  expect(view.endpoints[0]!.store.count).toBe(2)
  expect(view.log('server').count).toBe(lines)
  view.addBatch(received(2, 3))
  expect(view.endpoints[0]!.store.count).toBe(5)
})

it('takes no batch of an endpoint that it does not know', () => {
  const view = new SessionView('task4-1', 900, loss.programs)
  view.addBatch(received(0, 2))
  expect(view.endpoints).toEqual([])
  expect(view.log('server').count).toBe(0)
})

it('never goes back to an earlier state of an endpoint, and keeps its events through a later one', () => {
  const view = newView()
  view.addBatch(received(0, 2))
  view.setEndpoint(server({ phase: 'closed', local }))
  view.setEndpoint(server(open))
  view.setEndpoint(server({ phase: 'opening' }))
  expect(view.endpoints.map(({ info }) => info.state.phase)).toEqual(['closed'])
  expect(view.endpoints[0]!.store.count).toBe(2)
  expect(view.open('server', 'server')).toBeNull()
})

it('finds the last endpoint of a terminal that is open', () => {
  const view = newView()
  view.setEndpoint(server(open, 2))
  expect(view.open('server', 'server')?.id).toBe(2)
  view.setEndpoint(server({ phase: 'closed', local }, 2))
  expect(view.open('server', 'server')?.id).toBe(1)
  expect(view.open('client', 'client')).toBeNull()
})

it('never goes back from a run that is over to one that goes on', () => {
  const view = newView()
  const fault = { code: 'endpoint/died', message: 'The server died.' } as const
  const parameters = {} as never
  view.setRun({ phase: 'failed', parameters, fault })
  view.setRun({ phase: 'running', parameters, startedAtMs: 1 })
  expect(view.run.phase).toBe('failed')
})

it('takes no earlier sum of what is beyond the kept events for a later one', () => {
  const view = newView()
  const counts = (received: number) => {
    const { byKind, sizeBytes } = nothingBeyond()
    return { byKind: byKind.with(EventKind.received, received), sizeBytes }
  }
  view.setBeyond({ endpointId: 1, counts: counts(20) })
  view.setBeyond({ endpointId: 1, counts: counts(10) })
  expect(view.beyond.get(1)).toEqual(counts(20))
  expect(view.beyondLog('server')).toContain('20 more datagrams')
  expect(view.beyondLog('client')).toBeNull()
})

it('joins what was seen of the queues', () => {
  const view = newView()
  const looks = (timeMs: number) => ({
    timeMs: Float64Array.of(timeMs),
    server: { bytes: Uint32Array.of(832), drops: Uint32Array.of(0) },
    client: { bytes: Uint32Array.of(0), drops: Uint32Array.of(0) }
  })
  expect(view.queues).toBe(noSamples)
  view.addQueues(looks(1))
  view.addQueues(looks(2))
  expect([...view.queues.timeMs]).toEqual([1, 2])
})
