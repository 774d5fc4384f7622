/** What a program prints, parsed as a terminal does, as lines of ours. */
import type { IMarker, Terminal } from '@xterm/headless'
import { linesIn } from './cells'
import { ScreenLines } from './screen-lines'

/** As large as the pseudo-terminal says it is (lab/program/screen.ts). */
const size = { cols: 200, rows: 50 } as const
/** So much is parsed at once: no more lines than that can leave the screen meanwhile, and none is forgotten unseen. */
const chunkCharacters = 1000
const scrollback = 1024
/** A line without end is cut into lines of so many rows. */
const rowsMaximum = 500

/** Loaded with the first output: the window starts without it. */
export async function openTerminal(): Promise<Terminal> {
  const { default: headless } = await import('@xterm/headless')
  return new headless.Terminal({
    ...size,
    scrollback,
    convertEol: true,
    allowProposedApi: true,
    logLevel: 'off'
  })
}

export class ParsedScreen {
  lines = new ScreenLines()
  readonly #terminal: Terminal
  /** The first row that is not settled. */
  #marker: IMarker | undefined

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  write(text: string, parsed: () => void): void {
    for (let from = 0; from < text.length; from += chunkCharacters)
      this.#terminal.write(text.slice(from, from + chunkCharacters), () => {
        this.#settle()
        parsed()
      })
  }

  get #firstRow(): number {
    return Math.max(0, this.#marker?.line ?? 0)
  }

  #settle(): void {
    const { normal, active } = this.#terminal.buffer
    if (active.type === 'alternate') return
    const from = this.#firstRow
    let to = normal.baseY
    while (to > from && normal.getLine(to)?.isWrapped) to--
    if (to === from && normal.baseY - from > rowsMaximum) to = normal.baseY
    if (to > from) this.lines.settle(linesIn(normal, from, to))
    this.#marker?.dispose()
    this.#marker = this.#terminal.registerMarker(to - normal.baseY - normal.cursorY)
  }

  /** What stands on the screen now. */
  look(): void {
    const { active } = this.#terminal.buffer
    const from = active.type === 'alternate' ? 0 : this.#firstRow
    this.lines = this.lines.bounded
    this.lines.show(linesIn(active, from, active.length))
  }

  /** All but the line that the program is writing. */
  empty(): void {
    this.#terminal.clear()
    this.#marker?.dispose()
    this.#marker = undefined
    this.lines = new ScreenLines()
    this.look()
  }

  dispose(): void {
    this.#terminal.dispose()
  }
}
