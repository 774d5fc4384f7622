/** What became of one number, in plain sentences made from the run's own events. */
import { counted, figure } from '#shared/text'
import type { NumberFate, QueueFill, QueueLoss } from './number-fate'
import type { QueueName } from '#shared/events/queue-samples'

/** A time after the first send. */
function moment(timeMs: number): string {
  return timeMs < 1000 ? `${timeMs.toFixed(1)} ms` : `${(timeMs / 1000).toFixed(3)} s`
}

const owners: Record<QueueName, string> = { server: "the server's", client: "the client's own" }

/** Below this the queue does not look full, and the reader must be told why it dropped. */
const fullFromPercent = 97

function fillSentence({ bytes, grantedBytes, percent, datagrams, lookedBeforeMs }: QueueFill): string {
  const of = grantedBytes === null ? '' : ` of ${figure(grantedBytes)}`
  const share = percent === null ? '' : `${percent.toFixed(percent < 99.95 ? 1 : 0)} %`
  const about = datagrams === null ? '' : `about ${counted(datagrams, 'datagram')}`
  const inWords = [share, about].filter((words) => words !== '').join(', ')
  return `${lookedBeforeMs.toFixed(1)} ms before, the queue held ${figure(bytes)}${of} bytes${inWords && ` (${inWords})`}.`
}

function dropSentence({ dropsBefore, dropsAfter }: QueueFill): string {
  if (dropsAfter === null) return `The kernel's drop counter there stood at ${figure(dropsBefore)}.`
  return dropsAfter === dropsBefore
    ? `But the kernel's drop counter did not change then (${figure(dropsBefore)}), so the loss was elsewhere or at another time.`
    : `The kernel's drop counter there rose from ${figure(dropsBefore)} to ${figure(dropsAfter)}.`
}

function lossSentences({ fill, emulated }: QueueLoss): string[] {
  if (emulated) return ['Its payload did not fit the emulated queue any more.']
  if (!fill) return ['How full it was is not known: this system does not tell.']
  const lines = [fillSentence(fill), dropSentence(fill)]
  const looksFull = fill.percent === null || fill.percent >= fullFromPercent
  if (!looksFull && fill.dropsAfter !== fill.dropsBefore) {
    lines.push(
      'A queue can fill between two looks, and Linux frees space only when a quarter of the buffer has been read, or when the queue is empty.'
    )
  }
  return lines
}

/** One item a sentence; the first says what became of the number. */
export function describeNumber(number: number, fate: NumberFate | null): string[] {
  if (!fate) return [`Number ${figure(number)} was not sent.`]
  const { outcome, sentMs, servedMs, returnedMs, loss } = fate
  const sent = sentMs === null ? '' : ` was sent at ${moment(sentMs)}`
  const served = servedMs === null ? '' : `, served at ${moment(servedMs)}`
  const subject = `Number ${figure(number)}`
  switch (outcome) {
    case 'returned': {
      const took =
        returnedMs !== null && sentMs !== null
          ? ` It took ${moment(Math.max(0, returnedMs - sentMs))} there and back.`
          : ''
      return [`${subject}${sent}${served} and came back at ${moment(returnedMs ?? 0)}.${took}`]
    }
    case 'lost-request':
    case 'lost-reply': {
      const at = loss ? ` at about ${moment(loss.atMs)}` : ''
      const queue = loss?.emulated
        ? 'the emulated queue in the server'
        : `${owners[loss?.queue ?? 'server']} receive queue`
      const story =
        outcome === 'lost-request'
          ? `${subject}${sent} and lost at ${queue}.`
          : `${subject}${sent}${served}; its reply was lost at ${queue}${at}.`
      return loss ? [story, ...lossSentences(loss)] : [story]
    }
    case 'no-reply':
      return [`${subject}${sent}${served}, but the server could not send a reply.`]
    case 'unsent':
      return [`${subject} never left: send() refused it.`]
    case 'pending':
      return [
        `${subject}${sent || ' was not sent yet'}${served}: what becomes of it is known when the run is over.`
      ]
  }
}
