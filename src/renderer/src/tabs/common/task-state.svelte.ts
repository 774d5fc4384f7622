/** What the tabs of all tasks have in common: a session, the last fault, and calls that may fail. */
import type { CallName, CallOutputs, TrialReport } from '#shared/contract'
import type { Fault } from '#shared/fault'
import type { Lesson } from '#shared/lessons/lesson'
import type { SeriesStates } from '#shared/model/series'
import type { ProgramLanguage } from '#shared/lessons/sources'
import type { LogId } from '#shared/model/endpoint'
import type { Moment } from '#shared/model/moment'
import { encodeText } from '#shared/model/payload'
import { type TaskId, taskIds } from '#shared/tasks/catalogue'
import type { CallArguments, Lab } from '../../lab'
import type { Sessions, SessionView } from '../../sessions.svelte'
import type { Shell } from '../../window/shell.svelte'
import { SlowMotion } from './motion/slow-motion.svelte'

export interface TabNeeds {
  lab: Lab
  sessions: Sessions
  shell: Shell
}

export abstract class TaskState {
  abstract readonly task: TaskId
  abstract readonly lesson: Lesson
  /** What the buttons of the walkthrough's steps do; each does what a step needs first, such as a server. */
  abstract readonly actions: Readonly<Record<string, () => Promise<void>>>
  fault: Fault | null = $state.raw(null)
  /** The terminals that show their program. */
  programs: readonly LogId[] = $state.raw([])
  language: ProgramLanguage = $state('python')
  /** The events that belong to what the pointer or the selection is on, in whichever view. */
  pointed: readonly Moment[] = $state.raw([])
  readonly motion = new SlowMotion(this)
  /** Calls that have not been answered yet. */
  #pending: readonly CallName[] = $state.raw([])
  readonly #around: TabNeeds

  constructor(around: TabNeeds) {
    this.#around = around
  }

  get session(): SessionView {
    return this.#around.sessions.of(this.task)
  }

  /** Task 4's sweep and 2x2. */
  get series(): SeriesStates {
    return this.#around.sessions.series
  }

  /** Task 3's tries, as far as they were made. */
  get trials(): readonly TrialReport[] {
    return []
  }

  /** A run of the history is looked at, and not what goes on; it may be somebody else's. */
  get showsKept(): boolean {
    return Boolean(this.#around.sessions.kept[this.task])
  }

  /** Of a kept run all is over: nothing in it is on its way. */
  nowMs(): number {
    if (this.showsKept) return Number.MAX_SAFE_INTEGER
    return this.#around.sessions.nowMs()
  }

  showsProgram(log: LogId): boolean {
    return this.programs.includes(log)
  }

  toggleProgram(log: LogId): void {
    const shown = this.showsProgram(log)
    this.programs = shown ? this.programs.filter((other) => other !== log) : [...this.programs, log]
    if (!shown) this.makeRoomForPrograms()
  }

  /** Shows the programs of the server and the client, unless some are shown already. */
  showPrograms(): void {
    if (this.programs.length > 0) return
    for (const log of this.firstPrograms) this.toggleProgram(log)
  }

  /** The terminals whose programs slow motion shows first. */
  protected get firstPrograms(): readonly LogId[] {
    return ['server', 'client']
  }

  /** A program and a log need more height than a log alone. */
  protected makeRoomForPrograms(): void {
    return undefined
  }

  isPending(name: CallName): boolean {
    return this.#pending.includes(name)
  }

  /** Refuses what was asked for before it reaches the lab. */
  refuse(message: string, advice?: string): null {
    this.fault = { code: 'input/invalid', message, ...(advice ? { advice } : {}) }
    return null
  }

  /** Calls the lab; a fault is shown and gives null. */
  async attempt<K extends CallName>(
    name: K,
    ...input: CallArguments<K>
  ): Promise<{ value: CallOutputs[K] } | null> {
    this.fault = null
    this.#pending = [...this.#pending, name]
    const answer = await this.#around.lab.call(name, ...input)
    this.#pending = this.#pending.toSpliced(this.#pending.indexOf(name), 1)
    if (answer.ok) return { value: answer.value }
    this.fault = answer.fault.code === 'run/cancelled' ? null : answer.fault
    return null
  }

  async setSlowMotion(on: boolean): Promise<boolean> {
    return (await this.attempt('slowMotion', { task: this.task, on })) !== null
  }

  /** Lets an endpoint go on from a stop of slow motion; what is shown of earlier faults stays. */
  async letGo(endpointId: number, stop: number): Promise<void> {
    const answer = await this.#around.lab.call('step', { task: this.task, endpointId, stop })
    if (!answer.ok) this.fault = answer.fault
  }

  /** Stops the servers that other tasks of this app have left listening, and says so; false when there are none. */
  async stopOtherServers(): Promise<boolean> {
    const { lab, sessions, shell } = this.#around
    const stopped: string[] = []
    for (const other of taskIds.filter((id) => id !== this.task)) {
      for (const { info } of sessions.live(other).endpoints) {
        if (info.role !== 'server' || info.state.phase !== 'open') continue
        if (other === 'task2') {
          await lab.call('stopNumberedServer', { server: info.log === 'server-1' ? 1 : 2 })
        } else await lab.call('stopServer', { task: other })
        stopped.push(`${info.name} of Task ${taskIds.indexOf(other) + 1}`)
      }
    }
    if (stopped.length > 0) shell.say(`Stopped, to free its port: ${stopped.join(', ')}`)
    return stopped.length > 0
  }

  async allowRemote(): Promise<void> {
    this.fault = null
    await this.#around.sessions.allowRemote(true)
  }

  async clear(): Promise<void> {
    await this.attempt('clear', { task: this.task })
  }

  copy(text: string, what: string): void {
    this.#around.shell.copy(text, what)
  }

  async save(suggestedName: string, content: Uint8Array | string | null): Promise<void> {
    if (content === null) {
      this.fault = { code: 'file/not-written', message: 'The picture could not be drawn.' }
      return
    }
    const bytes = typeof content === 'string' ? encodeText(content) : content
    const fault = await this.#around.shell.save(`${this.task}-${suggestedName}`, bytes)
    if (fault) this.fault = fault
  }
}
