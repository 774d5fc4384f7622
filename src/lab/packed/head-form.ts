/**
 * The head of a run as it is written, in the history and in run files. Names on disk stay what they were when the code's own
 * words change, so that what any version wrote opens in any other.
 */
import type { EndpointAddress } from '#shared/events/address'
import type { EndpointInfo, EndpointState } from '#shared/events/endpoint'
import type { Outcome } from '#shared/events/session'
import type { KeptRun } from '#shared/kept/kept-run'

/** All of a run that is JSON. */
export type RunHead = Omit<KeptRun, 'batches' | 'queues' | 'sizeBytes' | 'newer'>

/** The first kind of outcome that there was: it is written bare, as it was before there were kinds. */
export const bareOutcomeKind = 'numbers'

/**
 * A phase whose addresses are of IPv6 has a name of its own: a version that knows none but IPv4's then says that the run was
 * made by a newer one, and does not call the file damaged.
 */
export const ipv6Phases = { open: 'open-ipv6', closed: 'closed-ipv6' } as const
type Ipv6Phases = typeof ipv6Phases
type Renamed<P extends keyof Ipv6Phases> = Omit<Extract<EndpointState, { phase: P }>, 'phase'> & {
  phase: Ipv6Phases[P]
}
type WrittenState = EndpointState | Renamed<'open'> | Renamed<'closed'>

/** An endpoint's `program` is written as `voice`. */
type WrittenEndpoint = Omit<EndpointInfo, 'program' | 'state'> & {
  voice: EndpointInfo['program']
  state: WrittenState
}

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

const isOfSix = (address: EndpointAddress | null): boolean => address?.address.includes(':') ?? false

function writtenState(state: EndpointState): WrittenState {
  if (state.phase === 'open' && (isOfSix(state.local) || isOfSix(state.peer)))
    return { ...state, phase: ipv6Phases.open }
  if (state.phase === 'closed' && isOfSix(state.local)) return { ...state, phase: ipv6Phases.closed }
  return state
}

function readState(state: WrittenState): EndpointState {
  if (state.phase === ipv6Phases.open) return { ...state, phase: 'open' }
  if (state.phase === ipv6Phases.closed) return { ...state, phase: 'closed' }
  return state
}

/** Keys in the order that every version wrote them in: sizes and files stay the same to the byte. */
export function writtenHead(head: RunHead): WrittenHead {
  const endpoints = head.endpoints.map(({ id, name, role, log, program: voice, state }) => ({
    ...{ id, name, role, log, voice, state: writtenState(state) }
  }))
  const { outcome } = head
  return { ...head, endpoints, outcome: outcome?.kind === bareOutcomeKind ? outcome.value : outcome }
}

export function readWrittenHead(head: WrittenHead): RunHead {
  const endpoints = head.endpoints.map(({ voice: program, state, ...endpoint }) => ({
    ...endpoint,
    state: readState(state),
    program
  }))
  return { ...head, endpoints, outcome: readOutcome(head.outcome) }
}
