/** Rows of the history's tables, and what they say of a run. */
import type { KeptRun, KeptRunSummary } from '../../shared/model/kept-run'
import { noSamples } from '../../shared/model/queue-samples'
import { packRun, type RunHead } from './pack'

export interface RunRow {
  id: string
  task: KeptRun['task']
  name: string
  started_at_epoch_ms: number
  ending: KeptRun['end'] | null
  size_bytes: number
  head: string | null
}

export interface ColumnsRow {
  events_raw_bytes: number
  events: Uint8Array
  queues_raw_bytes: number
  queues: Uint8Array
}

const unknownMachine: KeptRun['machine'] = {
  platform: '',
  release: '',
  processor: '',
  versions: { app: '', electron: null, node: '' },
  engine: 'node',
  receiveBufferMaximumBytes: null,
  receiveBufferDefaultBytes: null
}

/** What is known of a run that was interrupted: nothing but when it began. */
export const nothing = packRun({
  id: '',
  task: 'task4',
  name: '',
  startedAtEpochMs: 0,
  startedAtMs: 0,
  durationMs: 0,
  end: 'interrupted',
  outcome: null,
  endpoints: [],
  batches: [],
  queues: noSamples,
  machine: unknownMachine
})

/** The head of a run that was kept; of one that was interrupted, what is known of it. */
export function headOf(row: RunRow): RunHead {
  const { id, task, name, started_at_epoch_ms: startedAtEpochMs } = row
  if (row.head === null) return { ...nothing.head, id, task, name, startedAtEpochMs }
  return { ...(JSON.parse(row.head) as RunHead), name }
}

export function summaryOf(row: RunRow): KeptRunSummary {
  const { id, task, name, startedAtEpochMs, durationMs, end, eventCount, hash, outcome } = headOf(row)
  return {
    id,
    task,
    name,
    startedAtEpochMs,
    durationMs,
    end,
    eventCount,
    hash,
    outcome,
    sizeBytes: row.size_bytes
  }
}
