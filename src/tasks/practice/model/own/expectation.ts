/** What an own check expects of a datagram: whether one fits, and how it is called. */
import { encodeText } from '#shared/events/payload'
import { differenceMeans, firstDifference, sameBytes } from '../checks/differing-bytes'
import { fromHex } from '../counter-example'
import { shownText } from '../divergence'
import type { Expectation } from './own-checks'

export interface Wanted {
  /** `"Hello"`, or `a text that begins with "Hello"`. */
  words: string
  fits: (payload: Uint8Array) => boolean
  /** To the letter; null: several fit. */
  exact: Uint8Array | null
}

const exactly = (exact: Uint8Array): Wanted => ({
  words: `"${shownText(exact)}"`,
  fits: (payload) => sameBytes(payload, exact),
  exact
})

/** Bytes are compared, so that text and bytes which are no text are alike. */
function holds(payload: Uint8Array, part: Uint8Array): boolean {
  for (let from = 0; from + part.length <= payload.length; from++)
    if (sameBytes(payload.subarray(from, from + part.length), part)) return true
  return false
}

/**
 * @param exercise what the exercise's program would send
 * @returns null: nothing shall come
 */
export function wantedOf(expectation: Expectation, exercise: () => Uint8Array): Wanted | null {
  const { text, hex, startsWith, contains } = expectation
  if (text !== undefined) return exactly(encodeText(text))
  if (hex !== undefined) return exactly(fromHex(hex))
  if (startsWith !== undefined) {
    const start = encodeText(startsWith)
    return {
      words: `a text that begins with "${shownText(start)}"`,
      fits: (payload) => sameBytes(payload.subarray(0, start.length), start),
      exact: null
    }
  }
  if (contains !== undefined) {
    const part = encodeText(contains)
    return {
      words: `a text that contains "${shownText(part)}"`,
      fits: (payload) => holds(payload, part),
      exact: null
    }
  }
  return expectation.exercise ? exactly(exercise()) : null
}

/** What came instead, as a verdict has it. */
export function cameInstead(
  payload: Uint8Array,
  { exact }: Wanted
): { seen: string; because?: string | undefined } {
  if (exact === null) return { seen: `"${shownText(payload)}"` }
  return { seen: firstDifference(payload, exact), because: differenceMeans(payload, exact) }
}
