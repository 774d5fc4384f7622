/**
 * A run that is kept after it is over: what a task's session held, who measured it, and the hash by which a report's figures
 * can be checked. Plain values; how they are stored is lab/history's business.
 */
import * as v from 'valibot'
import { count, text } from '../bounded'
import type { Fault } from '../fault'
import type { EventBatch } from '../events/batch'
import type { EndpointInfo } from '../events/endpoint'
import { engineNames } from '../events/engine'
import type { QueueSamples } from '../events/queue-samples'
import type { Outcome } from '../events/session'

/** The machine and programs that measured a run. */
export const machineSchema = v.strictObject({
  platform: text(40),
  /** As the system names its release, such as 6.18.44. */
  release: text(200),
  processor: text(200),
  /** Logical processors; absent in runs that were kept before it was asked. */
  processorCount: v.exactOptional(count),
  versions: v.strictObject({ app: text(40), electron: v.nullable(text(40)), node: text(40) }),
  engine: v.picklist(engineNames),
  receiveBufferMaximumBytes: v.nullable(count),
  receiveBufferDefaultBytes: v.nullable(count)
})
export type MachineFacts = v.InferOutput<typeof machineSchema>

/** `interrupted`: the app ended before the run did. */
export const runEnds = ['finished', 'cancelled', 'failed', 'interrupted'] as const

/** One row of the list of kept runs. */
export interface KeptRunSummary {
  /** Unique among all runs everywhere: a UUID. */
  id: string
  task: string
  /** As the student calls it; at first made from task and time. */
  name: string
  /** Wall clock, ms since the Unix epoch. */
  startedAtEpochMs: number
  durationMs: number
  end: (typeof runEnds)[number]
  eventCount: number
  /** Bytes that it takes on disk. */
  sizeBytes: number
  /** SHA-256 of its events in a fixed form, in hex. */
  hash: string
  /** What came of its run, as its task measures it; null for a session without a run. */
  outcome: Outcome | null
  /** Made by a newer UDP Lab: what this version does not know of it. Then only id, name, start and size say anything. */
  newer?: string
}

/** A whole run, as it is opened again, exported and verified. */
export interface KeptRun extends KeptRunSummary {
  /** Monotonic ms at which the session began: zero of every time in it. */
  startedAtMs: number
  endpoints: EndpointInfo[]
  batches: EventBatch[]
  queues: QueueSamples
  machine: MachineFacts
  /** Why a run that failed did, and what it was to do; absent for all others. */
  failed?: { parameters: unknown; fault: Fault }
}
