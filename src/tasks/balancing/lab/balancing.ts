/** Load balancing: a pool behind one address, and runs of a crowd of clients against it. */
import type { Answers } from '#shared/calls'
import { countKinds, type EventBatch, EventKind, type EventKindCode } from '#shared/events/batch'
import { type EndpointBeyond, sumKinds } from '#shared/events/beyond'
import { loopbackAddress, serverPort } from '#shared/exercise'
import { done, failure, type FaultCode, type Result, success } from '#shared/fault'
import { monotonicMs } from '#lab/clock'
import { OneAtATime } from '#lab/session/one-at-a-time'
import type { Session } from '#lab/session/session'
import type { TaskLab, TaskNeeds } from '#lab/session/task-lab'
import type { balancingCalls } from '../model/calls'
import { runsOf, type Series, type SeriesPlan, type SeriesStates, type SweepPlan } from '../model/series'
import { readValues } from '../model/sweep'
import { type BalanceOutcome, balanceOutcome } from '../model/outcome'
import { type BalancingParameters, whyNot } from '../model/parameters'
import { tellerOf } from '../model/tellers'
import { sizeOf, type Trace } from '../model/trace'
import { runBalance } from './balance-run'
import { readDescriptors, tooFewDescriptors } from './descriptors'
import type { Stage, Where } from './stage/front'
import { openStage } from './stage/open-stage'
import type { PoolServers } from './stage/pool-servers'

type Calls = typeof balancingCalls

/** Why one run of several cannot be, when the others can. */
const passedOver: readonly FaultCode[] = ['lab/no-engine', 'input/invalid']

/** A pool that stands without clients of the lab. */
export interface Standing extends Stage {
  /** What each server received and answered, as far as was told. */
  counts: () => readonly { received: number; replied: number }[]
}

const countOf = (news: EventBatch | EndpointBeyond, ...kinds: EventKindCode[]): number =>
  'counts' in news ? sumKinds(news.counts, ...kinds) : countKinds(news, ...kinds)

export class BalancingLab implements TaskLab<Calls> {
  readonly session: Session
  readonly calls: Answers<Calls> = {
    startPool: (parameters) => this.startPool(parameters),
    stopPool: async () => success(await this.stopServers()),
    run: (parameters) => this.run(parameters),
    cancel: () => this.#runs.cancel(),
    compare: ({ parameters }) => this.compare(parameters),
    sweep: (plan) => this.sweep(plan),
    stopServer: ({ server }) => this.#atPool((pool) => pool.stop(server)),
    startServer: ({ server }) => this.#atPool((pool) => pool.start(server)),
    setPace: ({ server, serviceUs }) => this.#atPool((pool) => pool.setPace(server, serviceUs))
  }
  /** The balancer's own. */
  readonly #where: Where
  readonly #runs = new OneAtATime()
  #stage: Stage | null = null
  #lastTrace: Trace | null = null
  readonly #tell: (series: Series) => void
  #shown: SeriesStates = {}

