/** A run for tests, as an endpoint's recorder writes it: numbers that go there, and come back but for some. */
import { randomUUID } from 'node:crypto'
import { columnOf, type EventBatch, EventKind, numericFlag } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import { noSamples } from '#shared/events/queue-samples'
import type { NewRun } from './pack'

const server: EndpointInfo = {
  id: 1,
  name: 'Server',
  role: 'server',
  log: 'server',
  program: { id: 'echo-server' },
  state: { phase: 'closed', local: { address: '127.0.0.1', port: 20_001 } }
}
const client: EndpointInfo = {
  id: 2,
  name: 'Client',
  role: 'client',
  log: 'client',
  program: { id: 'numbers-client' },
  state: { phase: 'closed', local: { address: '127.0.0.1', port: 40_000 } }
}

/** A batch of one kind of event with the given numbers; the first of its endpoint brings the peer. */
export function numberBatch(endpointId: number, first: number, kind: number, numbers: number[]): EventBatch {
  return {
    sessionId: 'task4-1',
    endpointId,
    first,
    count: numbers.length,
    baseMs: 1000 + first / 8,
    offsetUs: columnOf(numbers.map((_, row) => 3 * row + (row % 5))),
    kind: kind | numericFlag,
    peer: 1,
    value: columnOf(numbers),
    sizeBytes: columnOf(numbers.map((number) => String(number).length)),
    newPeers: first > 0 ? [] : [{ address: '127.0.0.1', port: endpointId === 1 ? 40_000 : 20_001 }],
    newPayloads: []
  }
}

/** 1 to `count` sent and served; those that 7 divides do not come back. */
export function keptRun(count = 100, more: Partial<NewRun> = {}): NewRun {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  return {
    id: randomUUID(),
    task: 'task4',
    name: 'Task 4',
    startedAtEpochMs: 1_700_000_000_000,
    startedAtMs: 900,
    durationMs: 1234,
    end: 'finished',
    outcome: null,
    endpoints: [server, client],
    batches: [
      numberBatch(2, 0, EventKind.sent, numbers),
      numberBatch(1, 0, EventKind.served, numbers),
      numberBatch(
        2,
        count,
        EventKind.received,
        numbers.filter((number) => number % 7 !== 0)
      )
    ],
    queues: {
      ...noSamples,
      timeMs: Float64Array.of(1000, 1001.5),
      server: { bytes: Uint32Array.of(0, 832), drops: Uint32Array.of(0, 1) },
      client: { bytes: Uint32Array.of(0, 0), drops: Uint32Array.of(0, 0) }
    },
    machine: {
      platform: 'linux',
      release: '6.18.44',
      processor: 'one of a test',
      versions: { app: '0.1.0', electron: null, node: '24.15.0' },
      engine: 'system',
      receiveBufferMaximumBytes: 212_992,
      receiveBufferDefaultBytes: 212_992
    },
    ...more
  }
}
