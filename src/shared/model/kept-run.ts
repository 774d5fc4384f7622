/**
 * A run that is kept after it is over: what a task's session held, who measured it, and the hash by which a report's figures
 * can be checked. Plain values; how they are stored is lab/history's business.
 */
import type { TaskId } from '../tasks/catalogue'
import type { Fault } from '../fault'
import type { Task4Outcome, Task4Parameters } from '../tasks/task4'
import type { EventBatch } from './batch'
import type { EndpointInfo } from './endpoint'
import type { EngineName } from './engine'
import type { QueueSamples } from './queue-samples'

/** The machine and programs that measured a run. */
export interface MachineFacts {
  platform: string
  /** As the system names its release, such as 6.18.44. */
  release: string
  processor: string
  /** Logical processors; absent in runs that were kept before it was asked. */
  processorCount?: number
  versions: { app: string; electron: string | null; node: string }
  engine: EngineName
  receiveBufferMaximumBytes: number | null
  receiveBufferDefaultBytes: number | null
}

/** One row of the list of kept runs. */
export interface KeptRunSummary {
  /** Unique among all runs everywhere: a UUID. */
  id: string
  task: TaskId
  /** As the student calls it; at first made from task and time. */
  name: string
  /** Wall clock, ms since the Unix epoch. */
  startedAtEpochMs: number
  durationMs: number
  /** `interrupted`: the app ended before the run did. */
  end: 'finished' | 'cancelled' | 'failed' | 'interrupted'
  eventCount: number
  /** Bytes that it takes on disk. */
  sizeBytes: number
  /** SHA-256 of its events in a fixed form, in hex. */
  hash: string
  /** Task 4's measured figures; null for the other tasks, and for a part 1 by hand. */
  outcome: Task4Outcome | null
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
  /** Why a run of Task 4 that failed did, and what it was to do; absent for all others. */
  failed?: { parameters: Task4Parameters; fault: Fault }
}

/** What the window is told of the history without asking. */
export interface HistoryStatus {
  /** Rises whenever the list of kept runs changed. */
  changes: number
  /** What the user must know: runs that were interrupted, a file that was set aside, a disk that is full. */
  notices: string[]
}
