/** HTML by a template tag that escapes: a text that was typed somewhere cannot become markup by being forgotten. */
import { plainText } from './plain'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** For text between tags and for attributes in quotes. */
export function escapeHtml(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/g, (character) => entities[character]!)
}

/** Markup that was made by the tag. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What may stand in a template: markup as it is, several pieces one after the other, anything else as text. */
export type Piece = Html | string | number | null | false | readonly Piece[]

function markupOf(piece: Piece): string {
  if (piece instanceof Html) return piece.markup
  if (piece === null || piece === false) return ''
  return typeof piece === 'object' ? piece.map(markupOf).join('') : escapeHtml(String(piece))
}

export function html(fixed: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(fixed.reduce((markup, text, index) => markup + markupOf(pieces[index - 1]!) + text))
}

/** Pieces with something between them. */
export const joined = (pieces: readonly Piece[], between: string): Html =>
  new Html(pieces.map(markupOf).join(between))

/** Markup of our own that no tag made: a style sheet. */
export const trusted = (markup: string): Html => new Html(markup)
