/** A moment of the film in words, with units. */
import { EventKind } from '#shared/events/batch'
import { counted, figure } from '#shared/text'
import type { QueueFrame } from './frame'
import type { Agreement } from './look-check'

/** What waits in each queue at the moment. */
export interface Waiting {
  server: number
  client: number
}

export function momentWords(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(2)} ms` : `${(ms / 1000).toFixed(4)} s`
}

/** What happened at the moment. */
export function eventWords(frame: Readonly<QueueFrame>): string {
  const { eventSide, eventKind, eventNumber, lostRequestMs, lostReplyMs, timeMs } = frame
  if (eventSide === null) return 'Nothing is sent yet.'
  const number = figure(eventNumber)
  if (eventSide === 'client') {
    if (eventKind === EventKind.received) return `The client reads the reply to number ${number}.`
    if (eventKind === EventKind.unsent) return `The system refuses number ${number}: it never leaves.`
    return lostRequestMs === timeMs && frame.lastLostRequest === eventNumber
      ? `The client sends number ${number}. The server’s queue is full: the number is dropped.`
      : `The client sends number ${number}.`
  }
  if (eventKind === EventKind.dropped) return `The emulated queue is full: number ${number} is dropped.`
  return lostReplyMs === timeMs && frame.lastLostReply === eventNumber
    ? `The server answers number ${number}. The client’s queue is full: the reply is dropped.`
    : `The server answers number ${number}.`
}

/** Two sums: every number that was sent is somewhere. */
export function balanceWords(
  frame: Readonly<QueueFrame>,
  { server, client }: Waiting
): readonly [string, string] {
  const { sent, inService, served, lostRequests, replied, returned, lostReplies } = frame
  const service = inService > 0 ? ` + ${figure(inService)} in service` : ''
  return [
    `Server: ${figure(sent)} sent = ${figure(server)} waiting${service} + ${figure(served)} served + ${figure(lostRequests)} lost`,
    `Client: ${figure(replied)} replied = ${figure(client)} waiting + ${figure(returned)} returned + ${figure(lostReplies)} lost`
  ]
}

/** What the looks at the real queues say of the film, both together. */
export function agreementWords(agreement: Record<'server' | 'client', Agreement | null>): string {
  const known = [agreement.server, agreement.client].filter((one) => one !== null)
  const looks = known.reduce((sum, one) => sum + one.looks, 0)
  if (looks === 0) return 'rebuilt from events'
  const agreeing = known.reduce((sum, one) => sum + one.agreeing, 0)
  const furthest = Math.ceil(Math.max(...known.map((one) => one.furthest)))
  const off = furthest === 0 ? '' : `, others within ${figure(furthest)}`
  return `rebuilt from events; ${figure(agreeing)} of ${counted(looks, 'look')} agree${off}`
}
