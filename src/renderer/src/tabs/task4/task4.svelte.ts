/** Task 4's tab: one number by hand, or a run of many; what is typed, what goes on, what came out. */
import { type LossAction, lossLesson } from '#tasks/loss/lesson'
import type { SeriesKind } from '#shared/model/series'
import type { RunState } from '#shared/model/session'
import { loopbackAddress, serverPort } from '#shared/tasks/catalogue'
import type { Bookmark } from '#shared/settings'
import {
  allPresets,
  type Preset,
  type PresetName,
  type Task4Outcome,
  type Task4Parameters
} from '#shared/tasks/task4'
import { readNumber } from '../../components/number-text'
import { TwoByTwoForm } from './two-by-two/two-by-two.svelte'
import { limits, Task4Fields } from './fields.svelte'
import { Foresight } from './run/foresight.svelte'
import type { SeriesHost } from './series/host'
import { SweepForm } from './sweep/sweep.svelte'

/** What Task 4's tab shows. */
export type LossView = 'run' | 'two-by-two' | 'sweep'

/** What each is called in the settings file, where names stay what they were. */
const writtenViews = { run: 'run', 'two-by-two': 'compare', sweep: 'sweep' } as const

const numberWaitMs = 1000

const usualRows: readonly number[] = [1.9, 1]

export class Task4 extends Task4Fields {
  readonly task = 'task4'
  port = $state(String(serverPort))
  number = $state('99')
  silence: string | null = $state(null)
  rows: readonly number[] = $state.raw(usualRows)
  charts: readonly number[] = $state.raw([1, 1])
  columns: readonly number[] = $state.raw([1, 1])
  view: LossView = $state('run')
  readonly twoByTwo = new TwoByTwoForm(this.#host((plan) => this.attempt('twoByTwo', plan)))
  readonly sweep = new SweepForm(this.#host((plan) => this.attempt('sweep', plan)))
  readonly foresight = new Foresight(this)
  /** The fault that is shown is one of a run. */
  #runRefused = false

  readonly lesson = lossLesson
  readonly actions: Record<LossAction, () => Promise<void>> = {
    'start-server': () => this.#withServer(async () => undefined),
    'send-number': () => this.#withServer(() => this.sendNumber()),
    'preset-eight': () => this.#runNamed('eight'),
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

  get server() {
    return this.session.open('server', 'server')
  }

  /** A run, a sweep or a 2x2 goes on: only one of them can. */
  get running(): boolean {
    return this.sending || this.seriesRunning !== null
  }

  /** A single run goes on. */
  get sending(): boolean {
    return this.session.run.phase === 'running' || this.isPending('run')
  }

  get seriesRunning(): SeriesKind | null {
    if (this.series.sweep.phase === 'running' || this.isPending('sweep')) return 'sweep'
    return this.series['two-by-two'].phase === 'running' || this.isPending('twoByTwo') ? 'two-by-two' : null
  }

  get outcome(): Task4Outcome | null {
    const { run } = this.session
    return run.phase === 'finished' || run.phase === 'cancelled' ? run.outcome : null
  }

  protected override makeRoomForPrograms(): void {
    if (this.rows === usualRows) this.rows = [1, 1.6]
  }

  async start(): Promise<void> {
    const port = readNumber(this.port, 'Port', limits.port)
    if (!port.ok) return void this.refuse(port.problem)
    this.#runRefused = false
    await this.attempt('startServer', { task: this.task, address: loopbackAddress, port: port.value! })
  }

  async stop(): Promise<void> {
    await this.attempt('stopServer', { task: this.task })
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
    const sent = await this.attempt('sendNumber', { number: number.value!, waitMs: numberWaitMs })
    if (sent && sent.value.answered === 0) {
      this.silence = `No answer within ${numberWaitMs} ms. Is the server started? A datagram to a port that nobody has bound is thrown away, and the client is not told.`
    }
  }

  async run(): Promise<void> {
    this.silence = null
    const parameters = this.parameters()
    if (!parameters) return
    const guess = this.foresight.readGuess()
    if (!guess.ok) return void this.refuse(guess.problem, 'Nothing was started.')
    this.#runRefused = false
    this.own()
    const done = await this.attempt('run', { ...parameters, guess: guess.value })
    this.#runRefused = done === null
    if (done) await this.foresight.settle(done.value)
  }

  /** The model's word on the fields, before the run: only when it is asked for. */
  async showModel(): Promise<void> {
    const parameters = this.parameters()
    if (parameters) await this.foresight.show(parameters)
  }

  /** Fills the fields: the student may say what will be lost, and runs it. */
  tryParameters(parameters: Task4Parameters): void {
    this.fill(parameters)
    this.foresight.hide()
  }

  /** After a reload of the window the fields say again what the run was started with. */
  restore(run: RunState): void {
    if (run.phase !== 'idle') this.fill('outcome' in run ? run.outcome.parameters : run.parameters)
    const { sweep, 'two-by-two': twoByTwo } = this.series
    if (twoByTwo.phase !== 'idle') this.twoByTwo.restore(twoByTwo.plan)
    if (sweep.phase !== 'idle') this.sweep.restore(sweep.plan)
    const going = [sweep, twoByTwo].find((series) => series.phase === 'running')
    if (going?.phase !== 'running') return
    this.view = going.plan.kind
    this.fill(going.plan.base)
  }

  /** Where the student is in this tab, to be kept; nothing while the fields are off, or those of a kept run. */
  get place(): Pick<Bookmark, 'task4'> {
    const parameters = this.fieldsAreKept ? null : this.typed
    return parameters ? { task4: { view: writtenViews[this.view], parameters } } : {}
  }

  /** As it was when the window closed, unless something goes on or has come out here since. */
  reopen({ view, parameters }: NonNullable<Bookmark['task4']>): void {
    if (this.session.run.phase !== 'idle' || this.seriesRunning) return
    this.view = view === 'compare' ? 'two-by-two' : view
    this.fill(parameters)
  }

  override showKept(parameters: Task4Parameters): void {
    this.view = 'run'
    super.showKept(parameters)
  }

  async runPreset({ parameters }: Preset): Promise<void> {
    this.fill(parameters)
    await this.run()
  }

  async #withServer(work: () => Promise<void>): Promise<void> {
    this.view = 'run'
    if (!this.server) await this.start()
    if (this.server) await work()
  }

  async #runNamed(name: PresetName): Promise<void> {
    this.view = 'run'
    await this.runPreset(allPresets.find((preset) => preset.name === name)!)
  }

  async cancel(): Promise<void> {
    await this.attempt('cancel')
  }
}
