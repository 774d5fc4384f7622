/** A program's terminal as lines: what it prints is parsed as a terminal does, and drawn as text. */
import type { Terminal } from '@xterm/headless'

const columns = 100
const rows = 24
const scrollback = 1000

/** Loaded with the first output: the window starts without it. */
async function made(): Promise<Terminal> {
  const { default: headless } = await import('@xterm/headless')
  return new headless.Terminal({ cols: columns, rows, scrollback, allowProposedApi: true })
}

export class ProgramScreen {
  lines: readonly string[] = $state.raw([])
  /** Null: the run has printed nothing yet. */
  #terminal: Promise<Terminal> | null = null
  #run = 0
  #isPlanned = false

  /** Another run: an empty screen. */
  begin(run: number): void {
    this.#run = run
    void this.#terminal?.then((terminal) => terminal.dispose())
    this.#terminal = null
    this.lines = []
  }

  /** What belongs to another run is not shown. */
  add(run: number, text: string): void {
    if (run !== this.#run || text === '') return
    const own = (this.#terminal ??= made())
    void own.then((terminal) => {
      if (own === this.#terminal) terminal.write(text, () => this.#plan(own, terminal))
    })
  }

  /** Drawn once a frame, however much it prints. */
  #plan(own: Promise<Terminal>, terminal: Terminal): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    requestAnimationFrame(() => {
      this.#isPlanned = false
      if (own === this.#terminal) this.#draw(terminal)
    })
  }

  #draw(terminal: Terminal): void {
    const { active } = terminal.buffer
    const lines = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true) ?? ''
    )
    const last = lines.findLastIndex((line) => line !== '')
    this.lines = lines.slice(0, last + 1)
  }
}
