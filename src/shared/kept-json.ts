/** JSON files that a newer UDP Lab may have written: what this version does not know of them is written back as it was. */

export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object of the text, or null. */
export function parseObject(text: string): JsonObject | null {
  try {
    const json: unknown = JSON.parse(text)
    return isObject(json) ? json : null
  } catch {
    return null
  }
}

/** Whether the file is of a form that only a newer version can read. */
export const isNewerForm = ({ version }: JsonObject, ours: number): boolean =>
  typeof version === 'number' && Number.isInteger(version) && version > ours

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * The file's own object with what changed between `before` and `now`. What is the same in both stays as the file has it,
 * even where this version took another value for a name that it does not know.
 */
export function withChanges(file: JsonObject, before: JsonObject, now: JsonObject): JsonObject {
  const merged = new Map(Object.entries(file))
  for (const key of Object.keys(before)) if (!Object.hasOwn(now, key)) merged.delete(key)
  for (const [key, value] of Object.entries(now)) {
    const [was, had] = [before[key], merged.get(key)]
    if (Object.hasOwn(before, key) && merged.has(key) && same(was, value)) continue
    merged.set(
      key,
      isObject(value) && isObject(had) ? withChanges(had, isObject(was) ? was : {}, value) : value
    )
  }
  return Object.fromEntries(merged)
}
