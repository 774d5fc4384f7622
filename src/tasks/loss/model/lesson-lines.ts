/** What Task 4's walkthrough says of a run: sentences of the catalogue with that run's figures. */
import { type AnswerVerdict, numberIn } from '#shared/lessons/lesson'
import type { LessonView } from '#shared/lessons/view'
import { type RunName, saw, verdicts, whoseChoices } from '../texts'
import { isPaced, lastRun, manyNumbers, ratioOf, runThat } from './lesson-runs'
import type { LossOutcome } from './outcome'
import { predictionError } from './prediction'

/** An answer is right when it is no farther from the truth. */
const nearEnough = 0.1
/** On Linux the first lost number lies between this share of the law and the law itself (docs/model.md). */
const quartersFrom = 0.7
/** So far beyond it, something else happened. */
const lawUpTo = 1.1

export const ledgerLine = (run: RunName, { ledger }: LossOutcome): string =>
  saw.ledger(run, ledger.sent, ledger.lostRequests, ledger.lostReplies)

export const firstLostLine = (run: RunName, { ledger }: LossOutcome): string =>
  saw.firstLost(run, ledger.firstLost, ledger.returned)

export const bufferLine = (run: RunName, { buffers, parameters }: LossOutcome): string =>
  saw.buffer(run, parameters.count, buffers.server.requestedBytes, buffers.server.grantedBytes)

export const aboutBuffer = (run: RunName, outcome: LossOutcome): string[] => [
  bufferLine(run, outcome),
  ledgerLine(run, outcome)
]

/** Which of the two sides lost something, in a run whose client reads at the end. */
export function whichQueue({ ledger }: LossOutcome): string {
  if (ledger.lostReplies === 0) return saw.requestsLost
  return ledger.lostRequests === 0 ? saw.clientFull : saw.bothLost
}

/** Where K x r / (r - 1) expects the first loss, and where it was; nothing where K could not be measured. */
export function lawLines(outcome: LossOutcome): string[] {
  const { capacity, charge } = outcome.prediction
  const { firstLost } = outcome.ledger
  const ratio = ratioOf(outcome)
  if (capacity === null || firstLost === null || ratio <= 1) return []
  const expected = Math.round((capacity * ratio) / (ratio - 1))
  const share = firstLost / expected
  const lines = saw.law(capacity, ratio, expected, firstLost)
  if (share < quartersFrom || share > lawUpTo) return [...lines, saw.disturbed]
  // Only Linux tells what it charges, and only of Linux this rule is known.
  return share < 1 && charge !== null ? [...lines, saw.quarters] : lines
}

export const printedLine = ({ ledger }: LossOutcome): string => saw.printed(ledger.served, ledger.returned)

/** Whether the server's terminal has the client's gaps. */
export const gapLine = ({ ledger }: LossOutcome): string =>
  ledger.lostReplies > 0 ? saw.otherGaps(ledger.lostReplies) : saw.sameGaps(ledger.lostRequests)

/** Why neither the send buffer nor a network card lost them, as far as the run shows it. */
export function innocents({ ledger, kernelDrops }: LossOutcome): string[] {
  const { server } = kernelDrops
  const lines = [saw.sendBuffer(ledger.sent, ledger.unsent), saw.networkCard]
  if (server === null) return lines
  const exactly = server === ledger.lostRequests
  return [...lines, exactly ? saw.dropCounter(server) : saw.otherDropCounter(server, ledger.lostRequests)]
}

export function ownerOf({ ledger }: LossOutcome): string {
  const [server, client, both, none] = whoseChoices
  if (ledger.lostRequests > 0) return ledger.lostReplies > 0 ? both : server
  return ledger.lostReplies > 0 ? client : none
}

/** Of the run that the question is about: the first with a server that is slightly too slow. */
export function firstLostVerdict(view: LessonView, answer: string): AnswerVerdict | null {
  const outcome = runThat(view, isPaced)
  if (outcome === null) return null
  const { firstLost } = outcome.ledger
  const said = numberIn(answer)
  if (firstLost === null) return { right: said === 0, says: verdicts.noneLost }
  const error = said === 0 ? null : predictionError(said, firstLost)
  return { right: error !== null && error <= nearEnough, says: verdicts.distance(firstLost, error) }
}

/** What the student predicted of the last run, when it was one of many numbers: the first number lost, 0 for none. */
export function guessIn(view: LessonView): string | null {
  const outcome = lastRun(view)
  if (outcome === null || outcome.ledger.sent < manyNumbers) return null
  return typeof outcome.guess === 'number' ? String(outcome.guess) : null
}
