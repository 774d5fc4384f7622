import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { EventKind } from '../events/batch'
import { EventStore } from '../events/event-store'
import { lineKey } from '../events/motion'
import { callLines } from './code-lines'
import { LineRuns } from './line-runs'

const source = readFileSync(
  path.resolve(import.meta.dirname, '../../../resources/python/task2/client.py'),
  'utf8'
)
const servers = [20_001, 20_000].map((port) => ({ address: '127.0.0.1', port }))

it('counts what ran, by line, and knows what ran last', () => {
  const store = new EventStore()
  const calls = callLines(source, 'python')
  const runs = new LineRuns(calls, { id: 'two-servers-client', servers })
  const lineOf = (call: string, nth = 0) => calls.filter((line) => line.call === call)[nth]!.line
  const add = (kinds: number[], peers: number[], first: number) =>
    store.add({
      sessionId: 'task2-1',
      endpointId: 1,
      first,
      count: kinds.length,
      baseMs: first,
      offsetUs: 0,
      kind: { base: 0, above: Uint8Array.from(kinds) },
      peer: { base: 0, above: Uint8Array.from(peers) },
      value: 0,
      sizeBytes: 0,
      newPeers: first === 0 ? servers : [],
      newPayloads: []
    })
  expect(runs.advance(store)).toBe(false)
  add([EventKind.listening, EventKind.sent, EventKind.sent], [0, 1, 2], 0)
  expect(runs.advance(store)).toBe(true)
  expect(runs.counts.get(lineOf('sendto', 0))).toBe(1)
  expect(runs.counts.get(lineOf('sendto', 1))).toBe(1)
  expect(runs.last).toBe(lineOf('sendto', 1))
  add([EventKind.received, EventKind.received], [2, 1], 3)
  expect(runs.advance(store)).toBe(true)
  expect(runs.counts.get(lineOf('recvfrom'))).toBe(2)
  expect(runs.lit).toEqual(new Set([lineOf('recvfrom'), lineOf('print')]))
  expect(runs.lastRow.get(lineOf('recvfrom'))).toBe(4)
  expect(runs.advance(store)).toBe(false)
})

it('in slow motion counts a print only when the program has come to it', () => {
  const server = readFileSync(
    path.resolve(import.meta.dirname, '../../../resources/python/task1/server.py'),
    'utf8'
  )
  const store = new EventStore()
  const calls = callLines(server, 'python')
  const runs = new LineRuns(calls, { id: 'message-server' })
  const [greeting, first, second] = calls.filter(({ call }) => call === 'print').map(({ line }) => line)
  const bind = calls.find(({ call }) => call === 'bind')!.line
  store.add({
    ...{ sessionId: 'task1-1', endpointId: 1, first: 0, count: 2, baseMs: 0, offsetUs: 0 },
    ...{ kind: { base: 0, above: Uint8Array.of(EventKind.listening, EventKind.received) }, peer: 0 },
    ...{ value: 0, sizeBytes: 0, newPeers: [], newPayloads: [] }
  })
  runs.advance(store, lineKey(0, 0))
  expect(runs.last).toBe(calls.find(({ call }) => call === 'recvfrom')!.line)
  expect(runs.counts.get(bind)).toBe(1)
  expect(runs.counts.has(greeting!)).toBe(false)
  expect(runs.advance(store, lineKey(0, 0))).toBe(false)
  expect(runs.advance(store, lineKey(1, 1))).toBe(true)
  expect([...runs.lit]).toEqual([greeting, first])
  expect(runs.advance(store)).toBe(true)
  expect(runs.last).toBe(second)
})
