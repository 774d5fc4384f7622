/** Which of the datagrams that were sent each one that was received can have been, where none overtakes another and some may be lost. */
import { stampToleranceMs } from '#shared/events/socket-spans'

export interface OneWay {
  timeMs: number
  /** Null: not known. */
  sizeBytes: number | null
}

/** The first and the last of the senders that a receiver may belong to. */
export interface Possible {
  first: number
  last: number
}

/** Its receiver may have had less room than it needed. */
function fits(sent: OneWay, received: OneWay): boolean {
  if (sent.timeMs > received.timeMs + stampToleranceMs) return false
  return sent.sizeBytes === null || received.sizeBytes === null || received.sizeBytes <= sent.sizeBytes
}

function nearest(sent: readonly OneWay[], from: number, step: 1 | -1, received: OneWay): number | null {
  for (let at = from; ; at += step) {
    const candidate = sent[at]
    if (!candidate) return null
    if (fits(candidate, received)) return at
  }
}

/** For each that was received, in their order; null: what is known does not fit together. */
export function possibleSends(sent: readonly OneWay[], received: readonly OneWay[]): Possible[] | null {
  const possible: Possible[] = []
  let next = 0
  for (const each of received) {
    const first = nearest(sent, next, 1, each)
    if (first === null) return null
    possible.push({ first, last: first })
    next = first + 1
  }
  next = sent.length - 1
  for (const [index, own] of [...possible.entries()].toReversed()) {
    const each = received[index]
    own.last = (each && nearest(sent, next, -1, each)) ?? own.first
    next = own.last - 1
  }
  return possible
}
