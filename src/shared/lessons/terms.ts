/** Words of a lesson that the glossary explains: `[[term]]`, or `[[term|words shown for it]]`. */

export type TextPart = { kind: 'words'; text: string } | { kind: 'term'; text: string; term: string }

const marked = /\[\[([^[\]|]+)(?:\|([^[\]|]+))?\]\]/g

/** The parts in order; nothing is lost, and marks that are not whole stay as they are written. */
export function parseTerms(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const { 0: whole, 1: term, 2: shown, index } of text.matchAll(marked)) {
    if (index > end) parts.push({ kind: 'words', text: text.slice(end, index) })
    parts.push({ kind: 'term', text: shown ?? term!, term: term! })
    end = index + whole.length
  }
  if (end < text.length) parts.push({ kind: 'words', text: text.slice(end) })
  return parts
}

/** What may not begin a line, and what may not end one. */
const closing = /^[^\s\p{L}\p{N}([“‘]+/u
const opening = /[([“‘]+$/u

export type SetPart =
  | { kind: 'words'; text: string }
  | { kind: 'term'; text: string; term: string; before: string; after: string }

/** The parts with what stands right at a term taken to it: a browser breaks a line between a button and its comma. */
export function setTerms(text: string): SetPart[] {
  const parts = parseTerms(text)
  const set: SetPart[] = []
  let taken = 0
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (part.kind === 'words') {
      const rest = part.text.slice(taken)
      const kept = next?.kind === 'term' ? rest.replace(opening, '') : rest
      if (kept !== '') set.push({ kind: 'words', text: kept })
      taken = 0
      continue
    }
    const last = parts[index - 1]
    const before = last?.kind === 'words' ? (opening.exec(last.text)?.[0] ?? '') : ''
    const after = next?.kind === 'words' ? (closing.exec(next.text)?.[0] ?? '') : ''
    taken = after.length
    set.push({ ...part, before, after })
  }
  return set
}

/** The text without its marks: for a report. */
export const plainText = (text: string): string =>
  parseTerms(text)
    .map((part) => part.text)
    .join('')
