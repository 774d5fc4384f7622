/* eslint-disable svelte/prefer-svelte-reactivity -- plain stores: `version` tells that they grew */
/** One session as the window shows it: its endpoints, their events, the terminals' lines, the run. */
import type { EventBatch } from '#shared/events/batch'
import { type BeyondCounts, describeBeyond, type EndpointBeyond, eventsBeyond } from '#shared/events/beyond'
import type { EndpointInfo, EndpointRole, LogId } from '#shared/events/endpoint'
import type { LogLines } from '#shared/events/log-lines'
import type { ProgramTable } from '#shared/events/program-lines'
import { type Motion, noMotion } from '#shared/events/motion'
import { joinSamples, noSamples, type QueueSamples } from '#shared/events/queue-samples'
import type { RunState } from '#shared/events/session'
import type { LessonView } from '#shared/lessons/view'
import { type EndpointEvents, Terminals } from '#shared/events/terminals'

export type EndpointView = EndpointEvents

const runRank = { idle: 0, running: 1, finished: 2, cancelled: 2, failed: 2 } as const

export class SessionView {
  /** Replaced when an endpoint appears or changes. */
  endpoints: readonly EndpointView[] = $state.raw([])
  run: RunState = $state.raw({ phase: 'idle' })
  /** Both receive queues of the run, replaced when they were looked at again. */
  queues: QueueSamples = $state.raw(noSamples)
  /** Where slow motion has the endpoints. */
  motion: Motion = $state.raw(noMotion)
  /** What each endpoint did beyond the events that are kept of it. */
  beyond: ReadonlyMap<number, BeyondCounts> = $state.raw(new Map())
  /** Grows when events came. */
  version = $state(0)
  readonly #terminals: Terminals

  constructor(
    readonly sessionId: string,
    readonly startedAtMs: number,
    /** Those of the task whose session it is. */
    programs: ProgramTable
  ) {
    this.#terminals = new Terminals(programs)
  }

  get programs(): ProgramTable {
    return this.#terminals.programs
  }

  /** What lessons may know of it. Whoever reads it in an effect is told when it grows. */
  get lessonView(): Pick<LessonView, 'endpoints' | 'run'> {
    void this.version
    return { endpoints: this.endpoints, run: this.run }
  }

  log(id: LogId): LogLines {
    return this.#terminals.log(id)
  }

  /** What a terminal says below its last line, or null. */
  beyondLog(id: LogId): string | null {
    const own = this.endpoints.filter(({ info }) => info.log === id)
    return describeBeyond(own.flatMap(({ info }) => this.beyond.get(info.id) ?? []))
  }

  /** Sums only grow: an earlier one that comes late changes nothing. */
  setBeyond({ endpointId, counts }: EndpointBeyond): void {
    const known = this.beyond.get(endpointId)
    if (known && eventsBeyond(known) > eventsBeyond(counts)) return
    this.beyond = new Map(this.beyond).set(endpointId, counts)
  }

  setEndpoint(info: EndpointInfo): void {
    if (this.#terminals.setEndpoint(info)) this.endpoints = this.#terminals.endpoints
  }

  addBatch(batch: EventBatch): void {
    this.#terminals.addBatch(batch, this.#printedTo(batch.endpointId))
  }

  /** Returns whether lines were printed by it. */
  setMotion(motion: Motion): boolean {
    this.motion = motion
    return this.#terminals.print((id) => this.#printedTo(id))
  }

  /** Up to where the endpoint's program has printed; all that its events tell, unless it is in slow motion. */
  #printedTo(endpointId: number): number {
    const position = this.motion.positions.find((candidate) => candidate.endpointId === endpointId)
    return position?.printedTo ?? Number.POSITIVE_INFINITY
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
