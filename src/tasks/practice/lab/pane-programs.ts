/** Programs of the student's in panes of tasks: one a role, several at once. */
import { done, type Result, success } from '#shared/fault'
import { portOfPane, type StartedInPane } from '../model/panes'
import { roleOf, type RoleName } from '../model/roles'
import type { ChosenProgram, PaneNews, PracticeJoined } from '../model/state'
import { noneChosen, StudentProgram } from './student-program'

export class PanePrograms {
  readonly #tell: (news: PaneNews) => void
  readonly #programs = new Map<RoleName, StudentProgram>()

  constructor(tell: (news: PaneNews) => void) {
    this.#tell = tell
  }

  #newProgram(pane: RoleName): StudentProgram {
    const program: StudentProgram = new StudentProgram({
      changed: (state) => this.#of(pane, program, { pane, state }),
      printed: (run, printed) => this.#of(pane, program, { pane, run, printed }),
      traced: (run, traced) => this.#of(pane, program, { pane, run, traced }),
      saved: () => {
        if (program.runs) void program.run()
      }
    })
    this.#programs.set(pane, program)
    return program
  }

  /** What a program says that has left its pane belongs nowhere. */
  #of(pane: RoleName, program: StudentProgram, news: PaneNews): void {
    if (this.#programs.get(pane) === program) this.#tell(news)
  }

  take(pane: RoleName, file: string): Promise<ChosenProgram> {
    return (this.#programs.get(pane) ?? this.#newProgram(pane)).take(file)
  }

  /** Two servers cannot have one port: the other program is stopped, as a student would do. */
  async run(pane: RoleName): Promise<Result<StartedInPane>> {
    const program = this.#programs.get(pane)
    if (!program) return noneChosen
    const port = portOfPane(pane)
    const stopped = port === null ? [] : await this.stopAt([port], pane)
    const ran = await program.run()
    return ran.ok ? success({ stopped: stopped.map((other) => roleOf(other).title) }) : ran
  }

  type(pane: RoleName, line: string): Result<void> {
    return this.#programs.get(pane)?.type(line) ?? noneChosen
  }

  async stop(pane: RoleName): Promise<Result<void>> {
    await this.#programs.get(pane)?.stop()
    return done
  }

  /**
   * Stops those that have one of the ports, or are about to: returns which.
   * @param but the pane that they are wanted for
   */
  async stopAt(ports: readonly number[], but?: RoleName): Promise<RoleName[]> {
    const found = [...this.#programs].filter(([pane, program]) => {
      const port = portOfPane(pane)
      return pane !== but && ((port !== null && ports.includes(port)) || program.holds(ports))
    })
    const halted = await Promise.all(
      found.map(async ([pane, program]) => ((await program.halt()) ? [pane] : []))
    )
    return halted.flat()
  }

  empty(pane: RoleName): Result<void> {
    this.#programs.get(pane)?.empty()
    return done
  }

  async leave(pane: RoleName): Promise<Result<void>> {
    const program = this.#programs.get(pane)
    this.#programs.delete(pane)
    this.#tell({ pane, state: null })
    await program?.end()
    return done
  }

  state(): PracticeJoined['panes'] {
    return [...this.#programs].map(([pane, { state, printed, traces }]) => ({
      pane,
      state,
      printed,
      traces
    }))
  }

  async end(): Promise<void> {
    await Promise.all([...this.#programs.values()].map((program) => program.end()))
  }
}
