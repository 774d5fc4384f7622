/** Task 4: one number by hand, and runs of 1 to n with their ledger. */
import type { Answers, InputOf, OutputOf } from '#shared/calls'
import { failure, type Result, success } from '#shared/fault'
import { type EndpointAddress } from '#shared/events/address'
import type { EndpointInfo } from '#shared/events/endpoint'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import { monotonicMs } from '#lab/clock'
import { busy, OneAtATime } from '#lab/session/one-at-a-time'
import type { Session } from '#lab/session/session'
import type { TaskLab, TaskNeeds } from '#lab/session/task-lab'
import { runClient } from '#lab/session/client-run'
import { ServerSlot } from '#lab/session/server-slot'
import type { lossCalls } from '../model/calls'
import { lossOutcome } from '../model/kept-outcome'
import type { LossOutcome } from '../model/outcome'
import { type LossParameters, plannedTooLong } from '../model/parameters'
import type { SeriesStates } from '../model/series'
import { Calibration } from './calibration/calibration'
import { proposeExperiment } from './experiment'
import { forecast } from './forecast'
import { type Pair, runNumbers } from './numbers-run'
import { type RunStage, shownStage } from './run-stage'
import { Series } from './series'
import type { Turn } from './turn'

type Calls = typeof lossCalls

export class LossLab implements TaskLab<Calls> {
  readonly session: Session
  /** Sweeps and the 2x2: many runs, one after the other. */
  readonly series: Series
  /** Presets for this machine. */
  readonly calibration: Calibration
  readonly calls: Answers<Calls> = {
    startServer: (local) => this.startServer(local),
    stopServer: async () => success(await this.stopServers()),
    sendNumber: (input) => this.sendNumber(input),
    forecast: (input) => forecast(input, this.address),
    experiment: (input) => proposeExperiment(input, this.address),
    preset: ({ name }) => this.calibration.preset(name),
    run: (input) => this.run(input),
    sweep: (plan) => this.series.run(plan),
    twoByTwo: (plan) => this.series.run(plan),
    cancel: () => this.cancel()
  }
  readonly #server: ServerSlot
  readonly #stage: RunStage
  readonly #runs = new OneAtATime()

  /** Whether a run may move to a free port when its own is held. */
  readonly #movable: boolean

  constructor({ session, settings, threadPool }: TaskNeeds) {
    const port = settings.serverPort
    this.#movable = port === undefined
    this.session = session
    this.#server = new ServerSlot(
      session,
      { name: 'Server', role: 'server', log: 'server', program: { id: 'number-server' } },
      { address: settings.serverAddress ?? loopbackAddress, port: port ?? serverPort }
    )
    this.#stage = shownStage(session, settings)
    this.series = new Series(this, settings, threadPool)
    this.calibration = new Calibration(this, settings, threadPool)
  }

  get address(): string {
    return this.#server.place.address
  }

  state(): SeriesStates {
    return this.series.states
  }

  async startServer(local: EndpointAddress): Promise<Result<EndpointInfo>> {
    if (this.#runs.isRunning) return busy
    await (this.session.run.state.phase === 'idle' ? this.session.ready() : this.session.reset())
    // A run that began meanwhile has stopped what was there; what comes now would be in its terminals.
    if (this.#runs.isRunning) return busy
    return this.#server.start({
      local: { address: local.address, port: local.port },
      behaviour: { kind: 'reply', text: texts.reply, delayMs: 0 }
    })
  }

  stopServers(): Promise<void> {
    return this.#server.stop()
  }

  /** Part 1. A server that is off is started first: what there is to see is the number, not the switch. */
  async sendNumber({
    number,
    waitMs,
    toStudent = false
  }: InputOf<Calls['sendNumber']>): Promise<Result<OutputOf<Calls['sendNumber']>>> {
    if (this.#runs.isRunning) return busy
    if (toStudent && this.session.run.state.phase !== 'idle') await this.session.reset()
    else if (!toStudent && !this.#server.thread) {
      const started = await this.#startAnywhere()
      if (!started.ok) return started
    }
    await this.session.ready()
    if (this.#runs.isRunning) return busy
    const result = await runClient(this.session, {
      name: this.session.nextName('Client'),
      log: 'client',
      program: { id: 'message-client' },
      targets: [toStudent ? { address: loopbackAddress, port: serverPort } : this.#server.place],
      text: String(number),
      waitMs
    })
    return result.ok ? success({ answered: result.value.received }) : result
  }

  async #startAnywhere(): Promise<Result<EndpointInfo>> {
    const { place } = this.#server
    const started = await this.startServer(place)
    if (started.ok || !this.#movable || started.fault.freePort === undefined) return started
    return this.startServer({ ...place, port: started.fault.freePort })
  }

  /** Parts 2 to 4. The terminals begin anew; part 1's server makes room for the run's own. */
  async run({ guess = null, ...parameters }: InputOf<Calls['run']>): Promise<Result<LossOutcome>> {
    if (this.#runs.isRunning) return busy
    const tooLong = plannedTooLong(parameters)
    return tooLong
      ? failure('input/invalid', tooLong)
      : this.#runs.alone(() => this.#measure(parameters, guess))
  }

  /** Resolves when no run is on any more; one that is, is cancelled, and so is one that follows at once. */
  finish(): Promise<void> {
    return this.#runs.finish()
  }

  /** As finish, and what series measured is forgotten. */
  async forget(): Promise<void> {
    await this.finish()
    this.series.forget()
  }

  /** As finish, for good: no run begins any more. */
  async end(): Promise<void> {
    await this.#runs.end()
    await Promise.all([this.series.close(), this.calibration.close()])
  }

  async #measure(parameters: LossParameters, guess: number | null): Promise<Result<LossOutcome>> {
    const { session } = this
    await this.#server.stop()
    await session.reset()
    session.run.set({ phase: 'running', parameters, startedAtMs: monotonicMs() })
    const place = this.#server.place
    const result = await runNumbers(this.#stage, { place, movable: this.#movable }, parameters, this.#paired)
    if (!result.ok) {
      session.run.set({ phase: 'failed', parameters, fault: result.fault })
      return result
    }
    const { cancelled } = result.value
    const outcome = { ...result.value.outcome, guess }
    session.run.set({ phase: cancelled ? 'cancelled' : 'finished', outcome: lossOutcome(outcome) })
    return success(outcome)
  }

  /** Holds the place of a run for a series of them. */
  hold<T>(series: (turn: Turn) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#runs.alone(async () => {
      const where = { place: this.#server.place, movable: this.#movable }
      await this.#server.stop()
      return series({ where, cancelled: () => this.#runs.isCancelled, onPair: this.#paired })
    })
  }

  /** From now on these are what cancel stops. */
  readonly #paired = ({ server, client }: Pair): void =>
    this.#runs.stoppedBy(() => {
      client.cancel()
      server.cancel()
    })

  /** Stops the run that is on; what it has measured by then is its outcome. */
  cancel(): Result<void> {
    return this.#runs.cancel()
  }
}
