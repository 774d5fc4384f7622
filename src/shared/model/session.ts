/** What a task's tab shows: the endpoints of its session, their events, and in Task 4 the run. */
import type { TaskId } from '../tasks/catalogue'
import type { Task4Outcome, Task4Parameters } from '../tasks/task4'
import type { EventBatch } from './batch'
import type { EndpointBeyond } from './beyond'
import type { EndpointInfo } from './endpoint'
import type { Fault } from '../fault'
import type { SeriesKind, SeriesState } from './series'
import type { Motion } from './motion'
import type { QueueSamples } from './queue-samples'
import type { HistoryStatus } from './kept-run'

export type RunState =
  | { phase: 'idle' }
  | { phase: 'running'; parameters: Task4Parameters; startedAtMs: number }
  | { phase: 'finished'; outcome: Task4Outcome }
  | { phase: 'cancelled'; outcome: Task4Outcome }
  | { phase: 'failed'; parameters: Task4Parameters; fault: Fault }

/** What the lab tells; every event names the run it belongs to, so that stale ones are dropped. */
export type SessionEvent =
  | { type: 'began'; sessionId: string; task: TaskId; startedAtMs: number; startedAtEpochMs: number }
  | { type: 'endpoint'; sessionId: string; endpoint: EndpointInfo }
  | { type: 'batch'; sessionId: string; batch: EventBatch }
  /** What was counted of an endpoint so far, and not kept. */
  | ({ type: 'beyond'; sessionId: string } & EndpointBeyond)
  | { type: 'run'; sessionId: string; run: RunState }
  | { type: 'series'; kind: SeriesKind; series: SeriesState }
  | { type: 'history'; status: HistoryStatus }
  | { type: 'queues'; sessionId: string; samples: QueueSamples }
  | { type: 'motion'; sessionId: string; motion: Motion }

/** A whole session, for a window that joins in the middle. */
export interface SessionSnapshot {
  sessionId: string
  task: TaskId
  /** Monotonic ms (the clock of the events) at which the session began. */
  startedAtMs: number
  /** Wall-clock ms since the Unix epoch at that moment: to show times of day, never to measure. */
  startedAtEpochMs: number
  endpoints: EndpointInfo[]
  batches: EventBatch[]
  /** What was counted, and is not among the batches. */
  beyond: EndpointBeyond[]
  run: RunState
  /** Both receive queues of the run, as far as they were looked at. */
  queues: QueueSamples
  motion: Motion
}

/** A session as a window gets it first: so much of its events, and where the next piece begins; null: that is all. */
export interface SessionHead extends SessionSnapshot {
  next: number | null
}

export interface SessionPiece {
  batches: EventBatch[]
  next: number | null
}
