/** The common wrong answer ("the send buffer"), and what this very run says to it. */
import type { LossOutcome } from '../run'
import { allOf, counted, figure } from '#shared/text'

/** Null when nothing was lost, so that there is nothing to explain away. */
export function correctionOf({ ledger, kernelDrops, emulatedDrops }: LossOutcome): string | null {
  const { sent, unsent, lostRequests, lostReplies } = ledger
  if (lostRequests === 0 && lostReplies === 0) return null
  const seen =
    unsent === 0
      ? `send() accepted ${allOf(sent, 'datagram', 'datagrams')} and refused none`
      : `send() accepted ${counted(sent, 'datagram')} and refused ${figure(unsent)} with an error, which are counted apart`
  // Nothing was accepted and then dropped there: send(2) says so of a socket's buffer, but not of a device's queue.
  const accepted = `${seen}. A full send buffer makes send() wait or fail, and drops nothing; the loopback interface has no network card that could`
  if (emulatedDrops) {
    return `The common answer is "the socket's send buffer was full". This run says otherwise: ${accepted}. The emulated receive queue in the server dropped ${figure(emulatedDrops)}.`
  }
  return `The common answer is "the socket's send buffer was full". This run says otherwise: ${accepted}. ${evidence(lostRequests, lostReplies, kernelDrops)}`
}

function evidence(lostRequests: number, lostReplies: number, drops: LossOutcome['kernelDrops']): string {
  const places = [
    { lost: lostRequests, drops: drops.server, where: "at the server's receive buffer" },
    { lost: lostReplies, drops: drops.client, where: "at the client's own receive buffer" }
  ].filter(({ lost }) => lost > 0)
  const known = places.filter((place) => place.drops !== null)
  if (known.length === 0) {
    const texts = places.map(({ lost, where }) => `${figure(lost)} ${where}`)
    return `This system does not count drops by socket; by the numbers that are missing they were lost on the way in: ${texts.join(' and ')}.`
  }
  return `The kernel counted ${known.map(({ drops: count, where }) => `${counted(count!, 'drop')} ${where}`).join(' and ')}.`
}
