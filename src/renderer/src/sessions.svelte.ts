/* eslint-disable svelte/prefer-svelte-reactivity -- plain stores: `version` tells that they grew */
/**
 * What the lab told, per task: endpoints, their events, the terminals' lines, the run. Series are plain stores that
 * only grow; `version` tells that they grew, at most once a frame.
 */
import type { SystemFacts } from '#shared/contract'
import type { Fault } from '#shared/fault'
import { cell, type EventBatch } from '#shared/events/batch'
import type { EngineName } from '#shared/events/engine'
import type { Motion } from '#shared/events/motion'
import type { HistoryStatus } from '#shared/events/history-status'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { SessionEvent, SessionHead } from '#shared/events/session'
import type { Lesson } from '#shared/lessons/lesson'
import type { ProgramTable } from '#shared/events/program-lines'
import { Joining } from './join-session'
import type { Lab } from './lab'
import { pauseAfter } from './pace'
import { SessionView } from './session-view.svelte'

export { type EndpointView, SessionView } from './session-view.svelte'

/** The least is five frames of a usual screen, less a little. */
const pauseMs = { least: 80, most: 500 }
/** So many that nobody reads them before the next come. */
const rushEvents = 1000

/** What sessions must know of each task. */
interface SessionTask {
  id: string
  name: string
  programs: ProgramTable
  lesson?: Pick<Lesson, 'alsoSays'>
}

/** Whoever is told what a task's part of the lab tells its own tab. */
export interface NewsHearer {
  join: (state: unknown) => void
  hear: (news: unknown) => void
}

export class Sessions {
  facts: SystemFacts | null = $state.raw(null)
  fault: Fault | null = $state.raw(null)
  /** What changed in the history of runs, and what there is to tell of it. */
  history: HistoryStatus = $state.raw({ changes: 0, notices: [] })
  kept: Readonly<Record<string, { run: KeptRunSummary; view: SessionView } | null>> = $state.raw({})
  #views: ReadonlyMap<string, SessionView> = $state.raw(new Map())
  readonly tasks: readonly SessionTask[]
  readonly #hearers = new Map<string, NewsHearer>()
  #bySession = new Map<string, { task: string; view: SessionView }>()
  #grown = new Set<SessionView>()
  #frame = 0
  #shownAtMs = Number.NEGATIVE_INFINITY
  /** What the last frame with new events took, its drawing included. */
  #costMs = 0
  /** Events that came after it. */
  #came = 0
  #clockOffsetMs = Number.NEGATIVE_INFINITY

  readonly #lab: Lab
  readonly #joining: Joining

  constructor(lab: Lab, tasks: readonly SessionTask[]) {
    this.#lab = lab
    this.tasks = tasks
    this.#views = new Map(tasks.map(({ id, programs }) => [id, new SessionView('', 0, programs)]))
    this.#joining = new Joining(lab)
  }

  /** From now on the hearer is told what the task's part of the lab tells. */
  connect(task: string, hearer: NewsHearer): void {
    this.#hearers.set(task, hearer)
  }

  /** What the task's tab shows: a kept run while one is looked at, or what goes on. */
  of(task: string): SessionView {
    return this.kept[task]?.view ?? this.live(task)
  }

  /** @throws RangeError of a task that this window does not have */
  live(task: string): SessionView {
    const view = this.#views.get(task)
    if (!view) throw new RangeError(`no task ${task}`)
    return view
  }

  /** Shows a kept run in its task's tab, until leaveKept or until something begins there. */
  showKept(run: KeptRunSummary, view: SessionView): void {
    this.kept = { ...this.kept, [run.task]: { run, view } }
  }

  leaveKept(task: string): void {
    if (this.kept[task]) this.kept = { ...this.kept, [task]: null }
  }

