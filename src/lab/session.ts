/** What one task has going: its endpoints and all that they told, kept so that a window can join at any time. */
import { type Fault, type Result, failure } from '../shared/fault'
import { type EndpointAddress, formatEndpoint, isLoopback } from '../shared/model/address'
import type { EventBatch } from '../shared/model/batch'
import type { EndpointBeyond } from '../shared/model/beyond'
import type { EndpointInfo } from '../shared/model/endpoint'
import type { EngineName } from '../shared/model/engine'
import { receiveSizeBytes } from '../shared/model/payload'
import { type Motion } from '../shared/model/motion'
import { joinSamples, noSamples, type QueueSamples } from '../shared/model/queue-samples'
import type { RunState, SessionEvent, SessionSnapshot } from '../shared/model/session'
import type { TaskId } from '../shared/tasks/catalogue'
import { programLines } from '../shared/tasks/voices'
import { monotonicMs } from './clock'
import { type EndpointDescription, EndpointThread } from './endpoints/endpoint-thread'
import type { Behaviour } from './endpoints/protocol'
import { KeptEvents } from './kept-events'
import { ThreadPool } from './endpoints/thread-pool'
import type { CounterFiles } from './net/kernel'
import { usableEngine } from './net/engine'
import { withPortHolder } from './net/port-holder'
import { TaskMotion } from './motion'

/** Threads and sockets of one session at a time. */
const endpointLimit = 48

export interface LabSettings {
  /** The built file of endpoints/worker.ts. */
  workerFile: string
  /** Whose sockets endpoints get from now on; node:dgram's where that engine does not work here. */
  engine: () => EngineName
  onEvent: (event: SessionEvent) => void
  /** Sees a session before it is forgotten. */
  onEnding?: (session: SessionSnapshot) => void
  /** Whether addresses beyond loopback may be used: asked anew every time. */
  remoteAllowed: () => boolean
  /** Keep what was told, for a window that joins later; the terminal, which prints as it goes, has no use for it. */
  keepEvents: boolean
  /** Bytes of events kept of a session. */
  keptBytes?: number
  /** Where Task 4's server listens, and nowhere else. Without it: the exercise's port, or a free one when it is held. */
  task4Port?: number
  /** Where the kernel's counters are read; the system's own place unless told otherwise. */
  counterFiles?: CounterFiles
}

export interface Opening {
  local: EndpointAddress
  receiveBufferBytes?: number | null
  /** The argument of recvfrom; the exercise's 1024 unless told otherwise. */
  receiveSizeBytes?: number
  behaviour: Behaviour
  /** It goes through a program of the exercise that slow motion may hold between its calls. */
  stepped?: boolean
}

/** Ids are unique in the process, so that an event of a forgotten session fits nowhere. */
let nextEndpointId = 1
let nextRun = 1

export class Session {
  readonly task: TaskId
  readonly #settings: LabSettings
  readonly #threadPool: ThreadPool
  readonly #ownsPool: boolean
  #runId = ''
  #startedAtMs = 0
  #startedAtEpochMs = 0
  #endpoints = new Map<number, EndpointInfo>()
  #threads = new Set<EndpointThread>()
  #kept: KeptEvents
  #run: RunState = { phase: 'idle' }
  #names = new Map<string, number>()
  #queues: QueueSamples = noSamples
  readonly motion: TaskMotion
  /** Sees every batch as it comes, before the window does, and what was only counted. */
  onNews: ((news: EventBatch | EndpointBeyond) => void) | null = null

