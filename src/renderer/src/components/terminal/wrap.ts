/**
 * Where a line is broken to fit the terminal. We break it, and not the browser: so the height of a line that is not drawn is
 * known from its text alone, and what is drawn has exactly that height.
 */

import type { StyledSpan } from './lines'

/** Columns that the rows after the first are set in: one sees where a line begins. */
export const hangingColumns = 2

/** A narrower terminal would show letters below each other, and no words. */
const columnsMinimum = 12

/** Offsets of the text at which a new row begins. `columns` may be Infinity: then there are none. */
export function breaksOf(text: string, columns: number): number[] {
  const first = Math.max(columns, columnsMinimum)
  // Most lines fit, and every character is one column at least.
  if (text.length * 2 <= first) return []
  const breaks: number[] = []
  let from = 0
  let room = first
  let used = 0
  let afterSpace = 0
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at)!
    const width = columnsOf(code)
    const units = code > 0xffff ? 2 : 1
    if (used + width > room) {
      // Between words where there are some, else within the word.
      from = afterSpace > from ? afterSpace : at
      breaks.push(from)
      room = first - hangingColumns
      used = 0
      at = from
      continue
    }
    used += width
    at += units
    if (code === 0x20) afterSpace = at
  }
  return breaks
}

/** Rather too many than too few: what is beyond Latin, Greek and Cyrillic may be two columns wide. */
const columnsOf = (code: number): number => (code < 0x1100 ? 1 : 2)

export interface RowPiece {
  text: string
  marked: boolean
  /** It begins a new row. */
  breaks: boolean
  /** In the program's own colours. */
  style?: string
}

/** Cuts what is drawn where its style changes. */
export function styledPieces(pieces: readonly RowPiece[], styles: readonly StyledSpan[]): RowPiece[] {
  let start = 0
  return pieces.flatMap((piece) => {
    const [first, end] = [start, start + piece.text.length]
    start = end
    const own = styles.filter(({ from, to }) => from < end && to > first)
    const cuts = [first, ...own.flatMap(({ from, to }) => [from, to]), end]
    const within = [...new Set(cuts)].filter((at) => at >= first && at <= end).sort((a, b) => a - b)
    return within.slice(0, -1).map((from, index) => {
      const style = own.find((span) => span.from <= from && span.to > from)?.style
      const text = piece.text.slice(from - first, (within[index + 1] ?? end) - first)
      return { text, marked: piece.marked, breaks: piece.breaks && index === 0, ...(style && { style }) }
    })
  })
}

/** What is drawn of a line. @param pieces its text, every other one marked */
export function rowPieces(pieces: readonly string[], breaks: readonly number[]): RowPiece[] {
  const drawn: RowPiece[] = []
  let start = 0
  pieces.forEach((piece, index) => {
    const end = start + piece.length
    let from = start
    const cuts = breaks.filter((at) => at >= start && at < end)
    const marked = index % 2 === 1
    for (const cut of [...cuts, end]) {
      if (cut > from) {
        drawn.push({ text: piece.slice(from - start, cut - start), marked, breaks: breaks.includes(from) })
      }
      from = cut
    }
    start = end
  })
  return drawn
}
