/** Task 4's tab: one number by hand, or a run of many; what is typed, what goes on, what came out. */
import type { SeriesKind, SeriesNews, SeriesStates } from '#tasks/loss/model/series'
import type { RunState } from '#shared/events/session'
import { loopbackAddress, serverPort } from '#shared/exercise'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { loss } from '#tasks/loss/index'
import type { LossAction } from '#tasks/loss/lesson'
import type { LossBookmark } from '#tasks/loss/model/bookmark'
import { outcomeIn, runIn } from '#tasks/loss/model/kept-outcome'
import type { LossOwn } from '#tasks/loss/model/lesson-runs'
import {
  allPresets,
  type Preset,
  type PresetName,
  type LossOutcome,
  type LossParameters
} from '#tasks/loss/model/run'
import { readNumber } from '#ui/components/number-text'
import { PresetChoice } from './choice.svelte'
import { TwoByTwoForm } from './two-by-two.svelte'
import { limits, LossFields } from './fields.svelte'
import { RunCursor } from './cursor.svelte'
import { Expectations } from './expectations.svelte'
import { PastRuns } from './past-runs.svelte'
import type { SeriesHost } from './series-host'
import { SweepForm } from './sweep.svelte'
import { ToldSeries } from './told-series.svelte'
import { type LossView, writtenViews } from './views'

const numberWaitMs = 1000

const usualRows: readonly number[] = [1.5, 1, 1]

