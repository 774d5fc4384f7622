/** What a number field holds, read strictly: JavaScript's Number('') is 0, and the lab must not guess. */
import { figure } from '#shared/text'
export interface NumberLimits {
  minimum: number
  maximum: number
  /** Decimals are allowed. */
  decimals?: boolean
  /** A name in digits, such as a port: its thousands are not set apart. */
  ungrouped?: boolean
  /** An empty field means null. */
  optional?: boolean
}

export const portLimits = { minimum: 1, maximum: 65_535, ungrouped: true } as const satisfies NumberLimits

export type NumberReading<Value = number | null> =
  { ok: true; value: Value } | { ok: false; problem: string; range: string }

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

const written = (value: number, { ungrouped }: NumberLimits): string =>
  ungrouped ? String(value) : figure(value, 6)

/** A field that may not stay empty never means null. */
export function readNumber(
  text: string,
  name: string,
  limits: NumberLimits & { optional?: never },
  unit?: string
): NumberReading<number>
export function readNumber(text: string, name: string, limits: NumberLimits, unit?: string): NumberReading
export function readNumber(text: string, name: string, limits: NumberLimits, unit = ''): NumberReading {
  const trimmed = text.trim()
  if (trimmed === '' && limits.optional) return { ok: true, value: null }
  const value = plain.test(trimmed) ? Number(trimmed) : Number.NaN
  const inRange = value >= limits.minimum && value <= limits.maximum
  if (inRange && (limits.decimals || Number.isInteger(value))) return { ok: true, value }
  const kind = limits.decimals ? 'a number' : 'a whole number'
  const range = `${written(limits.minimum, limits)} to ${written(limits.maximum, limits)}${unit ? ` ${unit}` : ''}`
  return {
    ok: false,
    range: limits.optional ? `${range}, or empty` : range,
    problem: `${name} must be ${kind} from ${range}${limits.optional ? ', or empty' : ''}.`
  }
}

/** The next number up or down, within the limits; a field that holds no number starts at its least. */
export function stepNumber(text: string, by: number, limits: NumberLimits): string {
  const value = plain.test(text.trim()) ? Number(text) : limits.minimum - (by > 0 ? by : 0)
  const next = Math.min(Math.max(value + by, limits.minimum), limits.maximum)
  return String(limits.decimals ? Number(next.toFixed(6)) : Math.round(next))
}
