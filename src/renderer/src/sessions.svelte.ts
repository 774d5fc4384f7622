/* eslint-disable svelte/prefer-svelte-reactivity -- plain stores: `version` tells that they grew */
/**
 * What the lab told, per task: endpoints, their events, the terminals' lines, the run. Series are plain stores that
 * only grow; `version` tells that they grew, at most once a frame.
 */
import type { SystemFacts } from '../../shared/contract'
import type { Fault } from '../../shared/fault'
import { cell, type EventBatch } from '../../shared/model/batch'
import type { EndpointInfo, EndpointRole, LogId } from '../../shared/model/endpoint'
import type { EngineName } from '../../shared/model/engine'
import { EventStore } from '../../shared/model/event-store'
import { LogLines } from '../../shared/model/log-lines'
import {
  isNewer,
  noSeries,
  type SeriesKind,
  type SeriesState,
  type SeriesStates
} from '../../shared/model/series'
import { joinSamples, noSamples, type QueueSamples } from '../../shared/model/queue-samples'
import type { HistoryStatus, KeptRunSummary } from '../../shared/model/kept-run'
import type { RunState, SessionEvent, SessionSnapshot } from '../../shared/model/session'
import { type TaskId, taskIds } from '../../shared/tasks/catalogue'
import type { Lab } from './lab'

export interface EndpointView {
  readonly info: EndpointInfo
  readonly store: EventStore
}

const phaseRank = { opening: 0, open: 1, closed: 2, failed: 2 } as const
/** Five frames of a usual screen, less a little. */
const showEveryMs = 80

const runRank = { idle: 0, running: 1, finished: 2, cancelled: 2, failed: 2 } as const

export class SessionView {
  /** Replaced when an endpoint appears or changes. */
  endpoints: readonly EndpointView[] = $state.raw([])
  run: RunState = $state.raw({ phase: 'idle' })
  /** Both receive queues of the run, replaced when they were looked at again. */
  queues: QueueSamples = $state.raw(noSamples)
  /** Grows when events came. */
  version = $state(0)
  readonly #logs = new Map<LogId, LogLines>()
  #byId = new Map<number, EndpointView>()

  constructor(
    readonly runId: string,
    readonly startedAtMs: number
  ) {}

  log(id: LogId): LogLines {
    const known = this.#logs.get(id)
    if (known) return known
    const lines = new LogLines()
    this.#logs.set(id, lines)
    return lines
  }

  setEndpoint(info: EndpointInfo): void {
    const known = this.#byId.get(info.id)
    if (known && phaseRank[known.info.state.phase] > phaseRank[info.state.phase]) return
    this.#byId.set(info.id, { info, store: known?.store ?? new EventStore() })
    this.endpoints = [...this.#byId.values()]
  }

  addBatch(batch: EventBatch): void {
    const endpoint = this.#byId.get(batch.endpointId)
    if (endpoint?.store.add(batch)) this.log(endpoint.info.log).add(endpoint.info, endpoint.store, batch)
  }

  addQueues(samples: QueueSamples): void {
    this.queues = joinSamples(this.queues, samples)
  }

  setRun(run: RunState): void {
    if (runRank[run.phase] >= runRank[this.run.phase]) this.run = run
  }

  /** The last endpoint of the terminal that is still there. */
  open(role: EndpointRole, log: LogId): EndpointInfo | null {
    return (
      this.endpoints.findLast(
        ({ info }) => info.role === role && info.log === log && info.state.phase === 'open'
      )?.info ?? null
    )
  }
}

const emptySession = (): SessionView => new SessionView('', 0)

export class Sessions {
  facts: SystemFacts | null = $state.raw(null)
  fault: Fault | null = $state.raw(null)
  /** Task 4's sweep and 2x2. */
  series: SeriesStates = $state.raw(noSeries)
  /** What changed in the history of runs, and what there is to tell of it. */
  history: HistoryStatus = $state.raw({ changes: 0, notices: [] })
  kept: Partial<Record<TaskId, { run: KeptRunSummary; view: SessionView } | null>> = $state.raw({})
  #views = $state.raw(
    Object.fromEntries(taskIds.map((id) => [id, emptySession()])) as Record<TaskId, SessionView>
  )
  #byRun = new Map<string, { task: TaskId; view: SessionView }>()
  #grown = new Set<SessionView>()
  #frame = 0
  #shownAtMs = Number.NEGATIVE_INFINITY
  #clockOffsetMs = Number.NEGATIVE_INFINITY

  readonly #lab: Lab

  constructor(lab: Lab) {
    this.#lab = lab
  }

  /** What the task's tab shows: a kept run while one is looked at, or what goes on. */
  of(task: TaskId): SessionView {
    return this.kept[task]?.view ?? this.#views[task]
  }

