/** Programs of the student's in panes of tasks, by the role that each pane stands for. */
import type { practiceCalls } from '#tasks/practice/model/calls'
import { portOfPane } from '#tasks/practice/model/panes'
import { type RoleName, roleNames } from '#tasks/practice/model/roles'
import { noProgram, type PaneNews, type PracticeJoined, type ProgramState } from '#tasks/practice/model/state'
import type { Lab } from '#ui/lab'
import type { StudentPrograms } from '#ui/task-kit/student-programs'
import type { ToldPrograms } from '../told-programs.svelte'
import { type HasPrograms, PaneProgram } from './pane-program.svelte'

type Calls = typeof practiceCalls

const task = 'practice'

const roleIn = (name: string): RoleName | undefined => roleNames.find((role) => role === name)

export class PanePrograms implements Omit<StudentPrograms, 'load' | 'knownIn'>, HasPrograms {
  #programs: Readonly<Partial<Record<string, PaneProgram | null>>> = $state.raw({})
  readonly #lab: Lab
  readonly #told: ToldPrograms

  constructor(lab: Lab, told: ToldPrograms) {
    this.#lab = lab
    this.#told = told
  }

  join(told: PracticeJoined['panes']): void {
    this.#programs = {}
    for (const { pane, state, printed, traces } of told) {
      this.#told.join(pane, traces)
      this.hear({ pane, state })
      this.hear({ pane, run: state.run, printed })
    }
  }

  hear(news: PaneNews): void {
    const program = this.#programs[news.pane]
    if ('printed' in news) program?.screen.add(news.run, news.printed)
    else if ('traced' in news) this.#told.add(news.pane, news.traced, program?.now.chosen?.name ?? '')
    else if (news.state === null) this.#set(news.pane, null)
    else {
      this.#told.addSockets(news.state)
      if (program) program.show(news.state)
      else this.#add(news.pane, news.state)
    }
  }

  #set(pane: RoleName, program: PaneProgram | null): void {
    this.#programs = { ...this.#programs, [pane]: program }
  }

  #add(pane: RoleName, state: ProgramState): PaneProgram {
    const program = new PaneProgram(this.#lab, pane, state, () => this.#set(pane, null))
    this.#set(pane, program)
    return program
  }

  readonly of = (role: string): PaneProgram | null => this.#programs[role] ?? null

  readonly holds = (role: string): boolean => this.of(role) !== null

  readonly runs = (role: string): boolean => this.of(role)?.running ?? false

  /** Said in the pane of each. */
  noteStopped(roles: readonly RoleName[]): void {
    for (const role of roles) {
      const program = this.of(role)
      if (program) program.note = 'Stopped: a check in Practice needed its port.'
    }
  }

  readonly holdsIn = (taskId: string): boolean => this.#in(taskId).length > 0

  readonly emptyIn = async (taskId: string): Promise<void> => {
    await Promise.all(this.#in(taskId).map((program) => program.empty()))
  }

  #in(taskId: string): PaneProgram[] {
    return Object.values(this.#programs).filter(
      (program): program is PaneProgram => program?.role.startsWith(`${taskId}-`) ?? false
    )
  }

  readonly portOf = (role: string): number | null => {
    const pane = roleIn(role)
    return pane === undefined ? null : portOfPane(pane)
  }

  readonly put: StudentPrograms['put'] = async (role, dropped, makeRoom) => {
    const pane = roleIn(role)
    if (pane === undefined) return null
    const taken = dropped ? await this.#takeDropped(pane, dropped) : await this.#choose(pane)
    if (!taken.ok) return taken.fault
    if (taken.value === null) return null
    // An answer may come before the news of what led to it.
    const program = this.of(pane) ?? this.#add(pane, { ...noProgram, chosen: taken.value })
    await program.run(makeRoom)
    return null
  }

  #choose(pane: RoleName) {
    return this.#lab.callTask<Calls, 'chooseForPane'>(task, 'chooseForPane', { pane })
  }

  async #takeDropped(pane: RoleName, file: File) {
    const given = await this.#lab.giveFile(file)
    if (!given.ok) return given
    const input = { pane, dropped: given.value }
    return this.#lab.callTask<Calls, 'takeForPane'>(task, 'takeForPane', input)
  }
}
