/** Whether a step is done: decided from what really happened, whoever clicked what. */
import { sameEndpoint } from '../model/address'
import { EventKind } from '../model/batch'
import type { Task4Outcome } from '../tasks/task4'
import type { RunShows, StepCheck } from './lesson'
import {
  eventsOf,
  finishedOutcome,
  has,
  hasArrived,
  type LessonEndpoint,
  type LessonView,
  portsSeen
} from './view'

export function isDone(check: StepCheck, view: LessonView): boolean {
  switch (check.kind) {
    case 'listening':
      return check.logs.every((log) =>
        view.endpoints.some(({ info }) => info.log === log && isServerOfStudent(info))
      )
    case 'clients-answered':
      return clients(view).filter((client) => eventsOf(client).some(hasArrived)).length >= check.count
    case 'distinct-ports':
      return portsSeen(view).length >= check.count
    case 'silence':
      return clients(view).some((client) => has(eventsOf(client), EventKind.timedOut))
    case 'servers-answered':
      return pairs(view).some(
        ({ sources, silent }) => new Set(sources).size === check.count && (check.count === 2 || silent)
      )
    case 'misnamed':
      return pairs(view).some(({ sources, byArrival }) => byArrival && swapped(sources))
    case 'told-apart':
      return pairs(view).some(({ sources, byArrival }) => !byArrival && swapped(sources))
    case 'exchange':
      return clients(view).some((client) => {
        const events = eventsOf(client)
        return has(events, EventKind.connected) === check.connected && events.some(hasArrived)
      })
    case 'probe':
      return (check.columns === 'both' ? [true, false] : [true]).every((connected) =>
        view.probes.some((report) => report.probe === check.probe && report.connected === connected)
      )
    case 'number-answered':
      return view.endpoints.some(
        (endpoint) => endpoint.info.voice.id === 'number-server' && eventsOf(endpoint).some(hasArrived)
      )
    case 'run': {
      const outcome = finishedOutcome(view)
      return outcome !== null && shows[check.shows](outcome)
    }
    case 'answered':
      return view.answered.includes(check.question)
  }
}

/** A run of Task 4 brings a server of its own, which nobody started. */
const isServerOfStudent = ({ role, voice, state }: LessonEndpoint['info']): boolean =>
  role === 'server' && state.phase === 'open' && voice.id !== 'echo-server'

/** Clients that exchange messages; the sockets of probes are none. */
const clients = ({ endpoints }: LessonView): LessonEndpoint[] =>
  endpoints.filter(({ info }) => info.role === 'client' && info.voice.id === 'message-client')

/** Each client of Task 2: from which server (0 or 1) its answers came, in order of arrival. */
function pairs({ endpoints }: LessonView): { sources: number[]; silent: boolean; byArrival: boolean }[] {
  return endpoints
    .filter(({ info }) => info.voice.id === 'two-servers-client')
    .map((client) => {
      const { servers = [], byArrival = false } = client.info.voice
      const events = eventsOf(client)
      const sources = events
        .filter(hasArrived)
        .map(({ peer }) => servers.findIndex((server) => peer !== null && sameEndpoint(server, peer)))
      return {
        sources: sources.filter((source) => source >= 0),
        silent: has(events, EventKind.timedOut),
        byArrival
      }
    })
}

/** The first answer came from the second server. */
const swapped = (sources: readonly number[]): boolean => sources.length === 2 && sources[0] === 1

/** A run is of many numbers when it has more than a default buffer holds. */
const manyNumbers = 1000

/** What the student foretold of the last run, when it was one of many numbers: the first number lost, 0 for none. */
export function guessIn(view: LessonView): number | null {
  const outcome = finishedOutcome(view)
  return outcome !== null && outcome.ledger.sent >= manyNumbers ? (outcome.guess ?? null) : null
}

const shows: Record<RunShows, (outcome: Task4Outcome) => boolean> = {
  'all-back': ({ ledger, parameters }) => parameters.count >= 8 && ledger.returned === parameters.count,
  'requests-lost': ({ ledger }) => ledger.sent >= manyNumbers && ledger.lostRequests > 0,
  // The server is the slower one, and the buffer that was asked for held what it had not read.
  cured: ({ ledger, parameters }) =>
    ledger.sent >= manyNumbers &&
    parameters.serverBuffer !== null &&
    parameters.rate * parameters.serviceUs > 1e6 &&
    ledger.lostRequests === 0,
  'replies-lost': ({ ledger, parameters }) =>
    parameters.serverBuffer !== null && ledger.lostReplies > 0 && ledger.lostRequests === 0
}