  live(task: TaskId): SessionView {
    return this.#views[task]
  }

  /** Shows a kept run in its task's tab, until leaveKept or until something begins there. */
  showKept(run: KeptRunSummary, view: SessionView): void {
    this.kept = { ...this.kept, [run.task]: { run, view } }
  }

  leaveKept(task: TaskId): void {
    if (this.kept[task]) this.kept = { ...this.kept, [task]: null }
  }

  /** The events' clock, as well as the events that came so far tell it. */
  nowMs(): number {
    return performance.now() + (Number.isFinite(this.#clockOffsetMs) ? this.#clockOffsetMs : 0)
  }

  /** Shows what is there already, then whatever comes; `replayed` is told the former. Returns its own undo. */
  attach(replayed: (snapshot: SessionSnapshot) => void): () => void {
    let early: SessionEvent[] | null = []
    const undo = this.#lab.onEvents((events) => {
      if (early) early.push(...events)
      else this.#take(events)
    })
    void this.#lab.call('attach').then((attached) => {
      if (attached.ok) {
        this.facts = attached.value.facts
        this.#setSeries('sweep', attached.value.series.sweep)
        this.#setSeries('compare', attached.value.series.compare)
        for (const snapshot of attached.value.sessions) {
          this.#replay(snapshot)
          replayed(snapshot)
        }
      } else this.fault = attached.fault
      const waiting = early ?? []
      early = null
      this.#take(waiting)
    })
    return () => {
      undo()
      cancelAnimationFrame(this.#frame)
    }
  }

  async allowRemote(allowed: boolean): Promise<void> {
    const answer = await this.#lab.call('allowRemote', { allowed })
    if (answer.ok) this.facts = answer.value
    else this.fault = answer.fault
  }

  async chooseEngine(engine: EngineName): Promise<void> {
    const answer = await this.#lab.call('chooseEngine', { engine })
    if (answer.ok) this.facts = answer.value
    else this.fault = answer.fault
  }

  #replay(snapshot: SessionSnapshot): void {
    this.#begin(snapshot.task, snapshot.runId, snapshot.startedAtMs)
    const view = this.#views[snapshot.task]
    for (const endpoint of snapshot.endpoints) view.setEndpoint(endpoint)
    for (const batch of snapshot.batches) this.#addBatch(view, batch)
    view.addQueues(snapshot.queues)
    view.setRun(snapshot.run)
  }

  #begin(task: TaskId, runId: string, startedAtMs: number): void {
    const view = this.#views[task]
    if (view.runId === runId) return
    this.leaveKept(task)
    this.#byRun.delete(view.runId)
    const fresh = new SessionView(runId, startedAtMs)
    this.#byRun.set(runId, { task, view: fresh })
    this.#views = { ...this.#views, [task]: fresh }
  }

  #take(events: readonly SessionEvent[]): void {
    for (const event of events) {
      if (event.type === 'began') {
        this.#begin(event.task, event.runId, event.startedAtMs)
        continue
      }
      if (event.type === 'series') {
        this.#setSeries(event.kind, event.series)
        continue
      }
      if (event.type === 'history') {
        this.history = event.status
        continue
      }
      // Events of a run that is over for this window are stale.
      const known = this.#byRun.get(event.runId)
      if (!known) continue
      const { task, view } = known
      if (event.type === 'endpoint') {
        if (event.endpoint.state.phase === 'opening') this.leaveKept(task)
        view.setEndpoint(event.endpoint)
      } else if (event.type === 'batch') this.#addBatch(view, event.batch)
      else if (event.type === 'queues') view.addQueues(event.samples)
      else view.setRun(event.run)
    }
  }

  #setSeries(kind: SeriesKind, series: SeriesState): void {
    if (isNewer(series, this.series[kind])) this.series = { ...this.series, [kind]: series }
  }

  #addBatch(view: SessionView, batch: EventBatch): void {
    view.addBatch(batch)
    if (batch.count > 0) {
      const lastMs = batch.baseMs + cell(batch.offsetUs, batch.count - 1) / 1000
      this.#clockOffsetMs = Math.max(this.#clockOffsetMs, lastMs - performance.now())
    }
    this.#grown.add(view)
    this.#frame ||= requestAnimationFrame((nowMs) => this.#show(nowMs))
  }

  /** A first event is shown at the next frame; of a rush that nobody can read some frames are enough. */
  #show(nowMs: number): void {
    const early = nowMs < this.#shownAtMs + showEveryMs
    this.#frame = early ? requestAnimationFrame((laterMs) => this.#show(laterMs)) : 0
    if (early) return
    this.#shownAtMs = nowMs
    for (const grown of this.#grown) grown.version++
    this.#grown.clear()
  }
}
