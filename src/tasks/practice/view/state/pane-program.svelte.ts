/** A program of the student's in the pane of a task: what it shows, and what is done with it. */
import type { Fault, Result } from '#shared/fault'
import type { practiceCalls } from '#tasks/practice/model/calls'
import type { RoleName } from '#tasks/practice/model/roles'
import type { ProgramState } from '#tasks/practice/model/state'
import type { Lab } from '#ui/lab'
import { ProgramScreen } from '../screen/program-screen.svelte'
import type { ShownProgram } from '../shown-program'

type Calls = typeof practiceCalls

const task = 'practice'

/** One line of a narrow pane. */
const stoppedInWords = (title: string): string => `Stopped, same port: your ${title}.`

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
  readonly #lab: Lab
  /** Called when the program has left its pane. */
  readonly #gone: () => void

  constructor(lab: Lab, role: RoleName, now: ProgramState, gone: () => void) {
    this.#lab = lab
    this.#gone = gone
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

  async stop(): Promise<void> {
    await this.#do(() => this.#lab.callTask<Calls, 'stopInPane'>(task, 'stopInPane', { pane: this.role }))
  }

  async enter(): Promise<void> {
    const line = this.typed
    const input = { pane: this.role, line }
    if (await this.#do(() => this.#lab.callTask<Calls, 'typeInPane'>(task, 'typeInPane', input)))
      this.typed = ''
  }

  /** What is on its screen goes; what runs keeps running. */
  async empty(): Promise<void> {
    if (this.running) this.screen.empty()
    else this.screen.begin(this.now.run)
    this.note = null
    await this.#do(() => this.#lab.callTask<Calls, 'emptyPane'>(task, 'emptyPane', { pane: this.role }))
  }

  async leave(): Promise<void> {
    const pane = { pane: this.role }
    if (await this.#do(() => this.#lab.callTask<Calls, 'leavePane'>(task, 'leavePane', pane))) this.#gone()
  }

  /** False: there is a fault, which is shown. */
  async #do(work: () => Promise<Result<unknown>>): Promise<boolean> {
    this.fault = null
    const answer = await work()
    if (!answer.ok) this.fault = answer.fault
    return answer.ok
  }
}
