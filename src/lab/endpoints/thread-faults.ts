/** How an endpoint ends before it is done, in words. */
import { type Fault, failure } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'

const advice = 'Its port is free again: start it once more.'

export function deathOf(name: string, cause: string): Fault {
  return { code: 'endpoint/died', message: `The thread of ${name} died: ${escapeHidden(cause)}.`, advice }
}

export function hungFor(name: string, silentMs: number): Fault {
  return {
    code: 'endpoint/hung',
    message: `${name} gave no sign of life for ${silentMs / 1000} s and was ended.`,
    advice
  }
}

/** Its task was cleared, it was stopped, or the lab ends: whoever waited for it wanted no more of it. */
function wantedNoMore(name: string, how: string): ReturnType<typeof failure> {
  return failure('run/cancelled', `${name} was ${how}.`, { advice: 'Start it again if you still want it.' })
}

export const endedEarly = (name: string): ReturnType<typeof failure> =>
  wantedNoMore(name, 'ended while its socket was being opened')

export const closedEarly = (name: string): ReturnType<typeof failure> =>
  wantedNoMore(name, 'closed before it was done')

/** Whether a thread answers that its socket had gone before it was asked. */
export const saysClosed = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'fault' in answer &&
  (answer.fault as Fault).code === 'socket/closed'
