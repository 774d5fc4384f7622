/** Which of the student's runs a step or a question of the walkthrough is about: it need not be the last. */
import { finishedOutcome, type LessonView } from '#shared/lessons/view'
import { type BalanceOutcome, outcomeIn } from './outcome'

/** What the tab knows beyond its session. */
export interface BalancingOwn {
  /** What came of this window's runs, oldest first. */
  outcomes: readonly BalanceOutcome[]
}

export type RunCheck = (outcome: BalanceOutcome) => boolean

/** The newest run of which this is so. */
export function runThat(view: LessonView, check: RunCheck): BalanceOutcome | null {
  const last = outcomeIn(finishedOutcome(view))
  if (last && check(last)) return last
  return (view.own as BalancingOwn | null)?.outcomes.findLast(check) ?? null
}

/** Work that comes in a second, in parts of what all servers can do in one; 0: nobody set a pace. */
export function loadOf({ parameters: { servers, clients, rate } }: BalanceOutcome): number {
  const serviceUs = servers.reduce((sum, server) => sum + server.serviceUs, 0) / servers.length
  return (clients * rate * serviceUs) / 1e6 / servers.length
}

const answeredSome: RunCheck = ({ ledger }) => ledger.returned > 0

export const isPooled: RunCheck = (outcome) => outcome.servers.length > 1 && answeredSome(outcome)

/** One server has more to do than it can. */
export const oneSaturated: RunCheck = (outcome) =>
  outcome.servers.length === 1 && loadOf(outcome) > 1 && answeredSome(outcome)

/** Several servers share what was too much for one. */
export const loadShared: RunCheck = (outcome) => {
  const load = loadOf(outcome)
  return isPooled(outcome) && load < 1 && load * outcome.servers.length > 1
}

const byLab = (outcome: BalanceOutcome): boolean => outcome.parameters.balancer === 'lab'
const perDatagram: RunCheck = (outcome) =>
  byLab(outcome) && outcome.parameters.per === 'datagram' && isPooled(outcome)
const isUndisturbed: RunCheck = ({ stoppedAfter, survivors }) => stoppedAfter === null && survivors === null

export const wasSpread: RunCheck = (outcome) =>
  perDatagram(outcome) && isUndisturbed(outcome) && outcome.sessionsMoved > 0

export const keptByHash: RunCheck = (outcome) => {
  const { algorithm } = outcome.parameters
  const isHash = algorithm === 'source-hash' || algorithm === 'maglev'
  return perDatagram(outcome) && isUndisturbed(outcome) && isHash && outcome.sessionsMoved === 0
}

const failed: RunCheck = (outcome) => byLab(outcome) && outcome.stoppedAfter !== null && isPooled(outcome)

/** A server went, and nobody looked. */
export const failedUnwatched: RunCheck = (outcome) => failed(outcome) && !outcome.parameters.health

export const failedWatched: RunCheck = (outcome) =>
  failed(outcome) && outcome.parameters.health && outcome.failure !== null

const shrankBy =
  (algorithm: BalanceOutcome['parameters']['algorithm']): RunCheck =>
  (outcome) =>
    failedWatched(outcome) &&
    perDatagram(outcome) &&
    outcome.parameters.algorithm === algorithm &&
    (outcome.survivors?.clients ?? 0) > 0

export const shrankByModulo: RunCheck = shrankBy('source-hash')
export const shrankByMaglev: RunCheck = shrankBy('maglev')

/** Clients that had another server although theirs was still there, of all such clients: 0 to 1. */
export const movedShare = ({ survivors }: BalanceOutcome): number =>
  survivors && survivors.clients > 0 ? survivors.moved / survivors.clients : 0

export const lostIn = ({ ledger }: BalanceOutcome): number => ledger.sent - ledger.returned
