/** Files that an instructor writes by hand: read by a schema, and what is wrong is told with its place. */
import * as v from 'valibot'
import { firstIssueOnly } from '#shared/bounded'

export interface Flaw {
  /** `checks[0].steps[1].send`; empty: the whole file. */
  place: string
  /** What is wrong there, as a sentence without a full stop. */
  what: string
}

function placeOf(path: v.BaseIssue<unknown>['path']): string {
  return (path ?? []).reduce(
    (place, { key }) =>
      typeof key === 'number' ? `${place}[${key}]` : place === '' ? String(key) : `${place}.${String(key)}`,
    ''
  )
}

/** What valibot says in its own words is said anew; what we told it to say stays. */
function whatOf({ message, expected, received }: v.BaseIssue<unknown>): string {
  if (!message.startsWith('Invalid ')) return message
  if (expected === 'never') return 'there is no such name here'
  if (received === 'undefined') return 'this is missing'
  return `${expected ?? 'something else'} is expected, and ${received} stands there`
}

export const flawInWords = ({ place, what }: Flaw): string => (place === '' ? what : `${place}: ${what}`)

export function readJson<T>(written: string, schema: v.GenericSchema<unknown, T>): { value: T } | Flaw {
  let given: unknown
  try {
    given = JSON.parse(written)
  } catch (error) {
    return { place: '', what: `it is no JSON (${(error as SyntaxError).message})` }
  }
  const parsed = v.safeParse(schema, given, firstIssueOnly)
  if (parsed.success) return { value: parsed.output }
  const [issue] = parsed.issues
  return { place: placeOf(issue.path), what: whatOf(issue) }
}
