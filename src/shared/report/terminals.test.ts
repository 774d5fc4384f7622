import { expect, test } from 'vitest'
import { columnOf, EventKind, type EventBatch, numericFlag } from '../events/batch'
import type { EndpointInfo } from '../events/endpoint'
import { messageFigures } from '../kept/run-figures'
import { replay } from './replay'
import { logLinesMaximum, terminalsOf } from './terminals'
import { loss } from '#tasks/loss/index'

const endpoint = (id: number, role: 'server' | 'client'): EndpointInfo => ({
  id,
  name: role,
  role,
  log: role,
  program: { id: role === 'server' ? 'echo-server' : 'numbers-client' },
  state: { phase: 'closed', local: { address: '127.0.0.1', port: 20_000 + id } }
})

const batch = (endpointId: number, first: number, baseMs: number, kind: number, count = 1): EventBatch => ({
  sessionId: 'a',
  endpointId,
  first,
  count,
  baseMs,
  offsetUs: 0,
  kind: kind === EventKind.listening ? kind : kind | numericFlag,
  peer: kind === EventKind.listening ? 0 : 1,
  value: columnOf(Array.from({ length: count }, (_, index) => index + 1)),
  sizeBytes: count < 10 ? 1 : 5,
  newPeers: first === 0 && kind !== EventKind.listening ? [{ address: '127.0.0.1', port: 1 }] : [],
  newPayloads: []
})

function kept(numbers: number) {
  const served = {
    ...batch(1, 1, 20, EventKind.served, numbers),
    newPeers: [{ address: '127.0.0.1', port: 20_002 }]
  }
  return {
    endpoints: [endpoint(1, 'server'), endpoint(2, 'client')],
    batches: [
      batch(1, 0, 0, EventKind.listening),
      batch(2, 0, 10, EventKind.sent, numbers),
      served,
      batch(2, numbers, 30, EventKind.received, numbers)
    ]
  }
}

const runOf = (numbers: number) => replay(kept(numbers), loss.programs)

test('before the first client: the server alone; then everything', () => {
  const [server, client] = terminalsOf(runOf(2), loss.logs)
  expect(server).toEqual({
    title: 'Server',
    parts: [
      { kind: 'lines', lines: [expect.any(String)] },
      { kind: 'client' },
      { kind: 'lines', lines: ['Number from client: 1', 'Number from client: 2'] }
    ]
  })
  expect(client).toEqual({
    title: 'Client',
    parts: [{ kind: 'lines', lines: ['Number from server: 1', 'Number from server: 2'] }]
  })
})

test('a long log is shortened, and says by how much', () => {
  const client = terminalsOf(runOf(20_000), loss.logs)[1]!
  const [head, cut, tail] = client.parts
  const shown = [head, tail].flatMap((part) => (part?.kind === 'lines' ? part.lines : []))
  expect(shown.length).toBeLessThan(logLinesMaximum)
  expect(cut).toEqual({ kind: 'cut', count: 20_000 - shown.length })
  expect(shown.at(-1)).toBe('Number from server: 20000')
})

test('figures are counted from the events', () => {
  expect(messageFigures(kept(8))).toEqual({
    events: 25,
    clients: 1,
    servers: 1,
    sentByClients: 8,
    receivedByServers: 8,
    sentByServers: 8,
    receivedByClients: 8,
    sent: 16,
    received: 16,
    unsent: 0,
    timedOut: 0,
    refused: 0
  })
})
