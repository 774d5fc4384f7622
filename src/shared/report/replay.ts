/** A kept run read again: each endpoint's events, and each terminal's lines, as its tab showed them. */
import type { EndpointInfo, LogId } from '../model/endpoint'
import { EventStore } from '../model/event-store'
import type { KeptRun } from '../model/kept-run'
import { LogLines } from '../model/log-lines'

export interface ReplayedEndpoint {
  info: EndpointInfo
  store: EventStore
}

export interface Replay {
  endpoints: ReplayedEndpoint[]
  logs: Map<LogId, LogLines>
}

export function replay({ endpoints, batches }: Pick<KeptRun, 'endpoints' | 'batches'>): Replay {
  const byId = new Map(endpoints.map((info) => [info.id, { info, store: new EventStore() }]))
  const logs = new Map<LogId, LogLines>()
  for (const batch of batches) {
    const endpoint = byId.get(batch.endpointId)
    if (!endpoint?.store.add(batch)) continue
    const { info, store } = endpoint
    const lines = logs.get(info.log) ?? new LogLines()
    logs.set(info.log, lines)
    lines.add(info, store, batch)
  }
  return { endpoints: [...byId.values()], logs }
}
