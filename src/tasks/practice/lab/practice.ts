/** Practice: one program of the student's, run by hand and checked. */
import type { Answers } from '#shared/calls'
import { type Result, success } from '#shared/fault'
import { OneAtATime } from '#lab/session/one-at-a-time'
import type { Session } from '#lab/session/session'
import type { TaskLab, TaskNeeds } from '#lab/session/task-lab'
import { assignmentOf } from '../model/assignment'
import type { practiceCalls } from '../model/calls'
import type { CheckOutcome } from '../model/outcome'
import { portOfPane, portsOfCheck, type StartedInPane } from '../model/panes'
import type { RoleName } from '../model/roles'
import {
  type ChosenProgram,
  nothingChosen,
  type PracticeJoined,
  type PracticeNews,
  type PracticeState
} from '../model/state'
import { checkProgram } from './check-program'
import {
  chooseQuestion,
  pickInterpreter,
  pickProgram,
  runQuestion,
  takeDroppedProgram
} from './choose-program'
import { CounterExamples, type Search } from './counter-examples'
import { Partner } from './partner'
import { PanePrograms } from './pane-programs'
import { noneChosen, StudentProgram } from './student-program'

type Calls = typeof practiceCalls

interface CheckedAs {
  role: RoleName
  variant: string | null
}

export class PracticeLab implements TaskLab<Calls> {
  readonly session: Session
  readonly calls: Answers<Calls> = {
    choose: async () => this.#hand(await pickProgram(this.#settings), (file) => this.take(file)),
    takeDropped: async ({ dropped }) =>
      this.#hand(await takeDroppedProgram(this.#settings, dropped, chooseQuestion), (file) =>
        this.take(file)
      ),
    chooseInterpreter: async () => {
      const picked = await pickInterpreter(this.#settings)
      if (picked.ok && picked.value !== null) this.#program.useInterpreter(picked.value)
      return picked
    },
    usualInterpreter: () => success(this.#program.useInterpreter(null)),
    run: () => this.run(),
    stop: async () => success(await this.#program.stop()),
    type: ({ line }) => this.#program.type(line),
    check: ({ role, variant }) => this.check(role, variant),
    search: (input) => this.search(input),
    replay: () => this.replay(),
    cancelCheck: () => this.#checks.cancel(),
    watch: ({ on }) => success(this.#become({ watching: on })),
    send: (input) => this.#partner.send(input),
    startServers: ({ role, variant }) => this.#partner.startServers(role, variant),
    stopServers: async () => success(await this.#partner.stop()),
    chooseForPane: async ({ pane }) =>
      this.#hand(await pickProgram(this.#settings), (file) => this.#panes.take(pane, file)),
    takeForPane: async ({ pane, dropped }) =>
      this.#hand(await takeDroppedProgram(this.#settings, dropped, runQuestion), (file) =>
        this.#panes.take(pane, file)
      ),
    runInPane: ({ pane }) => this.#runInPane(pane),
    stopInPane: ({ pane }) => this.#panes.stop(pane),
    typeInPane: ({ pane, line }) => this.#panes.type(pane, line),
    emptyPane: ({ pane }) => this.#panes.empty(pane),
    leavePane: ({ pane }) => this.#panes.leave(pane)
  }
  readonly #settings: TaskNeeds['settings']
  readonly #partner: Partner
  readonly #program: StudentProgram
  readonly #panes = new PanePrograms((news) => this.#tell(news))
  /** Checks, searches and replays: each needs the port of the exercise. */
  readonly #checks = new OneAtATime()
  readonly #examples = new CounterExamples((search) => this.#become({ search }))
  #state: PracticeState = nothingChosen
  /** What a saved file is checked as; null: it was not checked yet. */
  #lastCheck: CheckedAs | null = null

  constructor({ session, settings }: TaskNeeds) {
    this.session = session
    this.#settings = settings
    this.#partner = new Partner(session)
    this.#program = new StudentProgram({
      changed: (program) => this.#become(program),
      printed: (run, printed) => this.#tell({ run, printed }),
      traced: (run, traced) => this.#tell({ run, traced }),
      text: (run, text) => this.#tell({ run, text }),
      saved: () => void this.#saved()
    })
  }

  #tell(news: PracticeNews): void {
    this.#settings.onEvent({ type: 'task', task: this.session.task, news })
  }

