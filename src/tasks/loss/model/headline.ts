/** The one line that a run's result begins with, made from its ledger and the kernel's counters and nothing else. */
import { figure } from '#shared/text'
import type { LossOutcome } from './outcome'

type Told = Pick<LossOutcome, 'parameters' | 'ledger' | 'kernelDrops' | 'emulatedDrops'>

/** Where requests were lost: at a queue only where what counts its drops counted as many. */
function requestPlace({ ledger: { lostRequests }, kernelDrops, emulatedDrops }: Told): string {
  if (emulatedDrops === lostRequests) return 'in the emulated queue'
  return kernelDrops.server === lostRequests ? 'at the server’s queue' : 'on the way to the server'
}

const replyPlace = ({ ledger: { lostReplies }, kernelDrops }: Told): string =>
  kernelDrops.client === lostReplies ? 'at the client’s queue' : 'on the way back'

function placeOf(outcome: Told): string {
  const { sent, returned, lostRequests, lostReplies } = outcome.ledger
  // Some were served and never answered: no queue lost those.
  if (lostRequests + lostReplies !== sent - returned) return ''
  if (lostReplies === 0) return `, ${requestPlace(outcome)}`
  if (lostRequests === 0) return `, ${replyPlace(outcome)}`
  const proven = outcome.kernelDrops.server === lostRequests && outcome.kernelDrops.client === lostReplies
  return proven ? ', at both queues' : ', some on each way'
}

function whatCameBack(outcome: Told): string {
  const { sent, returned, firstLost } = outcome.ledger
  if (sent === 0) return 'Nothing was sent'
  if (returned < sent || firstLost !== null) {
    const first = firstLost === null || sent === 1 ? '' : `, the first ${figure(firstLost)}`
    return `${figure(sent - returned)} of ${figure(sent)} lost${first}${placeOf(outcome)}`
  }
  if (sent === 1) return 'The number came back'
  return sent === outcome.parameters.count
    ? `All ${figure(sent)} came back`
    : `All ${figure(sent)} that were sent came back`
}

/** "65 of 20,000 lost, the first 13,174, at the server’s queue" */
export function headlineOf(outcome: Told, cancelled = false): string {
  const words = whatCameBack(outcome)
  return cancelled ? `Cancelled. ${words}` : words
}
