/**
 * Series of Task 4's runs, one after the other through the very code of a single run. Only figures are kept, and of the 2x2
 * a thin trace of the server's queue.
 */
import { failure, type Result, success } from '#shared/fault'
import {
  type TwoByTwoPlan,
  noSeries,
  type SeriesKind,
  type SeriesNews,
  type SeriesPlan,
  type SeriesPoint,
  type SeriesResult,
  type SeriesState,
  type SeriesStates,
  type SweepPlan
} from '#tasks/loss/model/series'
import { keptSeries } from '#tasks/loss/model/kept-series'
import { plannedMs, pointsOf, refuseSeries, runsOf } from '#tasks/loss/model/series-plan'
import type { QueueTrace } from '#tasks/loss/model/queue-trace'
import type { LossOutcome } from '#tasks/loss/model/run'
import { monotonicMs } from '#lab/clock'
import type { ThreadPool } from '#lab/endpoints/thread-pool'
import type { LabSettings } from '#lab/session/lab-settings'
import { loss } from '../index'
import { modelledLoss } from './modelled-loss'
import { runNumbers } from './numbers-run'
import { QuietStage } from './run-stage'
import { TraceRecorder } from './trace-recorder'
import type { RunPlace, Turn } from './turn'

/** Unique in the process, and rising. */
let nextId = 1

export class Series {
  readonly #place: RunPlace
  readonly #stage: QuietStage
  readonly #tell: LabSettings['onEvent']
  readonly #begin: LabSettings['onSeries']
  #states: SeriesStates = noSeries

  constructor(place: RunPlace, settings: LabSettings, threadPool: ThreadPool) {
    this.#place = place
    this.#tell = settings.onEvent
    this.#begin = settings.onSeries
    this.#stage = new QuietStage({ settings, threadPool, programs: loss.programs })
  }

  /** The last series of each kind, for a window that joins. */
  get states(): SeriesStates {
    return this.#states
  }

  /** Closes what a series may have open, for good. */
  close(): Promise<void> {
    return this.#stage.close()
  }

  /** Forgets what was measured; call it when nothing runs. */
  forget(): void {
    this.#states = {
      sweep: { id: nextId++, phase: 'idle' },
      'two-by-two': { id: nextId++, phase: 'idle' }
    }
    this.#tellWindow('sweep')
    this.#tellWindow('two-by-two')
  }

  /**
   * Runs the plan. A cancelled series is a success with what was done by then; the run that was cut short is not in it.
   * Faults: input/invalid (beyond the limits; nothing was started), run/already-running, and those of a run, after
   * which what was done before stays in `states`.
   */
  run<P extends SweepPlan | TwoByTwoPlan>(plan: P): Promise<Result<SeriesResult<P>>> {
    const refusal = refuseSeries(plan)
    if (refusal !== null) return Promise.resolve(failure('input/invalid', refusal))
    return this.#place.hold((turn) => this.#keeping(plan, () => this.#measure(plan, turn)))
  }

  /** What was measured is kept when it is over, whichever way it ended. */
  async #keeping<T>({ kind }: SeriesPlan, work: () => Promise<T>): Promise<T> {
    const startedAtMs = monotonicMs()
    const end = this.#begin?.({ task: loss.id, what: kind, startedAtEpochMs: Date.now() })
    const result = await work()
    const series: SeriesState = this.#states[kind]
    const ended = series.phase === 'idle' || series.phase === 'running' ? null : series
    const outcome = ended && keptSeries(ended)
    const durationMs = Math.round(monotonicMs() - startedAtMs)
    end?.(outcome && ended && { startedAtMs, durationMs, end: ended.phase, outcome })
    return result
  }

  async #measure<P extends SeriesPlan>(plan: P, turn: Turn): Promise<Result<SeriesResult<P>>> {
    const id = nextId++
    const runs = runsOf(plan)
    const progress = new Progress(runs.map(({ parameters }) => plannedMs(parameters)))
    let points: readonly SeriesPoint[] = pointsOf(plan).map((parameters) => ({
      parameters,
      buffers: null,
      model: null,
      trace: null,
      runs: []
    }))
    const become = (state: { phase: 'running' | 'finished' | 'cancelled' }): SeriesResult<P> =>
      this.#become({ id, plan, points, progress: progress.state, ...state } as SeriesResult<P>)
    become({ phase: 'running' })
    for (const { point, parameters } of runs) {
      const recorder = plan.kind === 'two-by-two' ? new TraceRecorder() : null
      const result = await this.#one(parameters, turn, recorder)
      if (!result.ok) {
        this.#become<P>({
          id,
          plan,
          points,
          progress: progress.state,
          phase: 'failed',
          fault: result.fault
        } as SeriesResult<P>)
        return result
      }
      if (result.value === null) return success(become({ phase: 'cancelled' }))
      const trace = recorder?.traceOf(parameters) ?? null
      points = points.with(point, withRun(plan.kind, points[point]!, result.value, trace))
      progress.advance()
      become({ phase: 'running' })
    }
    return success(become({ phase: 'finished' }))
  }

  /** A whole run, or null when it was cancelled. */
  async #one(
    parameters: LossOutcome['parameters'],
    turn: Turn,
    recorder: TraceRecorder | null
  ): Promise<Result<LossOutcome | null>> {
    if (turn.cancelled()) return success(null)
    const result = await runNumbers(
      recorder?.watching(this.#stage) ?? this.#stage,
      turn.where,
      parameters,
      (pair) => {
        // The next run finds at once the port that this one found free.
        if (pair.server.local) turn.where = { ...turn.where, place: pair.server.local }
        turn.onPair(pair)
      }
    )
    if (!result.ok) return turn.cancelled() ? success(null) : result
    return success(result.value.cancelled || turn.cancelled() ? null : result.value.outcome)
  }

  #become<P extends SeriesPlan>(series: SeriesResult<P>): SeriesResult<P> {
    const { kind } = series.plan
    this.#states = { ...this.#states, [kind]: series }
    this.#tellWindow(kind)
    return series
  }

  #tellWindow(kind: SeriesKind): void {
    const news: SeriesNews = { kind, series: this.#states[kind] }
    this.#tell({ type: 'task', task: loss.id, news })
  }
}

function withRun(
  kind: SeriesKind,
  point: SeriesPoint,
  outcome: LossOutcome,
  trace: QueueTrace | null
): SeriesPoint {
  const { ledger, kernelDrops, elapsedMs, buffers } = outcome
  // Runs of the same parameters have the same forecast: it is played to its end once.
  const model = point.model ?? (kind === 'sweep' ? modelledLoss(outcome) : null)
  return { ...point, buffers, model, trace, runs: [...point.runs, { ledger, kernelDrops, elapsedMs }] }
}

/** Runs done, and the time that the others should take: planned times, at the pace of the runs so far. */
class Progress {
  readonly #plannedMs: readonly number[]
  readonly #startedAtMs = monotonicMs()
  readonly #totalMs: number
  #done = 0
  #doneMs = 0

  constructor(plannedMs: readonly number[]) {
    this.#plannedMs = plannedMs
    this.#totalMs = plannedMs.reduce((sum, ms) => sum + ms, 0)
  }

  advance(): void {
    this.#doneMs += this.#plannedMs[this.#done]!
    this.#done += 1
  }

  get state(): { done: number; total: number; leftMs: number | null } {
    const pace = this.#done === 0 ? null : (monotonicMs() - this.#startedAtMs) / this.#doneMs
    return {
      done: this.#done,
      total: this.#plannedMs.length,
      leftMs: pace === null ? null : Math.round(pace * (this.#totalMs - this.#doneMs))
    }
  }
}
