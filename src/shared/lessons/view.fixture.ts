/** Sessions for the tests of the lessons: endpoints with events in real stores, as they come from the lab. */
import type { EndpointAddress } from '../events/address'
import { columnOf, EventKind, type EventKindCode } from '../events/batch'
import type { EndpointInfo, LogId, Program } from '../events/endpoint'
import { EventStore } from '../events/event-store'
import { encodeText } from '../events/payload'
import type { Outcome } from '../events/session'
import type { LessonEndpoint, LessonView } from './view'

export const at = (port: number): EndpointAddress => ({ address: '127.0.0.1', port })

export interface Happened {
  kind: EventKindCode
  peer?: number
  text?: string
}

let nextId = 1

export function endpoint(
  role: 'server' | 'client',
  log: LogId,
  program: Program,
  port: number,
  happened: readonly Happened[],
  phase: 'open' | 'closed' = role === 'server' ? 'open' : 'closed'
): LessonEndpoint {
  const id = nextId++
  const peers = happened.flatMap(({ peer }) => peer ?? [])
  const payloads = happened.flatMap(({ text }) => text ?? [])
  let seenPeers = 0
  let seenPayloads = 0
  const store = new EventStore()
  store.add({
    sessionId: 'run',
    endpointId: id,
    first: 0,
    count: happened.length,
    baseMs: 1000,
    offsetUs: columnOf(happened.map((_, row) => 100 * row)),
    kind: columnOf(happened.map(({ kind }) => kind)),
    peer: columnOf(happened.map(({ peer }) => (peer === undefined ? 0 : ++seenPeers))),
    value: columnOf(happened.map(({ text }) => (text === undefined ? 0 : ++seenPayloads))),
    sizeBytes: columnOf(happened.map(({ text }) => text?.length ?? 0)),
    newPeers: peers.map(at),
    newPayloads: payloads.map(encodeText)
  })
  const state: EndpointInfo['state'] =
    phase === 'open'
      ? {
          phase,
          local: at(port),
          peer: null,
          buffer: { requestedBytes: null, grantedBytes: 212_992 }
        }
      : { phase, local: at(port) }
  return { info: { id, name: `Endpoint ${id}`, role, log, program, state }, store }
}

export const server = (port: number, clients: readonly number[], log: LogId = 'server'): LessonEndpoint =>
  endpoint('server', log, { id: 'message-server' }, port, [
    { kind: EventKind.listening },
    ...clients.map((peer) => ({ kind: EventKind.served, peer, text: 'Helllo UDP Server' }))
  ])

/** A client of Task 1 or 3 that sent one datagram; `answered`: and got its answer. */
export function client(port: number, answered: boolean, connected = false): LessonEndpoint {
  return endpoint('client', 'client', { id: 'message-client' }, port, [
    { kind: EventKind.listening },
    ...(connected ? [{ kind: EventKind.connected, peer: 20_001 }] : []),
    { kind: EventKind.sent, peer: 20_001, text: 'Helllo UDP Server' },
    answered
      ? { kind: EventKind.received, peer: 20_001, text: 'Hello UDP Client' }
      : { kind: EventKind.timedOut, text: '1000' },
    { kind: EventKind.closed }
  ])
}

/** A client of Task 2; `from`: the ports of those who answered, in order of arrival. */
export function pairClient(from: readonly number[], byArrival: boolean): LessonEndpoint {
  return endpoint(
    'client',
    'client',
    { id: 'two-servers-client', servers: [at(20_001), at(20_000)], byArrival },
    40_000,
    [
      { kind: EventKind.sent, peer: 20_001, text: 'Helllo UDP Server' },
      { kind: EventKind.sent, peer: 20_000, text: 'Helllo UDP Server' },
      ...from.map((peer) => ({ kind: EventKind.received, peer, text: 'Hello UDP Client(from server)' })),
      ...(from.length < 2 ? [{ kind: EventKind.timedOut, text: '1000' }] : [])
    ]
  )
}

export function viewOf(
  endpoints: readonly LessonEndpoint[],
  more: Partial<LessonView> & { outcome?: Outcome } = {}
): LessonView {
  const { outcome, ...rest } = more
  return {
    endpoints,
    run: outcome ? { phase: 'finished', outcome } : { phase: 'idle' },
    own: null,
    answered: [],
    ...rest
  }
}
