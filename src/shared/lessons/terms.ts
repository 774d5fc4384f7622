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

/** The text without its marks: for a report. */
export const plainText = (text: string): string =>
  parseTerms(text)
    .map((part) => part.text)
    .join('')