export class LossState extends LossFields {
  readonly definition = loss
  port = $state(String(serverPort))
  number = $state('99')
  silence: string | null = $state(null)
  readonly choice = new PresetChoice(() => this.typed)
  /** Whether the ledger is unfolded beneath the headline; null: as the window has room. */
  ledgerOpen: boolean | null = $state(null)
  rows: readonly number[] = $state.raw(usualRows)
  /** Of the two columns of a wide window, and of the pictures in the first of them. */
  wide: readonly number[] = $state.raw([1.5, 1])
  pictures: readonly number[] = $state.raw([1.2, 1])
  charts: readonly number[] = $state.raw([1, 1])
  columns: readonly number[] = $state.raw([1, 1])
  view: LossView = $state('run')
  readonly twoByTwo = new TwoByTwoForm(this.#host((plan) => this.attempt('twoByTwo', plan)))
  readonly sweep = new SweepForm(this.#host((plan) => this.attempt('sweep', plan)))
  readonly told = new ToldSeries({ sweep: this.sweep, 'two-by-two': this.twoByTwo })
  readonly expectations = new Expectations(this)
  readonly past = new PastRuns()
  /** The moment of the run that all pictures are at. */
  readonly cursor = new RunCursor()
  /** What was shown before a kept series. */
  #viewBefore: LossView = 'run'
  /** The fault that is shown is one of a run. */
  #runRefused = false

  readonly actions: Record<LossAction, () => Promise<void>> = {
    'send-number': () => this.#withServer(() => this.sendNumber()),
    'preset-eight': () => this.#runNamed('eight'),
    burst: () => this.#runNamed('burst'),
    'preset-slow': () => this.#runNamed('slow-server'),
    'preset-loss': () => this.#runNamed('loss'),
    'preset-no-loss': () => this.#runNamed('no-loss'),
    'all-before-reading': () => this.#runNamed('all-sent-before-reading')
  }

  #host<Plan>(start: (plan: Plan) => Promise<unknown>): SeriesHost<Plan> {
    return {
      parameters: () => this.parameters(),
      refuse: (message, advice) => this.refuse(message, advice),
      start: async (plan) => void (await start(plan))
    }
  }

  override get own(): LossOwn {
    return this.past
  }

  get server() {
    return this.session.open('server', 'server')
  }

  /** A run, a sweep or a 2x2 goes on: only one of them can. */
  get running(): boolean {
    return this.sending || this.seriesRunning !== null
  }

  /** A single run goes on. */
  get sending(): boolean {
    return this.session.run.phase === 'running' || this.isPending('run') || this.isPending('preset')
  }

  get seriesRunning(): SeriesKind | null {
    if (this.isPending('sweep')) return 'sweep'
    return this.told.running ?? (this.isPending('twoByTwo') ? 'two-by-two' : null)
  }

  /** Those that are shown: live, or a kept one. */
  get series(): SeriesStates {
    return this.told.shown
  }

  get outcome(): LossOutcome | null {
    const { run } = this.session
    return run.phase === 'finished' || run.phase === 'cancelled' ? outcomeIn(run.outcome) : null
  }

  protected override makeRoomForPrograms(): void {
    if (this.rows === usualRows) this.rows = [1, 0.8, 1.6]
  }

  async start(): Promise<void> {
    const port = readNumber(this.port, 'Port', limits.port)
    if (!port.ok) return void this.refuse(port.problem)
    this.#runRefused = false
    this.silence = null
    await this.attempt('startServer', { address: loopbackAddress, port: port.value })
  }

  async stop(): Promise<void> {
    await this.attempt('stopServer')
  }

  /** A run takes the place of the server that was started last: so it is started there, and then the run. */
  async usePort(port: number): Promise<void> {
    const runAgain = this.#runRefused
    this.port = String(port)
    await this.start()
    if (runAgain && this.server) await this.run()
  }

  async sendNumber(): Promise<void> {
    const number = readNumber(this.number, 'Number', limits.number)
    if (!number.ok) return void this.refuse(number.problem)
    this.silence = null
    const toStudent = this.students?.runs('task4-part1-server') ?? false
    const asked = { number: number.value, waitMs: numberWaitMs, toStudent }
    const sent = await this.attempt('sendNumber', asked)
    if (sent && sent.value.answered === 0) {
      this.silence = `No answer within ${numberWaitMs} ms. Is the server started? A datagram to a port that nobody has bound is thrown away, and the client is not told.`
    }
  }

  async run(): Promise<void> {
    this.silence = null
    const parameters = this.parameters()
    if (!parameters) return
    const guess = this.expectations.readGuess()
    if (!guess.ok) return void this.refuse(guess.problem, 'Nothing was started.')
    this.#runRefused = false
    this.takeOver()
    const done = await this.attempt('run', { ...parameters, guess: guess.value })
    this.#runRefused = done === null
    if (!done) return
    this.past.add(done.value)
    await this.expectations.settle(done.value)
  }

  /** The model's word on the fields, before the run: only when it is asked for. */
  async showModel(): Promise<void> {
    const parameters = this.parameters()
    if (parameters) await this.expectations.show(parameters)
  }

  /** Fills the fields: the student may say what will be lost, and runs it. */
  tryParameters(parameters: LossParameters): void {
    this.takeOver()
    this.fill(parameters)
    this.expectations.hide()
  }

  /** After a reload of the window the fields say again what the run was started with. */
  override restore(state: RunState): void {
    const run = runIn(state)
    if (run.phase !== 'idle') this.fill('outcome' in run ? run.outcome.value.parameters : run.parameters)
    const { sweep, 'two-by-two': twoByTwo } = this.told.live
    if (twoByTwo.phase !== 'idle') this.twoByTwo.restore(twoByTwo.plan)
    if (sweep.phase !== 'idle') this.sweep.restore(sweep.plan)
    const going = [sweep, twoByTwo].find((series) => series.phase === 'running')
    if (going?.phase !== 'running') return
    this.view = going.plan.kind
    this.fill(going.plan.base)
  }

  /** Where the student is in this tab, to be kept; nothing while the fields are off, or those of a kept run. */
  override get bookmark(): LossBookmark | undefined {
    const parameters = this.fieldsAreKept ? null : this.typed
    return parameters ? { view: writtenViews[this.view], parameters } : undefined
  }

  /** As it was when the window closed, unless something goes on or has come out here since. */
  override reopen(kept: unknown): void {
    if (this.session.run.phase !== 'idle' || this.seriesRunning) return
    const { view, parameters } = kept as LossBookmark
    this.view = view === 'compare' ? 'two-by-two' : view
    this.fill(parameters)
  }

  override showKept(run: Pick<KeptRunSummary, 'outcome'>): void {
    super.showKept(run)
    const viewBefore = this.told.keptKind ? this.#viewBefore : this.view
    this.told.show(run.outcome)
    this.#viewBefore = viewBefore
    this.view = this.told.keptKind ?? 'run'
  }

  override leaveKept(): void {
    if (this.view === this.told.keptKind) this.view = this.#viewBefore
    this.told.leave()
    super.leaveKept()
  }

  override join(state: unknown): void {
    this.told.join(state as SeriesStates)
  }

  override hear(news: unknown): void {
    this.told.hear(news as SeriesNews)
  }

  /** Fills the fields with what shows the preset on this machine; whether it could. */
  async fillPreset(preset: Preset): Promise<boolean> {
    const chosen = await this.attempt('preset', { name: preset.name })
    if (!chosen) return false
    this.choice.take({ preset, ...chosen.value })
    this.tryParameters(chosen.value.parameters)
    if (preset.name === 'loss') this.expectations.take(this.past.predicted)
    return true
  }

  async #withServer(work: () => Promise<void>): Promise<void> {
    this.view = 'run'
    if (!this.server) await this.start()
    if (this.server) await work()
  }

  async #runNamed(name: PresetName): Promise<void> {
    this.view = 'run'
    if (await this.fillPreset(allPresets.find((preset) => preset.name === name)!)) await this.run()
  }

  async cancel(): Promise<void> {
    await this.attempt('cancel')
  }
}
