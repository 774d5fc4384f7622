/**
 * The head of a run as it is written, in the history and in run files. Names on disk stay what they were when the code's own
 * words change, so that what any version wrote opens in any other.
 */
import type { EndpointInfo } from '#shared/events/endpoint'
import type { Outcome } from '#shared/events/session'
import type { KeptRun } from '#shared/kept/kept-run'

/** All of a run that is JSON. */
export type RunHead = Omit<KeptRun, 'batches' | 'queues' | 'sizeBytes' | 'newer'>

/** The first kind of outcome that there was: it is written bare, as it was before there were kinds. */
export const bareOutcomeKind = 'numbers'

/** An endpoint's `program` is written as `voice`. */
type WrittenEndpoint = Omit<EndpointInfo, 'program'> & { voice: EndpointInfo['program'] }

export type WrittenHead = Omit<RunHead, 'endpoints' | 'outcome'> & {
  endpoints: WrittenEndpoint[]
  /** `{ kind, value }`, or the bare value of the first kind. */
  outcome: unknown
}

const isTagged = (outcome: unknown): outcome is Outcome =>
  typeof outcome === 'object' && outcome !== null && 'kind' in outcome

function readOutcome(outcome: unknown): Outcome | null {
  if (outcome === null) return null
  return isTagged(outcome) ? outcome : { kind: bareOutcomeKind, value: outcome }
}

/** Keys in the order that every version wrote them in: sizes and files stay the same to the byte. */
export function writtenHead(head: RunHead): WrittenHead {
  const endpoints = head.endpoints.map(({ id, name, role, log, program: voice, state }) => ({
    ...{ id, name, role, log, voice, state }
  }))
  const { outcome } = head
  return { ...head, endpoints, outcome: outcome?.kind === bareOutcomeKind ? outcome.value : outcome }
}

export function readWrittenHead(head: WrittenHead): RunHead {
  const endpoints = head.endpoints.map(({ voice: program, ...endpoint }) => ({ ...endpoint, program }))
  return { ...head, endpoints, outcome: readOutcome(head.outcome) }
}
