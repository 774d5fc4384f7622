/** What one task has going: its endpoints and all that they told, kept so that a window can join at any time. */
import type { Fault, Result } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import type { EventBatch } from '#shared/events/batch'
import type { EndpointBeyond } from '#shared/events/beyond'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { Motion } from '#shared/events/motion'
import type { ProgramTable } from '#shared/events/program-lines'
import type { SessionEvent, SessionSnapshot } from '#shared/events/session'
import { monotonicMs } from '../clock'
import type { EndpointDescription, EndpointThread } from '../endpoints/endpoint-thread'
import { ThreadPool } from '../endpoints/thread-pool'
import { KeptEvents } from './kept-events'
import type { LabSettings } from './lab-settings'
import { TaskMotion } from './motion'
import { Opener, type Owner } from './opener'
import type { Opening } from './opening'
import { SessionRun } from './session-run'

export type { LabSettings }

/** What a session must know of its task. */
export interface SessionTask {
  id: string
  programs: ProgramTable
  /** None of its endpoints is held before its calls. */
  withoutSlowMotion?: true
}

/** Unique in the process, so that an event of a forgotten session fits nowhere. */
let nextSession = 1

export class Session {
  readonly task: string
  readonly #settings: LabSettings
  readonly #threadPool: ThreadPool
  readonly #ownsPool: boolean
  readonly #opener: Opener
  readonly motion: TaskMotion
  #sessionId = ''
  #startedAtMs = 0
  #startedAtEpochMs = 0
  #endpoints = new Map<number, EndpointInfo>()
  #kept: KeptEvents
  #run: SessionRun
  #names = new Map<string, number>()
  #resetting: Promise<void> | null = null
  #closed = false
  /** Sees every batch as it comes, before the window does, and what was only counted. */
  onNews: ((news: EventBatch | EndpointBeyond) => void) | null = null

  /** @param threadPool shared with other sessions; without it the session has one of its own, and drains it */
  constructor({ id, programs }: SessionTask, settings: LabSettings, threadPool?: ThreadPool) {
    this.task = id
    this.#settings = settings
    this.#ownsPool = threadPool === undefined
    this.#threadPool = threadPool ?? new ThreadPool(settings.workerFile)
    this.#kept = new KeptEvents('', settings, this)
    this.#run = new SessionRun(() => undefined)
    this.motion = new TaskMotion((motion) => this.#tellMotion(motion), settings.counterFiles)
    this.#opener = new Opener({ settings, threadPool: this.#threadPool, programs, motion: this.motion })
    this.#begin()
  }

  get sessionId(): string {
    return this.#sessionId
  }

  /** Of this session: after a reset there is another one. */
  get run(): SessionRun {
    return this.#run
  }

  /**
   * Forgets what was logged and begins anew; endpoints that are still open are closed first. What is to be opened
   * meanwhile waits: an endpoint that joined between would be closed by nobody and listed nowhere. Several resets at
   * once are one.
   */
  reset(): Promise<void> {
    return (this.#resetting ??= this.#renew().finally(() => (this.#resetting = null)))
  }

  async #renew(): Promise<void> {
    await this.#opener.closeAll()
    try {
      this.#settings.onEnding?.(this.snapshot())
    } finally {
      this.#begin()
    }
  }

  /** Resolves when no reset is on: within the deadline of closing a thread. */
  async ready(): Promise<void> {
    while (this.#resetting) await this.#resetting.catch(() => undefined)
  }

  #begin(): void {
    const sessionId = `${this.task}-${nextSession++}`
    this.#sessionId = sessionId
    this.#startedAtMs = monotonicMs()
    this.#startedAtEpochMs = Date.now()
    this.#endpoints.clear()
    this.#kept.end()
    this.#kept = new KeptEvents(sessionId, this.#settings, this)
    this.#names.clear()
    this.#run = new SessionRun((news) =>
      this.#tell('run' in news ? { type: 'run', sessionId, ...news } : { type: 'queues', sessionId, ...news })
    )
    const { task } = this
    const times = { startedAtMs: this.#startedAtMs, startedAtEpochMs: this.#startedAtEpochMs }
    this.#tell({ type: 'began', sessionId, task, ...times })
    if (this.motion.state.on) this.#tellMotion(this.motion.state)
  }

  /** `Client 1`, `Client 2`, … */
  nextName(stem: string): string {
    const number = (this.#names.get(stem) ?? 0) + 1
    this.#names.set(stem, number)
    return `${stem} ${number}`
  }

  /** A new endpoint with its socket open, or the fault that says why there is none. */
  async open(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>> {
    if (this.#resetting) await this.ready()
    return this.#opener.open(description, opening, this.#owner())
  }

  /** As `open`; where the port is held by somebody else, on a port that is free. */
  async openSomewhere(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>> {
    if (this.#resetting) await this.ready()
    return this.#opener.openSomewhere(description, opening, this.#owner())
  }

  /** What is opened now belongs to this session, and not to the one after a reset. */
  #owner(): Owner {
    const sessionId = this.#sessionId
    const isOver = (): boolean => sessionId !== this.#sessionId
    return {
      isGone: () => isOver() || this.#resetting !== null || this.#closed,
      changed: (endpoint) => {
        if (isOver()) return
        this.#endpoints.set(endpoint.id, endpoint)
        this.#tell({ type: 'endpoint', sessionId, endpoint })
      },
      hearing: (endpointId) => this.#kept.hearing(endpointId)
    }
  }

  /** Of this session; null: it has none of that id. */
  endpoint(id: number): EndpointInfo | null {
    return this.#endpoints.get(id) ?? null
  }

  /** Why nothing may be bound to or sent to this address, or null. */
  refuseRemote(address: EndpointAddress): Fault | null {
    return this.#opener.refuseRemote(address)
  }

  #tellMotion(motion: Motion): void {
    this.#tell({ type: 'motion', sessionId: this.#sessionId, motion })
  }

  #tell(event: SessionEvent): void {
    this.#settings.onEvent(event)
  }

  snapshot(): SessionSnapshot {
    return {
      sessionId: this.#sessionId,
      task: this.task,
      startedAtMs: this.#startedAtMs,
      startedAtEpochMs: this.#startedAtEpochMs,
      endpoints: [...this.#endpoints.values()],
      batches: this.#kept.batches,
      beyond: this.#kept.beyond,
      run: this.#run.state,
      queues: this.#run.queues,
      motion: this.motion.state
    }
  }

  /** Closes every socket, for good: its threads are given back, and what is to be opened from now on is refused. */
  async close(): Promise<void> {
    this.#closed = true
    await this.ready()
    await this.#opener.closeAll()
    if (this.#ownsPool) await this.#threadPool.drain()
  }
}
