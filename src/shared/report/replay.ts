/** A kept run read again: each endpoint's events, and each terminal's lines, as its tab showed them. */
import type { EndpointInfo, LogId } from '../events/endpoint'
import { EventStore } from '../events/event-store'
import type { KeptRun } from '../kept/kept-run'
import { LogLines } from '../events/log-lines'
import type { ProgramTable } from '../events/program-lines'

export interface ReplayedEndpoint {
  info: EndpointInfo
  store: EventStore
}

export interface Replay {
  endpoints: ReplayedEndpoint[]
  logs: Map<LogId, LogLines>
  /** Those of the run's task. */
  programs: ProgramTable
}

/** @param programs those of the run's task */
export function replay(
  { endpoints, batches }: Pick<KeptRun, 'endpoints' | 'batches'>,
  programs: ProgramTable
): Replay {
  const byId = new Map(endpoints.map((info) => [info.id, { info, store: new EventStore() }]))
  const logs = new Map<LogId, LogLines>()
  for (const batch of batches) {
    const endpoint = byId.get(batch.endpointId)
    if (!endpoint?.store.add(batch)) continue
    const { info, store } = endpoint
    const lines = logs.get(info.log) ?? new LogLines(programs)
    logs.set(info.log, lines)
    lines.add(info, store, batch)
  }
  return { endpoints: [...byId.values()], logs, programs }
}