  #become(next: Partial<PracticeState>): void {
    this.#state = { ...this.#state, ...next }
    this.#tell({ state: this.#state })
  }

  /** From now on this file is the student's program. */
  async take(file: string): Promise<ChosenProgram> {
    await this.#checks.finish()
    this.#lastCheck = null
    const chosen = await this.#program.take(file)
    this.#examples.forget()
    this.#become({ check: { phase: 'none' } })
    return chosen
  }

  async run(): Promise<Result<void>> {
    if (this.#program.file === null) return noneChosen
    await this.#checks.finish()
    return this.#program.run()
  }

  /** The program of this tab makes room like those of other panes, where the kernel shows that it has the port. */
  async #runInPane(pane: RoleName): Promise<Result<StartedInPane>> {
    const port = portOfPane(pane)
    const isHeld = port !== null && this.#program.holds([port])
    if (isHeld) await this.#program.stop()
    const ran = await this.#panes.run(pane)
    return ran.ok && isHeld ? success({ stopped: [...ran.value.stopped, 'program in Practice'] }) : ran
  }

  /** Null: no file came of it. */
  async #hand(
    file: Result<string | null>,
    take: (file: string) => Promise<ChosenProgram>
  ): Promise<Result<ChosenProgram | null>> {
    if (!file.ok) return file
    return success(file.value === null ? null : await take(file.value))
  }

  /** The program that runs by hand is stopped: it would hold the port. */
  async #alone<T>(
    at: CheckedAs | null,
    work: (file: string, signal: AbortSignal) => Promise<Result<T>>
  ): Promise<Result<T>> {
    const { file } = this.#program
    if (file === null) return noneChosen
    return this.#checks.alone(async () => {
      await Promise.all([this.#program.stop(), this.#partner.stop(), this.#freePorts(at)])
      const abort = new AbortController()
      this.#checks.stoppedBy(() => abort.abort())
      return work(file, abort.signal)
    })
  }

  get #interpreter(): string | null {
    return this.#program.state.interpreter
  }

  async check(role: RoleName, variant: string | null): Promise<Result<CheckOutcome>> {
    return this.#alone({ role, variant }, async (file, signal) => {
      this.#lastCheck = { role, variant }
      const times = this.#state.check.phase === 'checked' ? this.#state.check.times : 0
      this.#become({ check: { phase: 'checking', role } })
      const checked = await checkProgram({
        file,
        role,
        assignment: assignmentOf(variant),
        interpreter: this.#interpreter,
        signal
      })
      this.#become({ check: checkedPhase(checked, times) })
      return checked
    })
  }

  search(wanted: Search): Promise<Result<void>> {
    return this.#alone(wanted, (file, signal) =>
      this.#examples.search({ file, interpreter: this.#interpreter, signal }, wanted)
    )
  }

  replay(): Promise<Result<void>> {
    return this.#alone(this.#examples.found, (file, signal) =>
      this.#examples.replay({ file, interpreter: this.#interpreter, signal })
    )
  }

  /** Of programs in panes of tasks: they would hold the ports. */
  async #freePorts(at: CheckedAs | null): Promise<void> {
    if (at === null) return
    const stopped = await this.#panes.stopAt(portsOfCheck(at.role, assignmentOf(at.variant)))
    if (stopped.length > 0) this.#tell({ stopped })
  }

  /** The file was written: what the student did last is done again. */
  async #saved(): Promise<void> {
    if (!this.#state.watching) return
    if (this.#program.runs) {
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
    const { printed, text, traces } = this.#program
    return { state: this.#state, printed, text, traces, panes: this.#panes.state() }
  }

  async stopServers(): Promise<void> {
    await this.#checks.finish()
    await Promise.all([this.#program.stop(), this.#partner.stop()])
  }

  async forget(): Promise<void> {
    await this.stopServers()
    this.#examples.forget()
    await this.#program.forget()
    this.#become({ check: { phase: 'none' } })
  }

  async end(): Promise<void> {
    await this.#checks.end()
    await Promise.all([this.#program.end(), this.#panes.end()])
    await this.#partner.stop()
  }
}

function checkedPhase(checked: Result<CheckOutcome>, times: number): PracticeState['check'] {
  if (checked.ok) return { phase: 'checked', outcome: checked.value, times: times + 1 }
  return checked.fault.code === 'run/cancelled'
    ? { phase: 'none' }
    : { phase: 'failed', fault: checked.fault }
}
