/** A run's outcome in sentences, made from its own figures. The window and the terminal say the same. */
import { engineLabels } from '#shared/events/engine'
import { counted, figure } from '#shared/text'
import type { LossOutcome } from './run'

const datagrams = (value: number): string => counted(value, 'datagram')
const were = (value: number): string => (value === 1 ? 'was' : 'were')

/** Where they were lost: proven where the kernel's own count agrees, and told as a guess where it does not. */
function lossSentence(lost: number, what: string, whose: string, drops: number | null): string {
  const subject = `${datagrams(lost)} ${what}`
  if (drops === lost) {
    return `${subject} ${were(lost)} dropped at ${whose} full receive buffer: the kernel counted ${figure(drops)} there too.`
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

const sleptLine = (sleptMs: number): string =>
  `The wall clock went on ${figure(sleptMs / 1000)} s longer than the clock of the run: this machine slept meanwhile, or its time was set. What was lost then says nothing about the queues. Run again.`

/** What made the sockets; null of runs that do not say. */
export const engineSentence = ({ engine }: Pick<LossOutcome, 'engine'>): string | null =>
  engine ? `The sockets were made by ${engineLabels[engine]}.` : null

/** What happened, where the loss was, and what the kernel counted. One sentence an item. */
export function describeOutcome(outcome: LossOutcome): string[] {
  const { ledger, kernelDrops, emulatedDrops, elapsedMs, sleptMs } = outcome
  const { sent, returned, lostRequests, lostReplies, unsent, firstLost } = ledger
  const lines = [
    `${figure(returned)} of ${counted(sent, 'number')} came back in ${(elapsedMs / 1000).toFixed(elapsedMs < 10_000 ? 2 : 1)} s.`
  ]
  if (unsent > 0) lines.push(`${datagrams(unsent)} never left: send() refused them.`)
  if (firstLost !== null) lines.push(`The first number that did not come back is ${figure(firstLost)}.`)
  const emulated = emulatedDrops ?? 0
  if (emulated > 0)
    lines.push(`${datagrams(emulated)} to the server ${were(emulated)} dropped by the emulated queue.`)
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
  if (sleptMs !== undefined) lines.push(sleptLine(sleptMs))
  const made = engineSentence(outcome)
  if (made !== null) lines.push(made)
  return lines
}
