/** What an endpoint's thread is given, and what is told of it. */
import type { EventBatch } from '#shared/events/batch'
import type { BeyondCounts } from '#shared/events/beyond'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { EngineName } from '#shared/events/engine'
import type { Whereabouts } from '#shared/events/motion'
import type { ThreadPool } from './thread-pool'

export interface ThreadEvents {
  changed(endpoint: EndpointInfo): void
  /** False: no more payloads are kept, the thread only counts them from now on. */
  batch(batch: Omit<EventBatch, 'sessionId'>): boolean | void
  /** Events that came since the last time and are only counted. */
  beyond?(counts: BeyondCounts): boolean
  /** Slow motion is on, and the endpoint came to another place of its program. */
  place?(place: Whereabouts, printedTo: number): void
}

export interface ThreadNeeds {
  threads: ThreadPool
  engine: EngineName
  /** Shared by the threads of a task (motionSlots, gate.ts). Without it: nobody ever holds this one. */
  motion?: SharedArrayBuffer
}
