/** What a task has going: the endpoints of its session, their events, and where the task has one, its run. */
import type { EventBatch } from './batch'
import type { EndpointBeyond } from './beyond'
import type { EndpointInfo } from './endpoint'
import type { Fault } from '../fault'
import type { HistoryStatus } from './history-status'
import type { Motion } from './motion'
import type { QueueSamples } from './queue-samples'

/** What came of a run; its task has the schema of the kind. */
export interface Outcome<Value = unknown, Kind extends string = string> {
  kind: Kind
  value: Value
}

/** A run of a task. Parameters and outcome are the task's own: outside its folder nobody looks into them. */
export type RunState<Parameters = unknown, Value = unknown> =
  | { phase: 'idle' }
  | { phase: 'running'; parameters: Parameters; startedAtMs: number }
  | { phase: 'finished'; outcome: Outcome<Value> }
  | { phase: 'cancelled'; outcome: Outcome<Value> }
  | { phase: 'failed'; parameters: Parameters; fault: Fault }

/** What the lab tells; every event names the session it belongs to, so that stale ones are dropped. */
export type SessionEvent =
  | { type: 'began'; sessionId: string; task: string; startedAtMs: number; startedAtEpochMs: number }
  | { type: 'endpoint'; sessionId: string; endpoint: EndpointInfo }
  | { type: 'batch'; sessionId: string; batch: EventBatch }
  /** What was counted of an endpoint so far, and not kept. */
  | ({ type: 'beyond'; sessionId: string } & EndpointBeyond)
  | { type: 'run'; sessionId: string; run: RunState }
  /** What a task tells its own tab. */
  | { type: 'task'; task: string; news: unknown }
  | { type: 'history'; status: HistoryStatus }
  | { type: 'queues'; sessionId: string; samples: QueueSamples }
  | { type: 'motion'; sessionId: string; motion: Motion }

/** A whole session, for a window that joins in the middle. */
export interface SessionSnapshot {
  sessionId: string
  task: string
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
