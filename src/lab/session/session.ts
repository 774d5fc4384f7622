/** What one task has going: its endpoints and all that they told, kept so that a window can join at any time. */
import type { Fault, Result } from '#shared/fault'
import { type EndpointAddress, isLoopback } from '#shared/events/address'
import type { EventBatch } from '#shared/events/batch'
import type { EndpointBeyond } from '#shared/events/beyond'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { ProgramTable } from '#shared/events/program-lines'
import { type Motion } from '#shared/events/motion'
import { joinSamples, noSamples, type QueueSamples } from '#shared/events/queue-samples'
import type { RunState, SessionEvent, SessionSnapshot } from '#shared/events/session'
import { monotonicMs } from '../clock'
import { type EndpointDescription, EndpointThread } from '../endpoints/endpoint-thread'
import { KeptEvents } from './kept-events'
import { ThreadPool } from '../endpoints/thread-pool'
import type { CounterFiles } from '../net/kernel'
import type { LabSettings } from './lab-settings'
import { usableEngine } from '../net/engine'
import { withPortHolder } from '../net/port-holder'
import { TaskMotion } from './motion'
import { endedEarly, endpointLimit, notLoopback, type Opening, openThread, tooMany } from './opening'

export type { LabSettings }

/** What a session must know of its task. */
export interface SessionTask {
  id: string
  programs: ProgramTable
}

/** Ids are unique in the process, so that an event of a forgotten session fits nowhere. */
let nextEndpointId = 1
let nextSession = 1

export class Session {
  readonly task: string
  readonly #programs: ProgramTable
  readonly #settings: LabSettings
  readonly #threadPool: ThreadPool
  readonly #ownsPool: boolean
  #sessionId = ''
  #startedAtMs = 0
  #startedAtEpochMs = 0
  #endpoints = new Map<number, EndpointInfo>()
  #threads = new Set<EndpointThread>()
  #kept: KeptEvents
  #run: RunState = { phase: 'idle' }
  #names = new Map<string, number>()
  #queues: QueueSamples = noSamples
  #resetting: Promise<void> | null = null
  #closed = false
  readonly motion: TaskMotion
  /** Sees every batch as it comes, before the window does, and what was only counted. */
  onNews: ((news: EventBatch | EndpointBeyond) => void) | null = null

  /** @param threadPool shared with other sessions; without it the session has one of its own, and drains it */
  constructor({ id, programs }: SessionTask, settings: LabSettings, threadPool?: ThreadPool) {
    this.task = id
    this.#programs = programs
    this.#settings = settings
    this.#ownsPool = threadPool === undefined
    this.#threadPool = threadPool ?? new ThreadPool(settings.workerFile)
    this.#kept = new KeptEvents('', settings, this)
    this.motion = new TaskMotion((motion) => this.#tellMotion(motion), settings.counterFiles?.udp)
    this.#begin()
  }

  get sessionId(): string {
    return this.#sessionId
  }

  get counterFiles(): CounterFiles | undefined {
    return this.#settings.counterFiles
  }

  get run(): RunState {
    return this.#run
  }

  setRun(run: RunState): void {
    this.#run = run
    this.#tell({ type: 'run', sessionId: this.#sessionId, run })
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
    await this.#closeThreads()
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
    this.#sessionId = `${this.task}-${nextSession++}`
    this.#startedAtMs = monotonicMs()
    this.#startedAtEpochMs = Date.now()
    this.#endpoints.clear()
    this.#kept.end()
    this.#kept = new KeptEvents(this.#sessionId, this.#settings, this)
    this.#names.clear()
    this.#queues = noSamples
    this.#run = { phase: 'idle' }
    this.#tell({
      type: 'began',
      sessionId: this.#sessionId,
      task: this.task,
      startedAtMs: this.#startedAtMs,
      startedAtEpochMs: this.#startedAtEpochMs
    })
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
    if (this.#closed || opening.signal?.aborted) return endedEarly(description)
    const refusal = this.#refusal(opening.local)
    if (refusal) return { ok: false, fault: refusal }
    const sessionId = this.#sessionId
    const thread = this.#join(description, opening)
    const opened = await openThread(thread, opening, this.#programs)
    // A reset, the end of the lab or its own asker came while it was being opened.
    if (sessionId !== this.#sessionId || this.#resetting || this.#closed || opening.signal?.aborted) {
      await thread.close()
      return endedEarly(description)
    }
    if (opened.ok) return { ok: true, value: thread }
    return { ok: false, fault: await withPortHolder(opened.fault, opening.local) }
  }

  #join(description: EndpointDescription, opening: Opening): EndpointThread {
    const sessionId = this.#sessionId
    const engine = usableEngine(this.#settings.engine())
    const { shared: motion } = this.motion
    const needs = { threads: this.#threadPool, engine, motion }
    const id = nextEndpointId++
    const thread = new EndpointThread(needs, id, description, {
      changed: (endpoint) => this.#changed(sessionId, endpoint, thread),
      ...this.#kept.hearing(id),
      place: (place, printedTo) => this.motion.take(thread, place, printedTo)
    })
    this.#threads.add(thread)
    if (opening.stepped) this.motion.join(thread)
    this.#changed(sessionId, thread.info, thread)
    return thread
  }

  /** As `open`; where the port is held by somebody else, on a port that is free. */
  async openSomewhere(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>> {
    const sessionId = this.#sessionId
    const opened = await this.open(description, opening)
    if (opened.ok || opened.fault.freePort === undefined) return opened
    if (sessionId !== this.#sessionId || this.#resetting) return endedEarly(description)
    return this.open(description, { ...opening, local: { ...opening.local, port: opened.fault.freePort } })
  }

  /** Why nothing may be bound to or sent to this address, or null. */
  refuseRemote(address: EndpointAddress): Fault | null {
    return isLoopback(address.address) || this.#settings.remoteAllowed() ? null : notLoopback(address)
  }

  #refusal(local: EndpointAddress): Fault | null {
    return this.#threads.size >= endpointLimit ? tooMany : this.refuseRemote(local)
  }

  #changed(sessionId: string, endpoint: EndpointInfo, thread: EndpointThread): void {
    if (endpoint.state.phase === 'closed' || endpoint.state.phase === 'failed') {
      this.#threads.delete(thread)
      this.motion.leave(thread)
    }
    if (sessionId !== this.#sessionId) return
    this.#endpoints.set(endpoint.id, endpoint)
    this.#tell({ type: 'endpoint', sessionId, endpoint })
  }

  /** What was seen of both receive queues since the last time. */
  addQueues(samples: QueueSamples): void {
    this.#queues = joinSamples(this.#queues, samples)
    this.#tell({ type: 'queues', sessionId: this.#sessionId, samples })
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
      run: this.#run,
      queues: this.#queues,
      motion: this.motion.state
    }
  }

  async #closeThreads(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.close()))
  }

  /** Closes every socket, for good: its threads are given back, and what is to be opened from now on is refused. */
  async close(): Promise<void> {
    this.#closed = true
    await this.ready()
    await this.#closeThreads()
    if (this.#ownsPool) await this.#threadPool.drain()
  }
}
