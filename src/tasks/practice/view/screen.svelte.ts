/** A program's terminal as lines: what it prints is parsed as a terminal does, and drawn as text. */
import headless from '@xterm/headless'

const columns = 100
const rows = 24
const scrollback = 1000

export class ProgramScreen {
  lines: readonly string[] = $state.raw([])
  #terminal = made()
  #run = 0
  #isPlanned = false

  /** Another run: an empty screen. */
  begin(run: number): void {
    this.#run = run
    this.#terminal.dispose()
    this.#terminal = made()
    this.lines = []
  }

  /** What belongs to another run is not shown. */
  add(run: number, text: string): void {
    if (run !== this.#run || text === '') return
    this.#terminal.write(text, () => this.#plan())
  }

  /** Drawn once a frame, however much it prints. */
  #plan(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    requestAnimationFrame(() => {
      this.#isPlanned = false
      this.#draw()
    })
  }

  #draw(): void {
    const { active } = this.#terminal.buffer
    const lines = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true) ?? ''
    )
    const last = lines.findLastIndex((line) => line !== '')
    this.lines = lines.slice(0, last + 1)
  }
}

const made = (): headless.Terminal =>
  new headless.Terminal({ cols: columns, rows, scrollback, allowProposedApi: true })
