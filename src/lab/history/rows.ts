/** Rows of the history's tables, and what they say of a run. */
import type { KeptRun, KeptRunSummary } from '#shared/kept/kept-run'
import type { RunForms } from '#shared/kept/run-forms'
import { noSamples } from '#shared/events/queue-samples'
import { readWrittenHead, type RunHead, type WrittenHead } from '../packed/head-form'
import { unknownInRow } from './newer-rows'
import { packRun } from '../packed/pack'

export interface RunRow {
  id: string
  task: KeptRun['task']
  name: string
  started_at_epoch_ms: number
  ending: KeptRun['end'] | null
  deleted_at_epoch_ms: number | null
  size_bytes: number
  head: string | null
}

export interface ColumnsRow {
  id: string
  events_raw_bytes: number
  events: Uint8Array
  queues_raw_bytes: number
  queues: Uint8Array
}

export interface SettingsRow {
  name: string
  value: number
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
  task: '',
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

interface ReadRow {
  head: RunHead
  /** What of it only a newer UDP Lab knows; then nothing but the columns may be relied on. */
  unknown: string | null
}

/** The head of a run that was kept; of one that was interrupted, what is known of it. */
/** @param forms what this version knows of each task */
export function readRow(row: RunRow, forms: RunForms): ReadRow {
  const { id, task, name, started_at_epoch_ms: startedAtEpochMs } = row
  const kept = row.head === null ? null : (JSON.parse(row.head) as WrittenHead)
  const unknown = unknownInRow(row, kept, forms)
  if (kept && unknown === null) return { head: { ...readWrittenHead(kept), name }, unknown }
  return { head: { ...nothing.head, id, task, name, startedAtEpochMs }, unknown }
}

export function summaryOf(row: RunRow, forms: RunForms): KeptRunSummary {
  const { head, unknown } = readRow(row, forms)
  const { id, task, name, startedAtEpochMs, durationMs, end, eventCount, hash, outcome } = head
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
    sizeBytes: row.size_bytes,
    ...(unknown !== null && { newer: unknown })
  }
}
