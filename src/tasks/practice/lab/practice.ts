/** Practice: one program of the student's, run by hand and checked. */
import path from 'node:path'
import type { Answers } from '#shared/calls'
import { failure, type Result, success } from '#shared/fault'
import { OneAtATime } from '#lab/session/one-at-a-time'
import type { Session } from '#lab/session/session'
import type { TaskLab, TaskNeeds } from '#lab/session/task-lab'
import { assignmentOf } from '../model/assignment'
import type { practiceCalls } from '../model/calls'
import type { CheckOutcome } from '../model/outcome'
import type { RoleName } from '../model/roles'
import {
  type ChosenProgram,
  nothingChosen,
  type PracticeJoined,
  type PracticeNews,
  type PracticeState
} from '../model/state'
import { checkProgram } from './check-program'
import { CounterExamples, type Search } from './counter-examples'
import { Partner } from './partner'
import { knownEndings } from './program/launch-plan'
import { hasTerminals } from './program/screen'
import { Runner } from './runner'

type Calls = typeof practiceCalls

/** Of what a program printed, so much is kept for a window that joins. */
const keptCharacters = 64 * 1024

const noneChosen = failure('input/invalid', 'No program is chosen.', { advice: 'Choose a program first.' })

export class PracticeLab implements TaskLab<Calls> {
  readonly session: Session
  readonly calls: Answers<Calls> = {
    choose: () => this.choose(),
    run: () => this.run(),
    stop: async () => success(await this.#runner.stop()),
    type: ({ line }) => this.#runner.type(line),
    check: ({ role, variant }) => this.check(role, variant),
    search: (input) => this.search(input),
    replay: () => this.replay(),
    cancelCheck: () => this.#checks.cancel(),
    watch: ({ on }) => success(this.#become({ watching: on })),
    send: (input) => this.#partner.send(input),
    startServers: ({ role, variant }) => this.#partner.startServers(role, variant),
    stopServers: async () => success(await this.#partner.stop())
  }
  readonly #settings: TaskNeeds['settings']
  readonly #partner: Partner
  readonly #runner: Runner
  /** Checks, searches and replays: each needs the port of the exercise. */
  readonly #checks = new OneAtATime()
  readonly #examples = new CounterExamples((search) => this.#become({ search }))
  #file: string | null = null
  #state: PracticeState = nothingChosen
  #printed = ''
  #text: string | null = null
  /** What a saved file is checked as; null: it was not checked yet. */
  #lastCheck: { role: RoleName; variant: string | null } | null = null

  constructor({ session, settings }: TaskNeeds) {
    this.session = session
    this.#settings = settings
    this.#partner = new Partner(session)
    this.#runner = new Runner({
      phase: (program) => this.#become({ program }),
      printed: (text) => this.#print(text),
      looked: (seen) => this.#become(seen),
      traced: (traced) => this.#tell({ run: this.#state.run, traced }),
      text: (text) => {
        this.#text = text
        this.#tell({ run: this.#state.run, text })
      },
      saved: () => void this.#saved()
    })
  }

  #tell(news: PracticeNews): void {
    this.#settings.onEvent({ type: 'task', task: this.session.task, news })
  }

  #become(next: Partial<PracticeState>): void {
    const state = { ...this.#state, ...next }
    // Most looks at a program's sockets show what the last one did.
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return
    this.#state = state
    this.#tell({ state })
  }

  #print(text: string): void {
    this.#printed = (this.#printed + text).slice(-keptCharacters)
    this.#tell({ run: this.#state.run, printed: text })
  }

  async choose(): Promise<Result<ChosenProgram | null>> {
    const { chooseFile } = this.#settings
    if (!chooseFile) return failure('lab/refused', 'No file can be chosen here.')
    const chosen = await chooseFile({
      name: 'Programs',
      endings: knownEndings.map((ending) => ending.slice(1))
    })
    if (!chosen.ok || chosen.value === null) return chosen.ok ? success(null) : chosen
    return success(await this.take(chosen.value))
  }

  /** From now on this file is the student's program. */
  async take(file: string): Promise<ChosenProgram> {
    await this.#checks.finish()
    await this.#runner.stop()
    this.#file = path.resolve(file)
    this.#lastCheck = null
    this.#printed = ''
    const chosen = { name: path.basename(file), folder: path.dirname(this.#file) }
    this.#examples.forget()
    this.#become({ chosen, program: { phase: 'idle' }, check: { phase: 'none' }, run: 0 })
    this.#runner.watch(this.#file)
    return chosen
  }

  async run(): Promise<Result<void>> {
    if (this.#file === null) return noneChosen
    await this.#checks.finish()
    this.#printed = ''
    // Asked with the first run: the app starts without the native module.
    this.#become({ run: this.#state.run + 1, inTerminal: hasTerminals() })
    return this.#runner.start(this.#file, null)
  }

  /** The program that runs by hand is stopped: it would hold the port. */
  async #alone<T>(work: (file: string, signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    const file = this.#file
    if (file === null) return noneChosen
    return this.#checks.alone(async () => {
      await Promise.all([this.#runner.stop(), this.#partner.stop()])
      const abort = new AbortController()
      this.#checks.stoppedBy(() => abort.abort())
      return work(file, abort.signal)
    })
  }

  async check(role: RoleName, variant: string | null): Promise<Result<CheckOutcome>> {
    return this.#alone(async (file, signal) => {
      this.#lastCheck = { role, variant }
      const times = this.#state.check.phase === 'checked' ? this.#state.check.times : 0
      this.#become({ check: { phase: 'checking', role } })
      const checked = await checkProgram({
        file,
        role,
        assignment: assignmentOf(variant),
        interpreter: null,
        signal
      })
      this.#become({ check: checkedPhase(checked, times) })
      return checked
    })
  }

  search(wanted: Search): Promise<Result<void>> {
    return this.#alone((file, signal) => this.#examples.search(file, wanted, signal))
  }

  replay(): Promise<Result<void>> {
    return this.#alone((file, signal) => this.#examples.replay(file, signal))
  }

  /** The file was written: what the student did last is done again. */
  async #saved(): Promise<void> {
    if (!this.#state.watching || this.#file === null) return
    if (this.#runner.runs) {
      await this.run()
      return
    }
    if (this.#lastCheck && this.#state.check.phase !== 'checking') {
      const checked = await this.check(this.#lastCheck.role, this.#lastCheck.variant)
      if (!checked.ok) return
    }
    if (this.#examples.found !== null) await this.replay()
  }

  state(): PracticeJoined {
    return { state: this.#state, printed: this.#printed, text: this.#text }
  }

  async stopServers(): Promise<void> {
    await this.#checks.finish()
    await Promise.all([this.#runner.stop(), this.#partner.stop()])
  }

  async forget(): Promise<void> {
    await this.stopServers()
    this.#examples.forget()
    this.#printed = ''
    this.#become({ program: { phase: 'idle' }, check: { phase: 'none' }, run: 0 })
  }

  async end(): Promise<void> {
    await this.#checks.end()
    await this.#runner.end()
    await this.#partner.stop()
  }
}

function checkedPhase(checked: Result<CheckOutcome>, times: number): PracticeState['check'] {
  if (checked.ok) return { phase: 'checked', outcome: checked.value, times: times + 1 }
  return checked.fault.code === 'run/cancelled'
    ? { phase: 'none' }
    : { phase: 'failed', fault: checked.fault }
}
