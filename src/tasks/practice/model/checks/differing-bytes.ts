/** How two payloads differ, in one sentence. */
import { encodeText, payloadText } from '#shared/events/payload'
import { shownText } from '../divergence'

const startsWith = (payload: Uint8Array, start: Uint8Array): boolean =>
  payload.length >= start.length && start.every((byte, index) => payload[index] === byte)

const allNul = (payload: Uint8Array): boolean => payload.every((byte) => byte === 0)

const letters = (payload: Uint8Array): string =>
  payloadText(payload).toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** What the difference points to; undefined: nothing that we know. */
export function differenceMeans(seen: Uint8Array, wanted: Uint8Array): string | undefined {
  if (startsWith(seen, wanted)) {
    const rest = seen.subarray(wanted.length)
    if (allNul(rest))
      return `The text is right, but ${rest.length} NUL byte${rest.length === 1 ? '' : 's'} follow: the length that was given to the send call is not that of the text.`
    const after = payloadText(rest)
    if (/^(\\r)?\\n$/.test(after))
      return 'The text is right, but a newline follows: on the wire it is one byte more.'
    if (rest[0] === 0)
      return 'The text is right, but a NUL byte and the tail of an older message follow: the length that was given to the send call is not that of the text.'
    return `The text is right, but ${rest.length} bytes follow. Are they the tail of an older, longer message?`
  }
  if (seen.length < wanted.length && startsWith(wanted, seen)) return 'The text is cut off.'
  if (/^b'.*'$/.test(payloadText(seen))) return "b'…' is how Python prints bytes: it was sent as text."
  if (letters(seen) === letters(wanted))
    return 'Only upper and lower case, or spaces, differ. On the wire each byte counts.'
  if (seen.length === 4 || seen.length === 8)
    if (!/^\d+$/.test(payloadText(seen)) && /^\d+$/.test(payloadText(wanted)))
      return 'The program sent a number in binary form. The exercise sends numbers as decimal text.'
  return undefined
}

/** The first place where they differ, counted from 1. */
export function firstDifference(seen: Uint8Array, wanted: Uint8Array): string {
  const shorter = Math.min(seen.length, wanted.length)
  let at = 0
  while (at < shorter && seen[at] === wanted[at]) at += 1
  const shown = `"${shownText(seen)}"`
  if (at < shorter) return `${shown}: byte ${at + 1} differs.`
  return `${shown}, ${seen.length} bytes instead of ${wanted.length}.`
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

export const isText = (payload: Uint8Array, text: string): boolean => sameBytes(payload, encodeText(text))
