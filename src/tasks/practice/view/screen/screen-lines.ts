/** Lines of a program's screen: those that have left it stay as they are, the others may be written anew. */
import type { LineSource, TerminalLine } from '#ui/components/terminal/lines'

/** When there are more, the first ones are forgotten, so many at once. */
const kept = { most: 5000, left: 4000 } as const

/** Of what a program prints nobody knows when, and all of it is its own. */
export const printedLine = (text: string): TerminalLine => ({ text, tone: 'print', timeMs: 0, source: '' })

const blank = printedLine('')
const forgotten: TerminalLine = { ...blank, text: 'What was printed before is not kept.', tone: 'note' }

export class ScreenLines implements LineSource {
  readonly #settled: TerminalLine[]
  #live: readonly TerminalLine[] = []

  constructor(settled: readonly TerminalLine[] = []) {
    this.#settled = [...settled]
  }

  get count(): number {
    return this.#settled.length + this.#live.length
  }

  get settled(): number {
    return this.#settled.length
  }

  settle(lines: readonly TerminalLine[]): void {
    this.#settled.push(...lines)
  }

  show(live: readonly TerminalLine[]): void {
    this.#live = live.slice(0, live.findLastIndex(({ text }) => text !== '') + 1)
  }

  /** Itself, or where it has got too long other lines, which are its last. */
  get bounded(): ScreenLines {
    if (this.#settled.length <= kept.most) return this
    return new ScreenLines([forgotten, ...this.#settled.slice(-kept.left)])
  }

  at(index: number): TerminalLine {
    return this.#settled[index] ?? this.#live[index - this.#settled.length] ?? blank
  }

  text(from = 0, to = this.count): string {
    return Array.from(
      { length: Math.max(0, to - from) },
      (_, index) => `${this.at(from + index).text}\n`
    ).join('')
  }
}
