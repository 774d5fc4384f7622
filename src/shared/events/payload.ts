/** Datagram payloads stay bytes; these functions write them for the eye. */
import { escapeHidden, holdsHidden } from '../hidden'

/** The most payload that fits an IPv4 datagram: 65,535 - 20 (IP) - 8 (UDP) bytes (RFC 768, RFC 791). */
export const payloadMaximumBytes = 65_507

/** The exercise's receive size: the argument of recvfrom. */
export const receiveSizeBytes = 1024

/**
 * Of a payload that is longer its beginning is kept, as much as the exercise's recvfrom gives out: so what was sent and what
 * was received of it are alike, and every line that a program prints is whole.
 */
export const keptPayloadBytes = receiveSizeBytes

const encoder = new TextEncoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodeText(text: string): Uint8Array {
  return encoder.encode(text)
}

const shortNames: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** UTF-8 text with hidden characters escaped; bytes that are not UTF-8 are written as \xNN, all of them. */
export function payloadText(bytes: Uint8Array): string {
  try {
    return escapeHidden(strictDecoder.decode(bytes))
  } catch {
    return Array.from(bytes, (byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
    ).join('')
  }
}

/** True when the bytes are not text that can be shown as it is. */
export function payloadNeedsHex(bytes: Uint8Array): boolean {
  try {
    return holdsHidden(strictDecoder.decode(bytes))
  } catch {
    return true
  }
}

/** `68 65 6c`, at most `limit` bytes. */
export function payloadHex(bytes: Uint8Array, limit = 32): string {
  const shown = Array.from(bytes.subarray(0, limit), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return bytes.length > limit ? `${shown} …` : shown
}

/** `b'Helllo UDP Server'`, by the rules of Python's repr of bytes. */
export function pythonBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'"
  let body = ''
  for (const byte of bytes) {
    const character = String.fromCharCode(byte)
    if (character === quote || character === '\\') body += `\\${character}`
    else if (shortNames[character]) body += shortNames[character]
    else if (byte < 0x20 || byte >= 0x7f) body += `\\x${byte.toString(16).padStart(2, '0')}`
    else body += character
  }
  return `b${quote}${body}${quote}`
}

const unsigned32Maximum = 4_294_967_295

/**
 * The number that a payload of plain decimal digits stands for, or -1: digits, then nothing but spaces, which pad it to a
 * size; no leading zero, at most 2^32 - 1, so that the number and its size give back the very same bytes
 * (`numberPayload`). At most `receiveSizeBytes`: what is longer is cut anyway.
 */
export function payloadNumber(bytes: Uint8Array): number {
  const length = bytes.length
  if (length > receiveSizeBytes) return -1
  let value = 0
  let index = 0
  for (; index < length && index < 10; index++) {
    const digit = bytes[index]! - 0x30
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  if (index === 0 || (index > 1 && bytes[0] === 0x30)) return -1
  for (; index < length; index++) if (bytes[index] !== 0x20) return -1
  return value <= unsigned32Maximum ? value : -1
}

/** The bytes that `payloadNumber` read: the decimal text, padded with spaces to `sizeBytes`. */
export function numberPayload(number: number, sizeBytes: number): Uint8Array {
  return encoder.encode(String(number).padEnd(sizeBytes))
}