  constructor({ session, settings }: TaskNeeds) {
    this.session = session
    this.#tell = (news) => settings.onEvent({ type: 'task', task: session.task, news })
    this.#where = {
      movable: settings.serverPort === undefined,
      place: {
        address: settings.serverAddress ?? loopbackAddress,
        port: settings.serverPort ?? serverPort
      }
    }
  }

  /** It stands until it is stopped, or a run begins. */
  async startPool(parameters: BalancingParameters): Promise<Result<void>> {
    const started = await this.stand(parameters)
    return started.ok ? done : started
  }

  /** The same, for whoever wants to know more of it than its address. */
  async stand(parameters: BalancingParameters, { counted = false } = {}): Promise<Result<Standing>> {
    const counts = parameters.servers.map(() => ({ received: 0, replied: 0 }))
    const stood = await this.#runs.alone(() => this.#stand(parameters, counted))
    if (!stood.ok) return stood
    this.session.onNews = (news) => {
      const info = this.session.endpoint(news.endpointId)
      const teller = info && tellerOf(info)
      const count = teller && typeof teller === 'object' ? counts[teller.server] : undefined
      if (!count) return
      count.received += countOf(news, EventKind.received, EventKind.served)
      count.replied += countOf(news, EventKind.sent, EventKind.served)
    }
    return success({ ...stood.value, counts: () => counts })
  }

  /** In a session of its own: what stood before is closed. */
  async #stand(parameters: BalancingParameters, counted = false): Promise<Result<Stage>> {
    const refusal =
      whyNot(parameters, this.#where.place) ?? tooFewDescriptors(parameters, await readDescriptors())
    if (refusal) return { ok: false, fault: refusal }
    await this.#leave()
    await this.session.reset()
    const stage = await openStage(this.session, { ...this.#where, counted }, parameters)
    if (stage.ok) this.#stage = stage.value
    return stage
  }

  run(parameters: BalancingParameters): Promise<Result<BalanceOutcome>> {
    return this.#runs.alone(() => this.#measure(parameters, null))
  }

  /** Its clients send as in the trace: how many they are, and how much each sends, is the trace's. */
  replay(parameters: BalancingParameters, trace: Trace): Promise<Result<BalanceOutcome>> {
    return this.#runs.alone(() => this.#measure(parameters, trace))
  }

  /** When which client sent in the last run; null: there was none. */
  get lastTrace(): Trace | null {
    return this.#lastTrace
  }

  /**
   * One trace before every balancer.
   *
   * @param given null: the last run's, or where there was none, one that is recorded first
   */
  compare(parameters: BalancingParameters, given: Trace | null = this.#lastTrace): Promise<Result<Series>> {
    return this.#runs.alone(async () => {
      const trace = given ? success(given) : await this.#record(parameters)
      return trace.ok ? this.#series({ kind: 'compare', parameters }, trace.value) : trace
    })
  }

  sweep(plan: SweepPlan): Promise<Result<Series>> {
    const values = readValues(plan.vary, plan.values)
    if (!values.ok) return Promise.resolve(values)
    return this.#runs.alone(() => this.#series({ kind: 'sweep', ...plan, values: values.value }, null))
  }

  async #record(parameters: BalancingParameters): Promise<Result<Trace>> {
    const recorded = await this.#measure({ ...parameters, balancer: 'lab', failAfter: null }, null)
    if (!recorded.ok) return recorded
    return this.#lastTrace ? success(this.#lastTrace) : failure('lab/failed', 'Nothing was recorded.')
  }

  /** One run after the other; one that cannot be is told and passed over. */
  async #series(plan: SeriesPlan, trace: Trace | null): Promise<Result<Series>> {
    const runs = runsOf(plan)
    const replayed = trace && { name: trace.name, datagrams: trace.atUs.length }
    let series: Series = { plan, phase: 'running', of: runs.length, entries: [], trace: replayed }
    const become = (next: Partial<Series>): void => {
      series = { ...series, ...next }
      this.#shown = { ...this.#shown, [plan.kind]: series }
      this.#tell(series)
    }
    become({})
    for (const parameters of runs) {
      if (this.#runs.isCancelled) break
      const result = await this.#measure(parameters, trace)
      if (!result.ok && !passedOver.includes(result.fault.code)) {
        become({ phase: 'cancelled' })
        return result
      }
      // What a run that was cancelled has measured is not what the others have.
      if (this.#runs.isCancelled) break
      const entry = result.ok
        ? { parameters: result.value.parameters, outcome: result.value }
        : { parameters, why: result.fault.message }
      become({ entries: [...series.entries, entry] })
    }
    become({ phase: this.#runs.isCancelled ? 'cancelled' : 'ended' })
    return success(series)
  }

  /** What series have shown last, for a window that joins. */
  state(): SeriesStates {
    return this.#shown
  }

  async #measure(asked: BalancingParameters, trace: Trace | null): Promise<Result<BalanceOutcome>> {
    const parameters = trace ? { ...asked, ...sizeOf(trace), rate: 0, trace: trace.name } : asked
    const { session } = this
    const stage = await this.#stand(parameters)
    if (!stage.ok) return stage
    session.run.set({ phase: 'running', parameters, startedAtMs: monotonicMs() })
    const result = await runBalance({
      session,
      stage: stage.value,
      parameters,
      arrivals: trace,
      onCrowd: (crowd) => this.#runs.stoppedBy(() => crowd.cancel())
    })
    await this.#leave()
    if (!result.ok) {
      session.run.set({ phase: 'failed', parameters, fault: result.fault })
      return result
    }
    const { cancelled, outcome, arrivals } = result.value
    this.#lastTrace = trace ?? { name: 'the last run', ...arrivals }
    session.run.set({ phase: cancelled ? 'cancelled' : 'finished', outcome: balanceOutcome(outcome) })
    return success(outcome)
  }

  async #atPool(work: (pool: PoolServers) => Promise<Result<void>>): Promise<Result<void>> {
    if (this.#stage) return work(this.#stage.pool)
    return failure('run/not-running', 'No pool stands: its servers cannot be reached.', {
      advice: 'Start the pool, or a run.'
    })
  }

  /** Closes the pool and what stands before it. */
  async #leave(): Promise<void> {
    const stage = this.#stage
    this.#stage = null
    await Promise.all([stage?.front.close(), stage?.pool.close()])
  }

  /** A run that is on is cancelled: without servers it would measure nothing. */
  async stopServers(): Promise<void> {
    await this.#runs.finish()
    await this.#leave()
  }

  cancel(): Result<void> {
    return this.#runs.cancel()
  }

  /** What series have shown is forgotten too. */
  async forget(): Promise<void> {
    await this.stopServers()
    this.#shown = {}
  }

  async end(): Promise<void> {
    await this.#runs.end()
    await this.#leave()
  }
}
