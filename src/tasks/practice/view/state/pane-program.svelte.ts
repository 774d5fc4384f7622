/** A program of the student's in the pane of a task: what it shows, and what is done with it. */
import type { Fault, Result } from '#shared/fault'
import type { practiceCalls } from '#tasks/practice/model/calls'
import type { RoleName } from '#tasks/practice/model/roles'
import type { ProgramState } from '#tasks/practice/model/state'
import type { Lab } from '#ui/lab'
import { ProgramScreen } from '../screen.svelte'
import type { ShownProgram } from '../shown-program'

type Calls = typeof practiceCalls

const task = 'practice'

const stoppedInWords = (title: string): string =>
  `Your program in another pane was stopped, because it has the same port: ${title}.`

/** Whoever has the programs of panes. */
export interface HasPrograms {
  of: (role: string) => PaneProgram | null
}

export class PaneProgram implements ShownProgram {
  readonly role: RoleName
  now: ProgramState = $state.raw() as ProgramState
  readonly screen = new ProgramScreen()
  typed = $state('')
  fault: Fault | null = $state.raw(null)
  /** What was stopped so that it can run, in words. */
  note: string | null = $state(null)
  /** A call that is not answered yet. */
  busy = $state(false)
  readonly #lab: Lab

  /** It has left its pane. */
  readonly #gone: () => void

  constructor(lab: Lab, role: RoleName, now: ProgramState, gone: () => void) {
    this.#gone = gone
    this.#lab = lab
    this.role = role
    this.now = now
    this.screen.begin(now.run)
  }

  get running(): boolean {
    return this.now.program.phase === 'running' || this.now.program.phase === 'compiling'
  }

  show(next: ProgramState): void {
    if (next.run !== this.now.run) this.screen.begin(next.run)
    this.now = next
  }

  /** @param makeRoom stops what has its place or its port, and says what that was */
  async run(makeRoom: () => Promise<string | null>): Promise<void> {
    await this.#do(async () => {
      const made = await makeRoom()
      const ran = await this.#lab.callTask<Calls, 'runInPane'>(task, 'runInPane', { pane: this.role })
      const others = ran.ok ? ran.value.stopped : []
      this.note = [made, ...others.map(stoppedInWords)].filter((words) => words !== null).join(' ') || null
      return ran
    })
  }

  stop(): Promise<void> {
    return this.#do(() => this.#lab.callTask<Calls, 'stopInPane'>(task, 'stopInPane', { pane: this.role }))
  }

  async enter(): Promise<void> {
    const line = this.typed
    await this.#do(() =>
      this.#lab.callTask<Calls, 'typeInPane'>(task, 'typeInPane', { pane: this.role, line })
    )
    if (this.fault === null) this.typed = ''
  }

  async leave(): Promise<void> {
    await this.#do(() => this.#lab.callTask<Calls, 'leavePane'>(task, 'leavePane', { pane: this.role }))
    if (this.fault === null) this.#gone()
  }

  async #do(work: () => Promise<Result<unknown>>): Promise<void> {
    this.fault = null
    this.busy = true
    const answer = await work()
    this.busy = false
    if (!answer.ok) this.fault = answer.fault
  }
}