  /** The events' clock, as well as the events that came so far tell it. */
  nowMs(): number {
    return performance.now() + (Number.isFinite(this.#clockOffsetMs) ? this.#clockOffsetMs : 0)
  }

  /** Shows what is there already, then whatever comes; `replayed` is told the former. Returns its own undo. */
  attach(replayed: (snapshot: SessionHead) => void): () => void {
    let early: SessionEvent[] | null = []
    const undo = this.#lab.onEvents((events) => {
      if (early) early.push(...events)
      else this.#take(events)
    })
    void this.#lab.call('attach').then((attached) => {
      if (attached.ok) {
        this.facts = attached.value.facts
        for (const [task, state] of Object.entries(attached.value.tasks)) this.#hearers.get(task)?.join(state)
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

  /** What was told at first of the engine is what was known without a trial. */
  async proveEngine(): Promise<void> {
    const answer = await this.#lab.call('proveEngine')
    if (answer.ok) this.facts = answer.value
    else this.fault = answer.fault
  }

  async chooseEngine(engine: EngineName): Promise<void> {
    const answer = await this.#lab.call('chooseEngine', { engine })
    if (answer.ok) this.facts = answer.value
    else this.fault = answer.fault
  }

  #replay(snapshot: SessionHead): void {
    this.#begin(snapshot.task, snapshot.sessionId, snapshot.startedAtMs)
    const view = this.live(snapshot.task)
    for (const endpoint of snapshot.endpoints) view.setEndpoint(endpoint)
    view.setMotion(snapshot.motion)
    for (const batch of snapshot.batches) this.#addBatch(view, batch)
    for (const beyond of snapshot.beyond) view.setBeyond(beyond)
    view.addQueues(snapshot.queues)
    view.setRun(snapshot.run)
    if (snapshot.next === null) return
    const shown = (batch: EventBatch): boolean => {
      const stays = this.#bySession.get(batch.sessionId)?.view === view
      if (stays) this.#addBatch(view, batch)
      return stays
    }
    void this.#joining.join(snapshot, shown).then((joined) => {
      if (!joined.ok) this.fault = joined.fault
    })
  }

  #begin(task: string, sessionId: string, startedAtMs: number): void {
    const view = this.live(task)
    if (view.sessionId === sessionId) return
    this.leaveKept(task)
    this.#bySession.delete(view.sessionId)
    const fresh = new SessionView(sessionId, startedAtMs, view.programs)
    this.#bySession.set(sessionId, { task, view: fresh })
    this.#views = new Map(this.#views).set(task, fresh)
  }

  #take(events: readonly SessionEvent[]): void {
    for (const event of events) {
      if (event.type === 'began') {
        this.#begin(event.task, event.sessionId, event.startedAtMs)
        continue
      }
      if (event.type === 'task') {
        this.#hearers.get(event.task)?.hear(event.news)
        continue
      }
      if (event.type === 'history') {
        this.history = event.status
        continue
      }
      // Events of a session that is over for this window are stale.
      const known = this.#bySession.get(event.sessionId)
      if (!known) continue
      const { task, view } = known
      if (event.type === 'endpoint') {
        if (event.endpoint.state.phase === 'opening') this.leaveKept(task)
        view.setEndpoint(event.endpoint)
      } else if (event.type === 'batch') this.#takeBatch(view, event.batch)
      else if (event.type === 'beyond') view.setBeyond(event)
      else if (event.type === 'queues') view.addQueues(event.samples)
      else if (event.type === 'motion') this.#setMotion(view, event.motion)
      else view.setRun(event.run)
    }
  }

  #setMotion(view: SessionView, motion: Motion): void {
    if (view.setMotion(motion)) this.#grow(view)
  }

  #takeBatch(view: SessionView, batch: EventBatch): void {
    if (!this.#joining.holds(batch)) this.#addBatch(view, batch)
  }

  #addBatch(view: SessionView, batch: EventBatch): void {
    view.addBatch(batch)
    if (batch.count > 0) {
      const lastMs = batch.baseMs + cell(batch.offsetUs, batch.count - 1) / 1000
      this.#clockOffsetMs = Math.max(this.#clockOffsetMs, lastMs - performance.now())
    }
    this.#came += batch.count
    this.#grow(view)
  }

  #grow(view: SessionView): void {
    this.#grown.add(view)
    this.#frame ||= requestAnimationFrame((nowMs) => this.#show(nowMs))
  }

  /** A first event is shown at the next frame; of a rush that nobody can read some frames are enough. */
  #show(nowMs: number): void {
    const early = nowMs < this.#shownAtMs + this.#restMs()
    this.#frame = early ? requestAnimationFrame((laterMs) => this.#show(laterMs)) : 0
    if (early) return
    this.#shownAtMs = nowMs
    this.#came = 0
    for (const grown of this.#grown) grown.version++
    this.#grown.clear()
    // A task of its own comes when the frame is drawn.
    const beganMs = performance.now()
    setTimeout(() => (this.#costMs = performance.now() - beganMs))
  }

  #restMs(): number {
    return this.#came < rushEvents ? pauseMs.least : pauseAfter(this.#costMs, pauseMs)
  }
}
