/* eslint-disable svelte/prefer-svelte-reactivity -- a map that never changes */
/** The tab of practice: which program, what it does, and what is said of it. */
import { practice } from '#tasks/practice/index'
import type { PracticeAction } from '#tasks/practice/lesson'
import { assignmentOf } from '#tasks/practice/model/assignment'
import type { practiceCalls } from '#tasks/practice/model/calls'
import type { CounterExample } from '#tasks/practice/model/counter-example'
import { type RoleName, roleOf } from '#tasks/practice/model/roles'
import { seedMaximum } from '#tasks/practice/model/search'
import {
  nothingChosen,
  type PracticeJoined,
  type PracticeNews,
  type PracticeState as ProgramState
} from '#tasks/practice/model/state'
import type { Told } from '#tasks/practice/model/trace'
import { readNumber } from '#ui/components/number-text'
import { type TabNeeds, TaskState } from '#ui/task-kit/task-state.svelte.ts'
import { KnownProgram } from './known-program.svelte'
import { PanePrograms } from './state/pane-programs.svelte'
import { ProgramScreen } from './screen/program-screen.svelte'
import { ToldPrograms } from './told-programs.svelte'
import { TracedText } from './traced-text.svelte'

const waitMs = 1000

export const seedLimits = { minimum: 0, maximum: seedMaximum, ungrouped: true } as const

/** Short enough to be written down; the field takes any. */
export const drawnSeed = (): string => String(Math.floor(Math.random() * 10_000))

export class PracticeState extends TaskState<typeof practiceCalls> {
  readonly definition = practice
  role: RoleName = $state('task1-server')
  /** What is to be sent to the student's server; empty: the exercise's text. */
  message = $state('')
  typed = $state('')
  /** Of the random datagrams: the same seed sends the same ones again. */
  seed = $state(drawnSeed())
  /** As the lab told it last. */
  now: ProgramState = $state.raw(nothingChosen)
  readonly screen = new ProgramScreen()
  /** Programs in the panes of other tasks. */
  readonly panes: PanePrograms
  readonly #lab: TabNeeds['lab']
  readonly #shell: TabNeeds['shell']
  readonly text = new TracedText()
  readonly #told = new ToldPrograms()
  readonly #known: ReadonlyMap<string, KnownProgram>
  /** Servers of the app wait for the student's client. */
  serving = $state(false)

  readonly actions: Record<PracticeAction, () => Promise<void>> = {
    choose: () => this.choose(),
    run: () => this.run(),
    talk: () => this.talk(),
    check: () => this.check()
  }

  override get own(): ProgramState {
    return this.now
  }

  /** The lines of Python's programs are told. */
  get isTraced(): boolean {
    return this.now.chosen?.name.toLowerCase().endsWith('.py') ?? false
  }

  get asServer(): boolean {
    return roleOf(this.role).side === 'server'
  }

  /** What the app's client sends, unless the student types something else. */
  get usualMessage(): string {
    const role = roleOf(this.role)
    const assignment = assignmentOf(null)
    return role.side === 'server' ? (role.requests(assignment)[0] ?? '') : ''
  }

  /** What stands in the field. */
  get shownMessage(): string {
    return this.message === '' ? this.usualMessage : this.message
  }

  get serverCount(): number {
    const role = roleOf(this.role)
    return role.side === 'client' ? role.servers(assignmentOf(null)).length : 0
  }

  get running(): boolean {
    return this.now.program.phase === 'running' || this.now.program.phase === 'compiling'
  }

  get checking(): boolean {
    return this.now.check.phase === 'checking'
  }

  /** A counter-example is looked for, or tried again. */
  get searching(): boolean {
    const { search } = this.now
    return search.phase === 'searching' || (search.phase === 'found' && search.replay.phase === 'replaying')
  }

