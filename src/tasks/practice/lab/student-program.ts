/** A file of the student's that was chosen, and its runs by hand: in the tab, or in a pane of a task. */
import path from 'node:path'
import { failure, type Result } from '#shared/fault'
import { type ChosenProgram, noProgram, type ProgramState } from '../model/state'
import { addTold, type RunTrace } from '../model/run-trace'
import type { Told } from '../model/trace'
import { hasTerminals } from './program/screen'
import { Runner } from './runner'

/** Of what a program printed, so much is kept for a window that joins. */
const keptCharacters = 64 * 1024

export const noneChosen = failure('input/invalid', 'No program is chosen.', {
  advice: 'Choose a program first.'
})

export interface ProgramHearer {
  changed: (state: ProgramState) => void
  printed: (run: number, text: string) => void
  saved: () => void
  /** What the tracer told: the lines that made calls. */
  traced: (run: number, told: Told) => void
  text?: (run: number, text: string | null) => void
}

export class StudentProgram {
  readonly #hearer: ProgramHearer
  readonly #runner: Runner
  #file: string | null = null
  #state: ProgramState = noProgram
  #printed = ''
  #text: string | null = null
  #traces: readonly RunTrace[] = []

  constructor(hearer: ProgramHearer) {
    this.#hearer = hearer
    this.#runner = new Runner({
      phase: (program) => this.#become({ program }),
      started: (started) => this.#become({ started }),
      printed: (text) => {
        this.#printed = (this.#printed + text).slice(-keptCharacters)
        hearer.printed(this.#state.run, text)
      },
      looked: (seen) => this.#become(seen),
      traced: (told) => {
        this.#traces = addTold(this.#traces, told, this.#state.chosen?.name ?? '')
        hearer.traced(this.#state.run, told)
      },
      text: (text) => {
        this.#text = text
        hearer.text?.(this.#state.run, text)
      },
      saved: hearer.saved
    })
  }

  get file(): string | null {
    return this.#file
  }

  get state(): ProgramState {
    return this.#state
  }

  get printed(): string {
    return this.#printed
  }

  get text(): string | null {
    return this.#text
  }

  /** Of its last runs. */
  get traces(): readonly RunTrace[] {
    return this.#traces
  }

  /** Whether the kernel shows a socket of its own at one of the ports. */
  holds(ports: readonly number[]): boolean {
    return (this.#state.sockets ?? []).some(({ local }) => ports.includes(local.port))
  }

  get runs(): boolean {
    return this.#runner.runs
  }

  #become(next: Partial<ProgramState>): void {
    const state = { ...this.#state, ...next }
    // Most looks at a program's sockets show what the last one did.
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return
    this.#state = state
    this.#hearer.changed(state)
  }

  /** From now on this file is the program. */
  async take(file: string): Promise<ChosenProgram> {
    await this.#runner.stop()
    this.#file = path.resolve(file)
    this.#printed = ''
    const chosen = { name: path.basename(file), folder: path.dirname(this.#file) }
    this.#become({ chosen, interpreter: null, program: { phase: 'idle' }, started: null, run: 0 })
    this.#runner.watch(this.#file)
    return chosen
  }

  /** @param file what runs it from the next run on; null: the usual one of its ending */
  useInterpreter(file: string | null): void {
    this.#become({ interpreter: file })
  }

  async run(): Promise<Result<void>> {
    if (this.#file === null) return noneChosen
    this.#printed = ''
    // Asked with the first run: the app starts without the native module.
    this.#become({ run: this.#state.run + 1, inTerminal: hasTerminals() })
    const started = await this.#runner.start(this.#file, this.#state.interpreter)
    // How the run before ended says nothing of one that never began.
    if (!started.ok) this.#become({ program: { phase: 'idle' } })
    return started
  }

  type(line: string): Result<void> {
    return this.#runner.type(line)
  }

  async stop(): Promise<void> {
    await this.#runner.stop()
  }

  /** Also one that is being started, such as after its file was saved. False: none ran. */
  halt(): Promise<boolean> {
    return this.#runner.stop()
  }

  /** Of what it printed only a line stays that waits for its end, such as a question. */
  empty(): void {
    this.#printed = this.runs ? this.#printed.slice(this.#printed.lastIndexOf('\n') + 1) : ''
  }

  /** As if it had not run yet. */
  async forget(): Promise<void> {
    await this.stop()
    this.#printed = ''
    this.#become({ program: { phase: 'idle' }, run: 0 })
  }

  /** Stops it, and watches its file no more. */
  end(): Promise<void> {
    return this.#runner.end()
  }
}
