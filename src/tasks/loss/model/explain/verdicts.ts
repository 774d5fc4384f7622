/** What was predicted, by the student and by the model, and how far each was off. */
import type { LossOutcome } from '../run'
import { foretells, type Prediction, predictionError, type PredictionReason } from '../prediction'
import { counted, figure, percent } from '#shared/text'

export interface Verdict {
  who: 'guess' | 'model'
  text: string
  /** Share of the truth; null: nothing to measure. */
  error: number | null
}

const cannotTell: Partial<Record<PredictionReason, string>> = {
  unpaced: 'the client sends as fast as possible, so the rates are not known beforehand',
  'near-balance': 'the two speeds are almost equal, so other programs decide when the queue fills',
  'short-queue':
    'a queue holds less than comes in one group of datagrams, so that a moment without the processor decides',
  race: 'the client may have sent all, and read, before its own queue is full',
  'system-silent': 'how many datagrams a receive buffer holds could not be measured on this system'
}

/** Why the model says nothing, or null when it does say something. */
export function silenceOf(prediction: Pick<Prediction, 'reason'>): string | null {
  return foretells(prediction) ? null : (cannotTell[prediction.reason] ?? 'it knows no rule for this run')
}

export function verdictsOn(
  { guess, prediction, ledger, foreign }: LossOutcome,
  cancelled: boolean
): Verdict[] {
  const silence = silenceOf(prediction)
  const verdicts: Verdict[] = []
  const judge = (who: Verdict['who'], subject: string, said: number | null): void => {
    verdicts.push(cancelled ? unjudged(who, subject, said) : judged(who, subject, said, ledger.firstLost))
  }
  if (guess !== null && guess !== undefined) judge('guess', 'You', guess === 0 ? null : guess)
  if (silence === null) {
    judge('model', 'The model', prediction.firstLost)
    if (!cancelled && keptFromWork(prediction, ledger))
      verdicts.at(-1)!.text += ` ${whySoEarly(foreign.server)}`
  }
  if (silence !== null)
    verdicts.push({ who: 'model', error: null, text: `The model cannot tell: ${silence}.` })
  return verdicts
}

/** A loss this much earlier than predicted is none of the queue's arithmetic. */
const muchTooLate = 1.25
const busyMachine =
  'The loss came earlier than predicted. Other programs probably delayed the server; close them and run again.'

/** What others wrote to the server's port stood in its queue too: that was seen, a busy processor is only supposed. */
function whySoEarly(foreign: number): string {
  if (foreign === 0) return busyMachine
  return `The model knows of no other program, but other programs wrote to the server's port too: the server read ${counted(foreign, 'datagram')} of theirs, and these took room in its queue. Stop those programs and run again.`
}

/** Lost at a server that should have been full much later, or never. */
function keptFromWork({ reason, firstLost }: Prediction, ledger: LossOutcome['ledger']): boolean {
  if (ledger.lostRequests === 0 || ledger.firstLost === null || reason === 'client-reads-after') return false
  return firstLost === null || firstLost > muchTooLate * ledger.firstLost
}

const claimOf = (said: number | null): string =>
  said === null ? 'that none would be lost' : `that number ${figure(said)} would be lost first`

function unjudged(who: Verdict['who'], subject: string, said: number | null): Verdict {
  return { who, error: null, text: `${subject} said ${claimOf(said)}; a cancelled run cannot tell.` }
}

function judged(who: Verdict['who'], subject: string, said: number | null, truth: number | null): Verdict {
  const error = predictionError(said, truth)
  return { who, error, text: `${subject} said ${claimOf(said)}${ending(said, truth, error)}` }
}

function ending(said: number | null, truth: number | null, error: number | null): string {
  if (said === truth) return said === null ? ', and none was.' : ', and it was: exactly.'
  if (truth === null) return '; none was lost.'
  if (said === null || error === null) return `; number ${figure(truth)} was the first.`
  const off = figure(Math.abs(said - truth))
  return `; it was ${figure(truth)}: ${off} too ${said > truth ? 'late' : 'early'} (${percent(error)} off).`
}
