/** What a compiler said, as lines of a terminal. */
import { escapeHidden } from '#shared/hidden'
import { printedLine, ScreenLines } from './screen-lines'

export function compilerLines(said: string): ScreenLines {
  const texts = said.trimEnd().split(/\r?\n/)
  return new ScreenLines(
    // A tab stands where the program's text has one.
    texts.map((text) => printedLine(escapeHidden(text.replaceAll('\t', '    '))))
  )
}
