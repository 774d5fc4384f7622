/**
 * Shapes of lists, dictionaries and texts whose length is looked at before their content: refusing one costs nothing.
 *
 * What makes a shape is marked as free of side effects: a bundle that only takes a type or a function from a file with
 * shapes (the preload, an endpoint's thread) then holds neither the shapes nor valibot.
 */
import * as v from 'valibot'

/** A check ends at the first thing that is off: millions of others would each be described as well. */
export const firstIssueOnly = { abortEarly: true, abortPipeEarly: true } as const

/** How many, or which: whole, from 0. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))

/* @__NO_SIDE_EFFECTS__ */
export const whole = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))

/** Ms since the Unix epoch or since a run began: up to the last day that a Date knows. */
export const timeMs = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15))

/** The same of the server and of the client. */
/* @__NO_SIDE_EFFECTS__ */
export const sides = <T extends v.GenericSchema>(schema: T) =>
  v.strictObject({ server: schema, client: schema })

/* @__NO_SIDE_EFFECTS__ */
export const list = <T extends v.GenericSchema>(item: T, maximum: number) =>
  v.pipe(
    v.custom<v.InferInput<T>[]>(
      (input) => Array.isArray(input) && input.length <= maximum,
      `a list of at most ${maximum} entries is expected`
    ),
    v.array(item)
  )

function hasAtMost(input: object, maximum: number): boolean {
  let count = 0
  for (const key in input) if (Object.hasOwn(input, key) && ++count > maximum) return false
  return true
}

/* @__NO_SIDE_EFFECTS__ */
export const dictionary = <K extends v.GenericSchema<string, string>, T extends v.GenericSchema>(
  key: K,
  value: T,
  maximum: number
) =>
  v.pipe(
    v.custom<Record<v.InferInput<K>, v.InferInput<T>>>(
      (input) => typeof input === 'object' && input !== null && hasAtMost(input, maximum),
      `at most ${maximum} entries are expected`
    ),
    v.record(key, value)
  )

/* @__NO_SIDE_EFFECTS__ */
export const text = (maximum: number) =>
  v.pipe(v.string(), v.maxLength(maximum, `a text of at most ${maximum} characters is expected`))
