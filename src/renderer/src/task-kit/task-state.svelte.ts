/** What the tabs of all tasks have in common: a session, the last fault, and calls that may fail. */
import type { Arguments, Calls, OutputOf } from '#shared/calls'
import type { CommonCalls } from '#shared/contract'
import type { Fault, Result } from '#shared/fault'
import type { ProgramLanguage } from '#shared/lessons/sources'
import type { EndpointAddress } from '#shared/events/address'
import type { LogId } from '#shared/events/endpoint'
import type { Moment } from '#shared/events/moment'
import { encodeText } from '#shared/events/payload'
import type { RunState } from '#shared/events/session'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { TaskDefinition } from '#tasks/task'
import type { SessionView } from '../sessions.svelte'
import { SlowMotion } from './motion/slow-motion.svelte'
import { stopServersOfOthers } from './other-servers'
import type { KnownPrograms, StudentPrograms } from './student-programs'
import type { TabNeeds } from './tab-needs'

export type { TabNeeds }

export abstract class TaskState<C extends Calls = Calls> {
  abstract readonly definition: TaskDefinition & { calls: C }
  /** What the buttons of the walkthrough's steps do; each does what a step needs first, such as a server. */
  abstract readonly actions: Readonly<Record<string, () => Promise<void>>>
  fault: Fault | null = $state.raw(null)
  /** The terminals that show their program. */
  programs: readonly LogId[] = $state.raw([])
  /** The terminals whose lines are not wrapped. */
  #unwrapped: readonly LogId[] = $state.raw([])
  language: ProgramLanguage = $state('python')
  /** The events that belong to what the pointer or the selection is on, in whichever view. */
  pointed: readonly Moment[] = $state.raw([])
  /** The moment that a picture is at, on the events' clock: the terminals bring its lines into view. Null: none is. */
  followedMs: number | null = $state(null)
  readonly motion = new SlowMotion(this)
  /** Calls that have not been answered yet. */
  #pending: readonly string[] = $state.raw([])
  readonly #around: TabNeeds

  constructor(around: TabNeeds) {
    this.#around = around
  }

  get session(): SessionView {
    return this.#around.sessions.of(this.task)
  }

  get task(): string {
    return this.definition.id
  }

  /** Where the server that prints in this log is bound; null: none is open. */
  boundAt(log: LogId): EndpointAddress | null {
    const state = this.session.open('server', log)?.state
    return state?.phase === 'open' ? state.local : null
  }

  /** Why its fields are locked: they say what the run that is looked at was started with. Null: they are not. */
  get keptLock(): string | null {
    return this.showsKept ? 'A kept run is shown. Go back to live to change this.' : null
  }

  /** The sizes that the student gave the panes, by what they were given for. */
  paneSizes: Readonly<Record<string, readonly number[]>> = $state.raw({})

  keepPaneSizes(key: string, sizes: readonly number[]): void {
    this.paneSizes = { ...this.paneSizes, [key]: sizes }
  }

  /** What the walkthrough's checks may ask of the tab itself, beyond its session. */
  get own(): unknown {
    return null
  }

  /** After a reload of the window the fields say again what the run was started with. */
  restore(run: RunState): void {
    void run
  }

  /** A run of the history is shown; until leaveKept() the fields are its. */
  showKept(run: KeptRunSummary): void {
    void run
  }

  leaveKept(): void {
    return undefined
  }

  /** Where the student is in this tab, to be kept; undefined: nothing. */
  get bookmark(): unknown {
    return undefined
  }

  /** @param _kept a bookmark of earlier, checked by its schema */
  reopen(kept: unknown): void {
    void kept
  }

  /** What the task's part of the lab told when this window joined. */
  join(state: unknown): void {
    void state
  }

