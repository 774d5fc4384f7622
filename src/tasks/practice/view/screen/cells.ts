/** Rows of a parsed screen as lines of our own terminal: their text, and which part of it has which style. */
import type { IBuffer, IBufferCell, IBufferLine } from '@xterm/headless'
import { escapeHidden } from '#shared/hidden'
import type { StyledSpan, TerminalLine } from '#ui/components/terminal/lines'
import { printedLine } from './screen-lines'

/** The sixteen that a theme has a colour for. */
const themed = 16

function styleOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() && cell.getFgColor() < themed ? [`ink-${cell.getFgColor()}`] : []
  return [...colour, ...(cell.isBold() ? ['bold'] : []), ...(cell.isInverse() ? ['inverse'] : [])].join(' ')
}

class LineBuilder {
  #text = ''
  readonly #styles: StyledSpan[] = []

  add(text: string, style: string): void {
    const from = this.#text.length
    this.#text += text
    if (style === '') return
    const last = this.#styles.at(-1)
    if (last?.to === from && last.style === style) last.to = this.#text.length
    else this.#styles.push({ from, to: this.#text.length, style })
  }

  /** @param isWhole the line goes on in the next row: its spaces are the program's own */
  addRow(row: IBufferLine, isWhole: boolean, cell: IBufferCell): void {
    const { length } = row.translateToString(!isWhole)
    let read = 0
    for (let column = 0; column < row.length && read < length; column++) {
      row.getCell(column, cell)
      // The second half of a wide character.
      if (cell.getWidth() === 0) continue
      const characters = cell.getChars() || ' '
      read += characters.length
      this.add(escapeHidden(characters), styleOf(cell))
    }
  }

  get line(): TerminalLine {
    const line = printedLine(this.#text)
    return this.#styles.length > 0 ? { ...line, styles: this.#styles } : line
  }
}

/** What a program prints without an end of line is one line, in however many rows. */
export function linesIn(buffer: IBuffer, fromRow: number, toRow: number): TerminalLine[] {
  const lines: TerminalLine[] = []
  const cell = buffer.getNullCell()
  let builder = new LineBuilder()
  for (let at = fromRow; at < toRow; at++) {
    const row = buffer.getLine(at)
    if (!row) break
    const goesOn = at + 1 < toRow && (buffer.getLine(at + 1)?.isWrapped ?? false)
    builder.addRow(row, goesOn, cell)
    if (goesOn) continue
    lines.push(builder.line)
    builder = new LineBuilder()
  }
  return lines
}
