/** What the two endpoints of a run of Task 4 told, made up row by row. */
import { columnOf, type EventBatch, type EventKindCode, numericFlag } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import { EventStore } from '#shared/events/event-store'

export const ends = {
  server: { address: '127.0.0.1', port: 20_001 },
  client: { address: '127.0.0.1', port: 50_000 }
}

export class Recorder {
  readonly store = new EventStore()
  readonly info: EndpointInfo

  constructor(id: number, role: 'server' | 'client') {
    const program = { id: role === 'server' ? 'echo-server' : 'numbers-client' } as const
    this.info = { id, name: role, role, log: role, program, state: { phase: 'closed', local: ends[role] } }
  }

  add(kind: EventKindCode, numbers: number[], baseMs = 0, numeric = true): this {
    return this.addRows(
      numbers.map((number, row) => [kind, number, row]),
      baseMs,
      numeric
    )
  }

  /** Rows of kind, number and ms after `baseMs`. */
  addRows(rows: readonly (readonly [EventKindCode, number, number])[], baseMs = 0, numeric = true): this {
    const batch: EventBatch = {
      sessionId: 'run',
      endpointId: this.info.id,
      first: this.store.count,
      count: rows.length,
      baseMs,
      offsetUs: columnOf(rows.map(([, , ms]) => ms * 1000)),
      kind: columnOf(rows.map(([kind]) => (numeric ? kind | numericFlag : kind))),
      peer: 1,
      value: columnOf(rows.map(([, number]) => number)),
      sizeBytes: 1,
      newPeers: this.store.count > 0 ? [] : [this.info.role === 'server' ? ends.client : ends.server],
      newPayloads: []
    }
    this.store.add(batch)
    return this
  }
}

export const pair = (): [Recorder, Recorder] => [new Recorder(1, 'server'), new Recorder(2, 'client')]
