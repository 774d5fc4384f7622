/** How large a JSON text would be in memory, told from its bytes before it is parsed: a short text can be millions of objects. */

export interface JsonSize {
  /** Deepest nesting of objects and lists. */
  depth: number
  /** At least as many values (objects, lists, names, numbers, texts) as it has. */
  values: number
}

const byteOf = (character: string): number => character.charCodeAt(0)
const quote = byteOf('"')
const backslash = byteOf('\\')
const opening = [byteOf('{'), byteOf('[')] as const
const closing = [byteOf('}'), byteOf(']')] as const
const separating = [byteOf(','), byteOf(':')] as const

/** Of UTF-8, in which no byte of another character looks like one of these. What is not JSON gives numbers all the same. */
export function jsonSize(bytes: Uint8Array): JsonSize {
  let depth = 0
  let deepest = 0
  let values = 1
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inText) {
      if (byte === backslash) at += 1
      else if (byte === quote) inText = false
    } else if (byte === quote) inText = true
    else if (byte === separating[0] || byte === separating[1]) values += 1
    else if (byte === opening[0] || byte === opening[1]) {
      values += 1
      depth += 1
      if (depth > deepest) deepest = depth
    } else if (byte === closing[0] || byte === closing[1]) depth -= 1
  }
  return { depth: deepest, values }
}
