/** Texts as Markdown (CommonMark with tables): whatever would mean something there stands for itself. */
import { plainLine, plainText } from './plain'

/** Whatever Markdown or HTML in it would mean something stands for itself. */
function escapeInline(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>&|~$@]/g, (character) => `\\${character}`)
}

/** Signs that begin a heading, list, table or rule where a line begins. */
function escapeLine(text: string): string {
  return escapeInline(text.trim())
    .replace(/^([#+\-=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

export const one = (text: string): string => escapeLine(plainLine(text))

/** Each line of the text is a line of its own; an empty one begins a new paragraph. */
export function markdownText(text: string): string {
  return plainText(text)
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => escapeLine(line.replaceAll('\t', ' ')))
        .join('\\\n')
    )
    .join('\n\n')
}

/** A fence longer than any in the text. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${plainText(text).trimEnd()}\n${fence}`
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}