  constructor(needs: TabNeeds) {
    super(needs)
    this.#lab = needs.lab
    this.#shell = needs.shell
    this.panes = new PanePrograms(needs.lab, this.#told)
    const { sessions } = needs
    const of = (id: string): KnownProgram =>
      new KnownProgram({
        told: this.#told,
        session: () => sessions.live(id),
        nowMs: () => sessions.nowMs()
      })
    this.#known = new Map(sessions.tasks.map(({ id }) => [id, of(id)]))
  }

  /** What is known of the student's programs in a task's session. */
  readonly knownIn = (task: string): KnownProgram | null => this.#known.get(task) ?? null

  override join(told: unknown): void {
    const { state, printed, text, traces, panes } = told as PracticeJoined
    this.panes.join(panes)
    this.now = state
    this.text.show(text, state.chosen?.name ?? '')
    this.#told.join('tab', traces)
    this.#told.addSockets(state)
    this.screen.begin(state.run)
    this.screen.add(state.run, printed)
  }

  override hear(told: unknown): void {
    const news = told as PracticeNews
    if ('pane' in news) return this.panes.hear(news)
    if ('stopped' in news) return this.#sayStopped(news.stopped)
    if ('state' in news) {
      if (news.state.run !== this.now.run) this.screen.begin(news.state.run)
      this.now = news.state
      this.#told.addSockets(news.state)
    } else if (news.run !== this.now.run) return
    else if ('printed' in news) this.screen.add(news.run, news.printed)
    else if ('traced' in news) this.#trace(news.traced)
    else this.text.show(news.text, this.now.chosen?.name ?? '')
  }

  #sayStopped(roles: readonly RoleName[]): void {
    this.panes.noteStopped(roles)
    const titles = roles.map((role) => roleOf(role).title)
    this.#shell.say(`Stopped, to free its port for the check: your ${titles.join(', your ')}`)
  }

  #trace(told: Told): void {
    this.text.add(told.entries)
    this.#told.add('tab', told, this.now.chosen?.name ?? '')
  }

  async choose(): Promise<void> {
    await this.attempt('choose')
  }

  async drop(file: File): Promise<void> {
    this.fault = null
    const given = await this.#lab.giveFile(file)
    if (given.ok) await this.attempt('takeDropped', { dropped: given.value })
    else this.fault = given.fault
  }

  async chooseInterpreter(): Promise<void> {
    await this.attempt('chooseInterpreter')
  }

  async usualInterpreter(): Promise<void> {
    await this.attempt('usualInterpreter')
  }

  async run(): Promise<void> {
    if (!this.asServer && !this.serving) await this.startServers()
    await this.attempt('run')
  }

  async stop(): Promise<void> {
    await this.attempt('stop')
  }

  async enter(): Promise<void> {
    const line = this.typed
    if (await this.attempt('type', { line })) this.typed = ''
  }

  async startServers(): Promise<void> {
    if (await this.attempt('startServers', { role: this.role, variant: null })) this.serving = true
  }

  async stopServers(): Promise<void> {
    if (await this.attempt('stopServers')) this.serving = false
  }

  async send(): Promise<void> {
    await this.attempt('send', { role: this.role, variant: null, text: this.shownMessage, times: 1, waitMs })
  }

  /** Whichever side the app has. */
  async talk(): Promise<void> {
    if (!this.running) await this.run()
    if (this.asServer) await this.send()
  }

  async check(): Promise<void> {
    this.serving = false
    await this.attempt('check', { role: this.role, variant: null })
  }

  async cancelCheck(): Promise<void> {
    await this.attempt('cancelCheck')
  }

  async search(): Promise<void> {
    const seed = readNumber(this.seed, 'The seed', seedLimits)
    if (!seed.ok) {
      this.refuse(seed.problem)
      return
    }
    await this.attempt('search', { role: this.role, variant: null, seed: seed.value })
  }

  async replay(): Promise<void> {
    await this.attempt('replay')
  }

  /** As `lab check --counter-example` writes it, for `lab replay`. */
  async saveExample(example: CounterExample): Promise<void> {
    await this.save('counter-example.json', `${JSON.stringify(example, null, 2)}\n`)
  }

  async watch(on: boolean): Promise<void> {
    await this.attempt('watch', { on })
  }

  chooseRole(role: RoleName): void {
    this.role = role
    if (this.serving) void this.stopServers()
  }

  override async clear(): Promise<void> {
    this.serving = false
    await super.clear()
  }
}
