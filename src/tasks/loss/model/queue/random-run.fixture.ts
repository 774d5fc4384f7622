/** A run that never was: two queues that lose, drawn by chance, told as the events of both ends would tell it. */
import { columnOf, EventKind, type EventBatch, type EventKindCode, numericFlag } from '#shared/events/batch'
import { noSamples } from '#shared/events/queue-samples'
import { lossDefaults } from '../parameters'
import type { RunToFilm } from './film-maker'

/** One number: µs after the beginning, or null where it did not come so far. */
export interface Told {
  sentUs: number | null
  unsent: boolean
  servedUs: number | null
  replied: boolean
  returnedUs: number | null
}

type Row = readonly [kind: EventKindCode, number: number, us: number]

export const baseMs = 5000
const ends = {
  server: { address: '127.0.0.1', port: 20_001 },
  client: { address: '127.0.0.1', port: 50_000 }
}

/** Small and good enough for tests (Park and Miller, 1988). */
export function uniformOf(seed: number): () => number {
  let state = seed * 7919 + 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

export function drawNumbers(seed: number): Told[] {
  const uniform = uniformOf(seed)
  const count = 1 + Math.floor(uniform() * 400)
  const [gapUs, serviceUs, readUs] = [uniform() * 30, uniform() * 60, uniform() * 40]
  let [sentUs, freeUs, readerUs] = [0, 0, uniform() < 0.5 ? Math.round(gapUs * count) : 0]
  return Array.from({ length: count }, () => {
    // Now and then several are handed over at once, and have one time.
    if (uniform() < 0.7) sentUs += Math.round(uniform() * gapUs)
    const told: Told = { sentUs, unsent: uniform() < 0.02, servedUs: null, replied: false, returnedUs: null }
    if (told.unsent || uniform() < 0.15) return told
    freeUs = Math.max(freeUs, sentUs) + 1 + Math.round(uniform() * serviceUs)
    told.servedUs = freeUs
    told.replied = uniform() > 0.03
    if (!told.replied || uniform() < 0.2) return told
    readerUs = Math.max(readerUs, freeUs) + 1 + Math.round(uniform() * readUs)
    told.returnedUs = readerUs
    return told
  })
}

function batchesOf(rows: readonly Row[], endpointId: number, uniform: () => number): EventBatch[] {
  const batches: EventBatch[] = []
  for (let first = 0; first < rows.length;) {
    const some = rows.slice(first, first + 1 + Math.floor(uniform() * 60))
    const batchMs = baseMs + some[0]![2] / 1000
    batches.push({
      sessionId: 'run',
      endpointId,
      first,
      count: some.length,
      baseMs: batchMs,
      offsetUs: columnOf(some.map(([, , us]) => us - some[0]![2])),
      kind: columnOf(some.map(([kind]) => kind | numericFlag)),
      peer: 1,
      value: columnOf(some.map(([, number]) => number)),
      sizeBytes: columnOf(some.map(([, number]) => String(number).length)),
      newPeers: first > 0 ? [] : [endpointId === 1 ? ends.client : ends.server],
      newPayloads: []
    })
    first += some.length
  }
  return batches
}

/** The run of these numbers, of which some answers of the client's reading are told twice: the path copied them. */
export function runOf(numbers: readonly Told[], seed: number, serviceUs: number): RunToFilm {
  const uniform = uniformOf(seed)
  const server: Row[] = []
  const sends: Row[] = []
  const returns: Row[] = []
  numbers.forEach(({ sentUs, unsent, servedUs, replied, returnedUs }, index) => {
    const number = index + 1
    if (sentUs !== null) sends.push([unsent ? EventKind.unsent : EventKind.sent, number, sentUs])
    if (servedUs !== null) server.push([replied ? EventKind.served : EventKind.received, number, servedUs])
    if (returnedUs === null) return
    returns.push([EventKind.received, number, returnedUs])
    if (uniform() < 0.05) returns.push([EventKind.received, number, returnedUs])
  })
  // Both kinds of the client's events come in the order of their own times, as its thread writes them.
  const client = [...sends, ...returns].sort((a, b) => a[2] - b[2])
  const buffer = { requestedBytes: null, grantedBytes: 20_000 }
  return {
    outcome: {
      parameters: { ...lossDefaults, count: numbers.length, serviceUs },
      buffers: { server: buffer, client: buffer },
      prediction: {
        firstLost: null,
        queue: null,
        reason: 'unpaced',
        capacity: 24,
        clientCapacity: 24,
        charge: { payloadBytes: 3, bytes: 832, source: 'measured', rule: 'would-exceed' }
      }
    },
    ends,
    batches: { server: batchesOf(server, 1, uniform), client: batchesOf(client, 2, uniform) },
    samples: noSamples
  }
}
