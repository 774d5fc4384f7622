/* eslint-disable svelte/prefer-svelte-reactivity -- plain stores: `version` tells that they grew */
/** One session as the window shows it: its endpoints, their events, the terminals' lines, the run. */
import type { EventBatch } from '#shared/events/batch'
import { type BeyondCounts, describeBeyond, type EndpointBeyond, eventsBeyond } from '#shared/events/beyond'
import type { EndpointInfo, EndpointRole, LogId } from '#shared/events/endpoint'
import { EventStore } from '#shared/events/event-store'
import { LogLines } from '#shared/events/log-lines'
import type { ProgramTable } from '#shared/events/program-lines'
import { type Motion, noMotion } from '#shared/events/motion'
import { joinSamples, noSamples, type QueueSamples } from '#shared/events/queue-samples'
import type { RunState } from '#shared/events/session'

export interface EndpointView {
  readonly info: EndpointInfo
  readonly store: EventStore
}

const phaseRank = { opening: 0, open: 1, closed: 2, failed: 2 } as const
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
  readonly #logs = new Map<LogId, LogLines>()
  #byId = new Map<number, EndpointView>()

  constructor(
    readonly sessionId: string,
    readonly startedAtMs: number,
    /** Those of the task whose session it is. */
    readonly programs: ProgramTable
  ) {}

  log(id: LogId): LogLines {
    const known = this.#logs.get(id)
    if (known) return known
    const lines = new LogLines(this.programs)
    this.#logs.set(id, lines)
    return lines
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
    const known = this.#byId.get(info.id)
    if (known && phaseRank[known.info.state.phase] > phaseRank[info.state.phase]) return
    this.#byId.set(info.id, { info, store: known?.store ?? new EventStore() })
    this.endpoints = [...this.#byId.values()]
  }

  addBatch(batch: EventBatch): void {
    const endpoint = this.#byId.get(batch.endpointId)
    if (!endpoint?.store.add(batch)) return
    const printedTo = this.#printedTo(batch.endpointId)
    this.log(endpoint.info.log).add(endpoint.info, endpoint.store, batch, printedTo)
  }

  /** Returns whether lines were printed by it. */
  setMotion(motion: Motion): boolean {
    this.motion = motion
    const printed = [...this.#logs.values()].map((log) => log.print((id) => this.#printedTo(id)))
    return printed.includes(true)
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
