/** A program's terminal, drawn once a frame however much it prints. */
import type { LineSource } from '#ui/components/terminal/lines'
import { openTerminal, ParsedScreen } from './parsed-screen'
import { ScreenLines } from './screen-lines'

export class ProgramScreen {
  /** Another one for each run. */
  lines: LineSource = $state.raw(new ScreenLines())
  /** Grows when `lines` did, or changed. */
  version = $state(0)
  /** Long lines are broken. */
  wraps = $state(true)
  /** Null: the run has printed nothing yet. */
  #parsed: Promise<ParsedScreen> | null = null
  #run = 0
  #isPlanned = false

  /** Another run: an empty screen. */
  begin(run: number): void {
    this.#run = run
    void this.#parsed?.then((parsed) => parsed.dispose())
    this.#parsed = null
    this.#show(new ScreenLines())
  }

  /** What belongs to another run is not shown. */
  add(run: number, text: string): void {
    if (run !== this.#run || text === '') return
    const own = (this.#parsed ??= openTerminal().then((terminal) => new ParsedScreen(terminal)))
    void own.then((parsed) => {
      if (own === this.#parsed) parsed.write(text, () => this.#plan(own, parsed))
    })
  }

  /** What the run has printed is seen no more; a line that waits for its end stays. */
  empty(): void {
    const own = this.#parsed
    void own?.then((parsed) => {
      if (own !== this.#parsed) return
      parsed.empty()
      this.#show(parsed.lines)
    })
  }

  #show(lines: LineSource): void {
    this.lines = lines
    this.version += 1
  }

  #plan(own: Promise<ParsedScreen>, parsed: ParsedScreen): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    requestAnimationFrame(() => {
      this.#isPlanned = false
      if (own !== this.#parsed) return
      parsed.look()
      this.#show(parsed.lines)
    })
  }
}
