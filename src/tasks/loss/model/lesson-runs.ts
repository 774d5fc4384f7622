/** Which of the student's runs a step or a question of Task 4's walkthrough is about: it need not be the last. */
import { finishedOutcome, type LessonView } from '#shared/lessons/view'
import { outcomeIn } from './kept-outcome'
import type { LossOutcome } from './outcome'

/** What the tab knows beyond its session. */
export interface LossOwn {
  /** What came of this window's runs, oldest first. */
  outcomes: readonly LossOutcome[]
}

export type RunCheck = (outcome: LossOutcome) => boolean

/** A run is of many numbers when it has more than a default buffer holds. */
export const manyNumbers = 1000
/** rate x service time above which a server is not only slightly too slow. */
const slightly = 1.2

/** How much slower the server is than its client; 0 where nobody set a pace. */
export const ratioOf = ({ parameters: { rate, serviceUs } }: LossOutcome): number => (rate * serviceUs) / 1e6

/** The last run, when it came to its end. */
export const lastRun = (view: LessonView): LossOutcome | null => outcomeIn(finishedOutcome(view))

/** The newest run of which this is so. */
export function runThat(view: LessonView, check: RunCheck): LossOutcome | null {
  const last = lastRun(view)
  if (last && check(last)) return last
  return (view.own as LossOwn | null)?.outcomes.findLast(check) ?? null
}

const ofMany: RunCheck = ({ ledger, parameters }) =>
  ledger.sent >= manyNumbers && parameters.queue === 'kernel'

export const isAny: RunCheck = () => true

/** The exercise's second part. */
export const isEight: RunCheck = (outcome) => allCameBack(outcome) && outcome.parameters.count === 8

/** 1 to 8, or more, and all came back. */
export const allCameBack: RunCheck = ({ ledger, parameters }) =>
  parameters.count >= 8 && ledger.returned === parameters.count

/** The exercise's own: as fast as possible, default buffers, and the client reads at the end. */
export const isBurst: RunCheck = (outcome) => {
  const { rate, serviceUs, clientReads, serverBuffer, clientBuffer } = outcome.parameters
  const unpaced = rate === 0 && serviceUs === 0 && clientReads === 'after'
  return ofMany(outcome) && unpaced && serverBuffer === null && clientBuffer === null
}

export const burstLost: RunCheck = (outcome) => isBurst(outcome) && outcome.ledger.firstLost !== null

const lostAtServer: RunCheck = (outcome) =>
  ofMany(outcome) && outcome.parameters.serverBuffer === null && outcome.ledger.lostRequests > 0

/** The server is much too slow, and its queue was full early. */
export const slowServerLost: RunCheck = (outcome) => ratioOf(outcome) >= slightly && lostAtServer(outcome)

/** The server is slightly too slow, with the system's own buffer. */
export const isPaced: RunCheck = (outcome) => {
  const ratio = ratioOf(outcome)
  return ratio > 1 && ratio < slightly && ofMany(outcome) && outcome.parameters.serverBuffer === null
}

/** The same, and its queue was full in the end. */
export const pacedLost: RunCheck = (outcome) => isPaced(outcome) && lostAtServer(outcome)

/** The server is the slower one, and the buffer that was asked for held what it had not read. */
export const wasCured: RunCheck = (outcome) =>
  ofMany(outcome) &&
  outcome.parameters.serverBuffer !== null &&
  ratioOf(outcome) > 1 &&
  outcome.ledger.lostRequests === 0

export const repliesWereLost: RunCheck = ({ ledger, parameters }) =>
  parameters.serverBuffer !== null && ledger.lostReplies > ledger.lostRequests
