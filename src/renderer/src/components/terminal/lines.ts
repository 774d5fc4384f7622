/** What a terminal shows: lines by index, made when they are asked for. */
export interface StyledSpan {
  from: number
  to: number
  /** Classes of TerminalRow: `ink-1 bold`. */
  style: string
}

export interface TerminalLine {
  text: string
  /** `print`: what the program prints. `note`, `fault`: what is said about it. */
  tone: 'print' | 'note' | 'fault'
  timeMs: number
  source: string
  /** Parts that the program prints in colours of its own, in order. */
  styles?: readonly StyledSpan[]
}

export interface LineSource {
  readonly count: number
  /** Lines from this one on may be written anew; undefined: none is. */
  readonly settled?: number
  at(index: number): TerminalLine
  text(from?: number, to?: number): string
}

/** Longer lines are shown cut; copy and save give them whole. */
const shownCharacters = 2000

export function shownText(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)} …` : text
}

/** The text in pieces, every other one a match of the needle. */
export function splitMatches(text: string, needle: string): string[] {
  if (needle === '') return [text]
  const pieces: string[] = []
  const [haystack, wanted] = [text.toLowerCase(), needle.toLowerCase()]
  let from = 0
  // Some letters change their length in lower case: such a line is shown without marks.
  if (haystack.length !== text.length) return [text]
  for (let hit = haystack.indexOf(wanted); hit >= 0; hit = haystack.indexOf(wanted, from)) {
    pieces.push(text.slice(from, hit), text.slice(hit, hit + wanted.length))
    from = hit + wanted.length
  }
  pieces.push(text.slice(from))
  return pieces
}
