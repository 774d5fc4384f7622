/** How a system counts what waits in a receive buffer, seen from how many datagrams of several sizes one held. */
import { decimal, figure } from '../text'
import type { CountedQueue } from './this-machine'

/** Bytes of the buffer that a datagram takes: between these two. */
export interface Taken {
  payloadBytes: number
  lowBytes: number
  highBytes: number
}

export type Counting =
  /** Too little was measured. */
  | { kind: 'unknown' }
  /** Nothing but the payload. */
  | { kind: 'payload' }
  /** The same for every payload that was tried. */
  | { kind: 'constant'; bytes: number }
  /** A fixed part, and a part for each byte of payload. */
  | { kind: 'linear'; fixedBytes: number; perByte: number }
  /** Neither: more for a longer payload, but by no straight line. */
  | { kind: 'steps'; taken: { payloadBytes: number; bytes: number }[] }

/**
 * What a datagram took of a queue that held K of them in G bytes. Where the system tells the charge, that. Otherwise all that
 * is known is that K fitted and one more did not: G/(K+1) < T <= G/K; or, on a system that looks before it charges (Linux
 * before 6.18), G/K < T <= G/(K-1). Both together are taken.
 */
export function takenOf({ payloadBytes, grantedBytes, holds, chargeBytes }: CountedQueue): Taken | null {
  if (chargeBytes !== null) return { payloadBytes, lowBytes: chargeBytes, highBytes: chargeBytes }
  if (grantedBytes === null || holds === null) return null
  return {
    payloadBytes,
    lowBytes: grantedBytes / (holds + 1),
    highBytes: holds > 1 ? grantedBytes / (holds - 1) : grantedBytes
  }
}

interface Line {
  fixedBytes: number
  perByte: number
}

/** Of a system that tells whole bytes. */
const toleranceBytes = 1

const fits = ({ fixedBytes, perByte }: Line, taken: readonly Taken[]): boolean =>
  taken.every(({ payloadBytes, lowBytes, highBytes }) => {
    const bytes = fixedBytes + perByte * payloadBytes
    return bytes >= lowBytes - toleranceBytes && bytes <= highBytes + toleranceBytes
  })

/** Lines that may go through all of it: where there is one, there is one through the middles or the ends of two. */
function linesOf(taken: readonly Taken[]): Line[] {
  const heights = ({ lowBytes, highBytes }: Taken): number[] => [
    (lowBytes + highBytes) / 2,
    lowBytes,
    highBytes
  ]
  return taken.flatMap((first, index) =>
    taken.slice(index + 1).flatMap((second) =>
      heights(first).flatMap((from) =>
        heights(second).map((to) => {
          const perByte = (to - from) / (second.payloadBytes - first.payloadBytes)
          return { perByte, fixedBytes: from - perByte * first.payloadBytes }
        })
      )
    )
  )
}

/** By the plainest account that fits all that was measured; of several sizes, each once, in their order. */
export function howItCounts(queues: readonly CountedQueue[]): Counting {
  const taken = queues.flatMap((queue) => takenOf(queue) ?? [])
  const [first] = taken
  if (taken.length < 2 || !first) return { kind: 'unknown' }
  if (fits({ fixedBytes: 0, perByte: 1 }, taken)) return { kind: 'payload' }
  const lowest = Math.max(...taken.map(({ lowBytes }) => lowBytes))
  const highest = Math.min(...taken.map(({ highBytes }) => highBytes))
  if (lowest <= highest) return { kind: 'constant', bytes: (lowest + highest) / 2 }
  const line = linesOf(taken).find((each) => each.perByte > 0 && each.fixedBytes > 0 && fits(each, taken))
  if (line) return { kind: 'linear', ...line }
  return {
    kind: 'steps',
    taken: taken.map(({ payloadBytes, lowBytes, highBytes }) => ({
      payloadBytes,
      bytes: (lowBytes + highBytes) / 2
    }))
  }
}

const rounded = (bytes: number): string => figure(Math.round(bytes))

/** In one sentence, of this measurement. */
export function countingSentence(queues: readonly CountedQueue[]): string {
  const counting = howItCounts(queues)
  switch (counting.kind) {
    case 'unknown':
      return 'Too little could be measured here to say how this system counts.'
    case 'payload':
      return 'Here a datagram took its payload of the buffer and nothing else: of short ones very many fit.'
    case 'constant':
      return `Here every datagram took about ${rounded(counting.bytes)} bytes of the buffer. The size of the payload changed nothing.`
    case 'linear':
      return `Here a datagram took about ${rounded(counting.fixedBytes)} bytes of the buffer and ${decimal(counting.perByte)} for each byte of its payload: short ones cost far more than they carry.`
    case 'steps':
      return `Here a datagram took memory in steps (${counting.taken.map(({ payloadBytes, bytes }) => `${rounded(bytes)} bytes for ${rounded(payloadBytes)}`).join(', ')}), not in proportion to its payload: short ones cost far more than they carry.`
  }
}
