/** A run's outcome in sentences, made from its own figures. The window and the terminal say the same. */
import { counted, figure } from '#shared/text'
import type { LossOutcome } from './run'

const datagrams = (value: number): string => counted(value, 'datagram')

/** Where they were lost: proven where the kernel's own count agrees, and told as a guess where it does not. */
function lossSentence(lost: number, what: string, whose: string, drops: number | null): string {
  const subject = `${datagrams(lost)} ${what}`
  if (drops === lost) {
    return `${subject} were dropped at ${whose} full receive buffer: the kernel counted ${figure(drops)} there too.`
  }
  const counted =
    drops === null
      ? 'this system does not count drops by socket'
      : `the kernel counted ${figure(drops)} there`
  return `${subject} did not arrive, most likely because ${whose} receive buffer was full; ${counted}.`
}

/** Drops at a socket where no number of the run is missing: shown, because a disagreement is never hidden. */
function strayDrops(lost: number, where: string, drops: number | null): string[] {
  if (lost > 0 || drops === null || drops === 0) return []
  return [
    `The kernel counted ${counted(drops, 'drop')} at ${where}, where no number is missing: datagrams that this run did not send.`
  ]
}

/** What happened, where the loss was, and what the kernel counted. One sentence an item. */
export function describeOutcome({ ledger, kernelDrops, emulatedDrops, elapsedMs }: LossOutcome): string[] {
  const { sent, returned, lostRequests, lostReplies, unsent, firstLost } = ledger
  const lines = [
    `${figure(returned)} of ${figure(sent)} numbers came back in ${(elapsedMs / 1000).toFixed(elapsedMs < 10_000 ? 2 : 1)} s.`
  ]
  if (unsent > 0) lines.push(`${datagrams(unsent)} never left: send() refused them.`)
  if (firstLost !== null) lines.push(`The first number that did not come back is ${figure(firstLost)}.`)
  const emulated = emulatedDrops ?? 0
  if (emulated > 0) lines.push(`${datagrams(emulated)} to the server were dropped by the emulated queue.`)
  const real = lostRequests - emulated
  if (real > 0) {
    lines.push(lossSentence(real, 'to the server', "the server's", kernelDrops.server))
  }
  if (lostReplies > 0) {
    lines.push(lossSentence(lostReplies, 'back to the client', "the client's own", kernelDrops.client))
  }
  lines.push(...strayDrops(lostRequests, 'the server', kernelDrops.server))
  lines.push(...strayDrops(lostReplies, 'the client', kernelDrops.client))
  if (lostRequests === 0 && lostReplies === 0 && sent > 0) lines.push('Nothing was lost.')
  return lines
}
