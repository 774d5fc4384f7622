/** Shapes of lists, dictionaries and texts whose length is looked at before their content: refusing one costs nothing. */
import * as v from 'valibot'

/** A check ends at the first thing that is off: millions of others would each be described as well. */
export const firstIssueOnly = { abortEarly: true, abortPipeEarly: true } as const

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

export const text = (maximum: number) =>
  v.pipe(v.string(), v.maxLength(maximum, `a text of at most ${maximum} characters is expected`))
