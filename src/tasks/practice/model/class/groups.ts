/** The class map: students whose programs fail first in the same way. */
import { firstFailed } from '../outcome'
import { type Graded, isChecked } from './submission'

export interface Group {
  /** Id of the first core check that failed. */
  check: string
  title: string
  /** What was seen, with … for what differs from student to student. */
  seen: string
  names: readonly string[]
}

const gap = '…'

/** Texts that are quoted: what one student's program said. */
const quoted = /"[^"]*"|“[^”]*”|‘[^’]*’|`[^`]*`|(?<![\p{L}\d])'[^']*'(?![\p{L}\d])/gu
/** Paths and names of programs, then numbers. */
const ownParts = [/\S*[/\\]\S+|[\w-]+\.(?:py|c|java|[cm]?js)\b/g, /\d(?:[\d.,:]*\d)?/g]

const without = (text: string, parts: readonly RegExp[]): string =>
  parts.reduce((left, part) => left.replace(part, gap), text)

/** What of it does not belong to one student's run alone. Where all of it is quoted, the quoted text is what was seen. */
export function commonOf(seen: string): string {
  const common = without(seen, [quoted, ...ownParts])
  return /\p{L}/u.test(common) ? common : without(seen, ownParts)
}

interface Collecting {
  check: string
  title: string
  texts: Set<string>
  common: string
  names: string[]
}

/** Largest first; of the same size, as the first of each stands in the class. */
export function groupsOf(graded: readonly Graded[]): Group[] {
  const groups = new Map<string, Collecting>()
  for (const each of graded) {
    const failed = isChecked(each) ? firstFailed(each.outcome) : null
    if (failed === null) continue
    const common = commonOf(failed.seen)
    const key = `${failed.id}\n${common}`
    const { id: check, title } = failed
    const group = groups.get(key) ?? { check, title, texts: new Set(), common, names: [] }
    groups.set(key, group)
    group.texts.add(failed.seen)
    group.names.push(each.name)
  }
  return [...groups.values()]
    .sort((one, other) => other.names.length - one.names.length)
    .map(({ check, title, texts, common, names }) => {
      const [text = common, ...others] = texts
      // Where all of them were seen to do the very same, nothing need be left out.
      return { check, title, seen: others.length === 0 ? text : common, names }
    })
}
