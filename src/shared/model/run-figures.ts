/**
 * The figures of a kept run by name, as the report prints them and `lab verify` checks them. Names are those of the ledger
 * (docs/model.md) and a few more; a name that is missing is one that the run does not have.
 */
import { countKinds, EventKind, type EventKindCode } from './batch'
import type { EndpointRole } from './endpoint'
import type { KeptRun, KeptRunSummary } from './kept-run'

export type Figures = Record<string, number | null>

/** What a run states of itself. Only some of it follows from its events: the others are the kernel's word and the clock's. */
export function statedFigures({
  outcome,
  eventCount,
  durationMs
}: Pick<KeptRunSummary, 'outcome' | 'eventCount' | 'durationMs'>): Figures {
  const figures: Figures = { events: eventCount, durationMs }
  if (!outcome) return figures
  const { parameters, ledger, foreign, emulatedDrops, kernelDrops, buffers, prediction, elapsedMs } = outcome
  return {
    ...figures,
    askedCount: parameters.count,
    askedRate: parameters.rate,
    askedServiceUs: parameters.serviceUs,
    askedBytesOfServer: buffers.server.requestedBytes,
    askedBytesOfClient: buffers.client.requestedBytes,
    ...ledger,
    foreignAtServer: foreign.server,
    foreignAtClient: foreign.client,
    emulatedDrops,
    kernelDropsAtServer: kernelDrops.server,
    kernelDropsAtClient: kernelDrops.client,
    grantedBytesOfServer: buffers.server.grantedBytes,
    grantedBytesOfClient: buffers.client.grantedBytes,
    predictedFirstLost: prediction.firstLost,
    predictedCapacity: prediction.capacity,
    ...(typeof outcome.guess === 'number' && { guessedFirstLost: outcome.guess }),
    elapsedMs
  }
}

/** The figures of a session of Tasks 1 to 3, and of single numbers in Task 4: datagrams and answers. */
export function messageFigures({ batches, endpoints }: Pick<KeptRun, 'batches' | 'endpoints'>): Figures {
  const roles = new Map(endpoints.map(({ id, role }) => [id, role]))
  const sum = (role: EndpointRole | null, ...kinds: EventKindCode[]): number =>
    batches
      .filter(({ endpointId }) => role === null || roles.get(endpointId) === role)
      .reduce((total, batch) => total + countKinds(batch, ...kinds), 0)
  const sockets = (wanted: EndpointRole): number => endpoints.filter(({ role }) => role === wanted).length
  // A server that answers at once tells both with one event.
  const { sent, received, served, unsent, timedOut, refused } = EventKind
  return {
    events: batches.reduce((total, { count }) => total + count, 0),
    clients: sockets('client'),
    servers: sockets('server'),
    sentByClients: sum('client', sent, served),
    receivedByServers: sum('server', received, served),
    sentByServers: sum('server', sent, served),
    receivedByClients: sum('client', received, served),
    sent: sum(null, sent, served),
    received: sum(null, received, served),
    unsent: sum(null, unsent),
    timedOut: sum(null, timedOut),
    refused: sum(null, refused)
  }
}

/** What the report prints of a run: of one of Task 4 what it states, of the others what their events tell of each side. */
export function printedFigures(run: KeptRun): Figures {
  if (run.outcome) return statedFigures(run)
  const bothSides = ['sent', 'received']
  return Object.fromEntries(Object.entries(messageFigures(run)).filter(([name]) => !bothSides.includes(name)))
}