  /** @param threadPool shared with other sessions; without it the session has one of its own, and drains it */
  constructor(task: TaskId, settings: LabSettings, threadPool?: ThreadPool) {
    this.task = task
    this.#settings = settings
    this.#ownsPool = threadPool === undefined
    this.#threadPool = threadPool ?? new ThreadPool(settings.workerFile)
    this.#kept = new KeptEvents('', settings, this)
    this.motion = new TaskMotion((motion) => this.#tellMotion(motion), settings.counterFiles?.udp)
    this.#begin()
  }

  get runId(): string {
    return this.#runId
  }

  get counterFiles(): CounterFiles | undefined {
    return this.#settings.counterFiles
  }

  get run(): RunState {
    return this.#run
  }

  setRun(run: RunState): void {
    this.#run = run
    this.#tell({ type: 'run', runId: this.#runId, run })
  }

  /** Forgets what was logged and begins anew; endpoints that are still open are closed first. */
  async reset(): Promise<void> {
    await this.close()
    this.#settings.onEnding?.(this.snapshot())
    this.#begin()
  }

  #begin(): void {
    this.#runId = `${this.task}-${nextRun++}`
    this.#startedAtMs = monotonicMs()
    this.#startedAtEpochMs = Date.now()
    this.#endpoints.clear()
    this.#kept.end()
    this.#kept = new KeptEvents(this.#runId, this.#settings, this)
    this.#names.clear()
    this.#queues = noSamples
    this.#run = { phase: 'idle' }
    this.#tell({
      type: 'began',
      runId: this.#runId,
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
    const refusal = this.#refusal(opening.local)
    if (refusal) return { ok: false, fault: refusal }
    const runId = this.#runId
    const engine = usableEngine(this.#settings.engine())
    const { shared: motion } = this.motion
    const surroundings = { threads: this.#threadPool, engine, motion }
    const id = nextEndpointId++
    const thread = new EndpointThread(surroundings, id, description, {
      changed: (endpoint) => this.#changed(runId, endpoint, thread),
      ...this.#kept.hearing(id),
      place: (place, printedTo) => this.motion.take(thread, place, printedTo)
    })
    this.#threads.add(thread)
    if (opening.stepped) this.motion.join(thread)
    this.#changed(runId, thread.info, thread)
    const { local, behaviour, receiveBufferBytes = null } = opening
    const opened = await thread.openSocket({
      local,
      behaviour,
      receiveBufferBytes,
      receiveSizeBytes: opening.receiveSizeBytes ?? receiveSizeBytes,
      lines: opening.stepped ? programLines(description.voice) : null
    })
    if (opened.ok) return { ok: true, value: thread }
    return { ok: false, fault: await withPortHolder(opened.fault, opening.local) }
  }

  /** As `open`; where the port is held by somebody else, on a port that is free. */
  async openSomewhere(description: EndpointDescription, opening: Opening): Promise<Result<EndpointThread>> {
    const opened = await this.open(description, opening)
    if (opened.ok || opened.fault.freePort === undefined) return opened
    return this.open(description, { ...opening, local: { ...opening.local, port: opened.fault.freePort } })
  }

  /** Why nothing may be bound to or sent to this address, or null. */
  refuseRemote(address: EndpointAddress): Fault | null {
    if (isLoopback(address.address) || this.#settings.remoteAllowed()) return null
    return failure('socket/not-loopback', `${formatEndpoint(address)} is not on this machine's loopback.`, {
      advice:
        'Use 127.0.0.1, or allow addresses beyond this machine first (bottom right of the window; --allow-remote in the terminal).'
    }).fault
  }

  #refusal(local: EndpointAddress): Fault | null {
    if (this.#threads.size >= endpointLimit) {
      return failure(
        'endpoint/too-many',
        `${endpointLimit} sockets are open in this task, which is the limit.`,
        {
          advice: 'Wait until some clients have finished, or stop them.'
        }
      ).fault
    }
    return this.refuseRemote(local)
  }

  #changed(runId: string, endpoint: EndpointInfo, thread: EndpointThread): void {
    if (endpoint.state.phase === 'closed' || endpoint.state.phase === 'failed') {
      this.#threads.delete(thread)
      this.motion.leave(thread)
    }
    if (runId !== this.#runId) return
    this.#endpoints.set(endpoint.id, endpoint)
    this.#tell({ type: 'endpoint', runId, endpoint })
  }

  /** What was seen of both receive queues since the last time. */
  addQueues(samples: QueueSamples): void {
    this.#queues = joinSamples(this.#queues, samples)
    this.#tell({ type: 'queues', runId: this.#runId, samples })
  }

  #tellMotion(motion: Motion): void {
    this.#tell({ type: 'motion', runId: this.#runId, motion })
  }

  #tell(event: SessionEvent): void {
    this.#settings.onEvent(event)
  }

  snapshot(): SessionSnapshot {
    return {
      runId: this.#runId,
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

  /** Closes every socket; its threads are given back. */
  async close(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.close()))
    if (this.#ownsPool) await this.#threadPool.drain()
  }
}
