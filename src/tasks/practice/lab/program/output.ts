/** What a program printed, as a check reads it. */
import { stripVTControlCharacters } from 'node:util'

/** So much is read when nobody types meanwhile; a program that prints more prints without end. */
const most = { lines: 500, characters: 256 * 1024 } as const

export class ProgramOutput {
  #raw = ''
  #lines = 0
  #characters = 0
  /** What was typed and has not come back yet: a terminal echoes it. */
  #echoes: string[] = []

  /** False: it printed more than is read; the rest is not kept. */
  add(text: string): boolean {
    if (this.cut) return false
    this.#raw += text
    this.#characters += text.length
    for (const character of text) if (character === '\n') this.#lines += 1
    return !this.cut
  }

  get cut(): boolean {
    return this.#lines > most.lines || this.#characters > most.characters
  }

  typed(text: string): void {
    this.#echoes.push(text.trimEnd())
    this.#lines = 0
    this.#characters = 0
  }

  get length(): number {
    return this.#raw.length
  }

  /** Without control sequences, without the echo of what was typed; a line ends as `print` ends it. */
  get text(): string {
    let plain = stripVTControlCharacters(this.#raw).replaceAll(/\r+\n/g, '\n').replaceAll('\r', '\n')
    for (const echo of this.#echoes) plain = plain.replace(echo, '')
    return plain
  }
}