  /** What it tells since. */
  hear(news: unknown): void {
    void news
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

  wraps(log: LogId): boolean {
    return !this.#unwrapped.includes(log)
  }

  toggleWrap(log: LogId): void {
    this.#unwrapped = this.wraps(log)
      ? [...this.#unwrapped, log]
      : this.#unwrapped.filter((other) => other !== log)
  }

  toggleProgram(log: LogId): void {
    const shown = this.showsProgram(log)
    this.programs = shown ? this.programs.filter((other) => other !== log) : [...this.programs, log]
    if (!shown) this.makeRoomForPrograms()
  }

  /** Shows the programs of the server and the client, unless some are shown already. */
  showPrograms(): void {
    if (this.programs.length > 0) return
    for (const log of this.#firstPrograms) this.toggleProgram(log)
  }

  /** The terminals whose programs slow motion shows first. */
  get #firstPrograms(): readonly LogId[] {
    const { logs } = this.definition
    return Object.keys(logs).filter((log) => !logs[log]?.programOnRequest)
  }

  /** A program and a log need more height than a log alone. */
  protected makeRoomForPrograms(): void {
    return undefined
  }

  isPending(name: (keyof C & string) | 'clear' | 'slowMotion'): boolean {
    return this.#pending.includes(name)
  }

  /** Refuses what was asked for before it reaches the lab. */
  refuse(message: string, advice?: string): null {
    this.fault = { code: 'input/invalid', message, ...(advice ? { advice } : {}) }
    return null
  }

  /** Calls the task's part of the lab; a fault is shown and gives null. */
  attempt<K extends keyof C & string>(
    name: K,
    ...input: Arguments<C[K]>
  ): Promise<{ value: OutputOf<C[K]> } | null> {
    return this.#pend(name, () => this.#around.lab.callTask<C, K>(this.task, name, ...input))
  }

  /** The same for a call that belongs to no task. */
  #attemptCommon<K extends keyof CommonCalls & string>(name: K, ...input: Arguments<CommonCalls[K]>) {
    return this.#pend(name, () => this.#around.lab.call(name, ...input))
  }

  async #pend<T>(name: string, ask: () => Promise<Result<T>>): Promise<{ value: T } | null> {
    this.fault = null
    this.#pending = [...this.#pending, name]
    const answer = await ask()
    this.#pending = this.#pending.toSpliced(this.#pending.indexOf(name), 1)
    if (answer.ok) return { value: answer.value }
    this.fault = answer.fault.code === 'run/cancelled' ? null : answer.fault
    return null
  }

  async setSlowMotion(on: boolean): Promise<boolean> {
    return (await this.#attemptCommon('slowMotion', { task: this.task, on })) !== null
  }

  /** Lets an endpoint go on from a stop of slow motion; what is shown of earlier faults stays. */
  async letGo(endpointId: number, stop: number): Promise<void> {
    const answer = await this.#around.lab.call('step', { task: this.task, endpointId, stop })
    if (!answer.ok) this.fault = answer.fault
  }

  /** Stops the servers that other tasks of this app have left listening, and says so; false when there are none. */
  stopOtherServers(port?: number): Promise<boolean> {
    return stopServersOfOthers(this.#around, this.task, port)
  }

  /** Programs of the student's in this task's panes; null: no task of this window runs any. */
  get students(): StudentPrograms | null {
    return this.#around.students?.programs ?? null
  }

  /** What is known of them among this task's datagrams; of a kept run nothing is. */
  get known(): KnownPrograms | null {
    return this.showsKept ? null : (this.students?.knownIn(this.task) ?? null)
  }

  /** What the sessions of other tasks say to a question of this one. */
  saidElsewhere(question: string): string[] {
    const { sessions } = this.#around
    return sessions.tasks.flatMap(({ id, lesson }) => {
      const say = id === this.task ? undefined : lesson?.alsoSays?.[question]
      return say?.({ ...sessions.live(id).lessonView, own: null, answered: [] }) ?? []
    })
  }

  async allowRemote(): Promise<void> {
    this.fault = null
    await this.#around.sessions.allowRemote(true)
  }

  async clear(): Promise<void> {
    await this.#attemptCommon('clear', { task: this.task })
    await this.students?.emptyIn(this.task)
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
