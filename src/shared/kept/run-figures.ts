/**
 * The figures of a kept run by name, as the report prints them and `lab verify` checks them. Names are those of the ledger
 * (docs/model.md) and a few more; a name that is missing is one that the run does not have.
 */
import { countKinds, EventKind, type EventKindCode } from '../events/batch'
import type { EndpointRole } from '../events/endpoint'
import type { Outcome } from '../events/session'
import type { KeptRun, KeptRunSummary } from './kept-run'

export type Figures = Record<string, number | null>

/** How one figure is printed, everywhere alike. Labels are short: two tables stand side by side on a page. */
export interface FigureWord {
  label: string
  unit: string
  /** What is printed for null; `not known` unless told. */
  none?: string
  /** Where it is null the run has no such thing, and nothing is printed. */
  ifAny?: true
  /** From 0 to 1, printed in percent. */
  isShare?: true
  /** 3 unless told. */
  decimals?: number
}

/** Of each figure by its name, in the order of the report. */
export type FigureWords = Readonly<Record<string, FigureWord>>

/** What its task states of an outcome; null: the run has none, or no task here knows it. */
export type StateOutcome = (outcome: Outcome | null) => Figures | null

/** How a task states its outcomes. */
export interface StatedOutcome {
  kind: string
  figures: (value: unknown) => Figures
}

/** @param forms those of the tasks that the run may be of */
export const statedBy =
  (...forms: readonly (StatedOutcome | null)[]): StateOutcome =>
  (outcome) =>
    (outcome && forms.find((form) => form?.kind === outcome.kind)?.figures(outcome.value)) ?? null

/** What a run states of itself. Only some of it follows from its events: the rest is the kernel's word and the clock's. */
export function statedFigures(
  { outcome, eventCount, durationMs }: Pick<KeptRunSummary, 'outcome' | 'eventCount' | 'durationMs'>,
  stateOutcome: StateOutcome
): Figures {
  return { events: eventCount, durationMs, ...stateOutcome(outcome) }
}

/** The figures of a session without a run: datagrams and answers. */
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

/** What the report prints of a run: of one with an outcome what it states, of the others what their events tell of each side. */
export function printedFigures(run: KeptRun, stateOutcome: StateOutcome): Figures {
  if (stateOutcome(run.outcome)) return statedFigures(run, stateOutcome)
  const bothSides = ['sent', 'received']
  return Object.fromEntries(Object.entries(messageFigures(run)).filter(([name]) => !bothSides.includes(name)))
}
