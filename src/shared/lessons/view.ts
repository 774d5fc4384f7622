/** What the walkthrough may know of a session: little, and nothing of the window. */
import type { EndpointAddress } from '../events/address'
import type { LabEvent } from '../events/batch'
import { EventKind } from '../events/batch'
import type { EndpointInfo } from '../events/endpoint'
import type { EventStore } from '../events/event-store'
import type { Outcome, RunState } from '../events/session'

export interface LessonEndpoint {
  readonly info: EndpointInfo
  readonly store: EventStore
}

export interface LessonView {
  endpoints: readonly LessonEndpoint[]
  run: RunState
  /** What the task's tab knows beyond its session; null where it knows no more. */
  own: unknown
  /** Questions that the student has answered. */
  answered: readonly string[]
}

/** Enough for what is done by hand; a run of a million numbers is told by its outcome and not by its events. */
const readEvents = 2000

/** The endpoint's first events. */
export function eventsOf({ store }: LessonEndpoint): LabEvent[] {
  return Array.from({ length: Math.min(store.count, readEvents) }, (_, row) => store.at(row))
}

export const hasArrived = ({ kind }: LabEvent): boolean =>
  kind === EventKind.received || kind === EventKind.served

export const has = (events: readonly LabEvent[], kind: LabEvent['kind']): boolean =>
  events.some((event) => event.kind === kind)

/** Where the endpoint was or is bound; null while it is not. */
export function addressOf({ info: { state } }: LessonEndpoint): EndpointAddress | null {
  return state.phase === 'open' || state.phase === 'closed' ? state.local : null
}

/** The port that the endpoint had or has; null while it has none. */
export const portOf = (endpoint: LessonEndpoint): number | null => addressOf(endpoint)?.port ?? null

/** Different ports of those whose datagrams the task's servers received, in order. */
export function portsSeen({ endpoints }: LessonView): number[] {
  const events = endpoints.filter(({ info }) => info.role === 'server').flatMap(eventsOf)
  return [...new Set(events.filter(hasArrived).flatMap(({ peer }) => peer?.port ?? []))]
}

/** What came of the last run, when it came to its end. */
export function finishedOutcome({ run }: LessonView): Outcome | null {
  return run.phase === 'finished' ? run.outcome : null
}
