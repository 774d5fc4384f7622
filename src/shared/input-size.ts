/**
 * How much a call may carry, whatever its shape: counted before a process is asked to copy it (preload) and before it is
 * looked at (main). Counting ends at the bound, so that a list of millions costs no more than one that is a little too long.
 */
import { failure } from './fault'

export const inputLimits = {
  /** Above the longest lists of the contract, all in one call. */
  values: 200_000,
  /** Above a notebook whose every answer is as long as may be, and a report's document. */
  characters: 80_000_000,
  /** A file that is saved: a log of a million lines has some 100 MB. */
  bytes: 256_000_000,
  depth: 16
} as const

export type InputExcess = keyof typeof inputLimits

/** What of an input is beyond its limit, or null. Things within things without end are too deep. */
export function excessOf(input: unknown): InputExcess | null {
  let values = 0
  let characters = 0
  let bytes = 0

  const visit = (value: unknown, depth: number): InputExcess | null => {
    if (++values > inputLimits.values) return 'values'
    if (typeof value === 'string') {
      characters += value.length
      return characters > inputLimits.characters ? 'characters' : null
    }
    if (typeof value !== 'object' || value === null) return null
    if (depth > inputLimits.depth) return 'depth'
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      bytes += value.byteLength
      return bytes > inputLimits.bytes ? 'bytes' : null
    }
    if (Array.isArray(value)) return visitItems(value, depth)
    for (const key in value) {
      characters += key.length
      const excess = visit((value as Record<string, unknown>)[key], depth + 1)
      if (excess) return excess
    }
    return characters > inputLimits.characters ? 'characters' : null
  }

  const visitItems = (items: readonly unknown[], depth: number): InputExcess | null => {
    if (items.length > inputLimits.values) return 'values'
    for (const item of items) {
      const excess = visit(item, depth + 1)
      if (excess) return excess
    }
    return null
  }

  return visit(input, 0)
}

const limitWords: Record<InputExcess, string> = {
  values: `At most ${inputLimits.values} values are allowed.`,
  characters: `At most ${inputLimits.characters} characters are allowed.`,
  bytes: `At most ${inputLimits.bytes / 1_000_000} MB are allowed.`,
  depth: `At most ${inputLimits.depth} levels are allowed.`
}

/** The refusal of an input that is beyond a limit, or null. */
export function refuseLarge(input: unknown): ReturnType<typeof failure> | null {
  const excess = excessOf(input)
  if (!excess) return null
  return failure('input/invalid', `The input is too large. ${limitWords[excess]}`, {
    advice: 'Send less at once.'
  })
}
