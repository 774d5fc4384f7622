/** Opens the endpoints of whoever it belongs to, and closes them: how many there may be, and where they may be bound. */
import { type Fault, type Result } from '#shared/fault'
import { type EndpointAddress, isLoopback } from '#shared/events/address'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { EngineName } from '#shared/events/engine'
import type { ProgramTable } from '#shared/events/program-lines'
import { type EndpointDescription, EndpointThread } from '../endpoints/endpoint-thread'
import type { ThreadEvents } from '../endpoints/thread-events'
import { endedEarly } from '../endpoints/thread-faults'
import type { ThreadPool } from '../endpoints/thread-pool'
import { provenEngine } from '../net/engine'
import { withPortHolder } from '../net/port-holder'
import type { LabSettings } from './lab-settings'
import type { TaskMotion } from './motion'
import { endpointLimit, notLoopback, type Opening, openThread, tooMany } from './opening'

/** Ids are unique in the process, so that an event of a forgotten session fits nowhere. */
let nextEndpointId = 1

export interface OpenerNeeds {
  settings: Pick<LabSettings, 'engine' | 'remoteAllowed'>
  threadPool: ThreadPool
  /** Those that its endpoints may stand for. */
  programs: ProgramTable
  /** Who may hold its endpoints; without it: nobody. */
  motion?: TaskMotion
}

/** Whom an endpoint belongs to. */
export interface Owner {
  /** Wants no more of what it asked for: what is being opened is closed again. */
  isGone: () => boolean
  changed: (endpoint: EndpointInfo) => void
  hearing: (endpointId: number) => Pick<ThreadEvents, 'batch' | 'beyond'>
}

export class Opener {
  readonly #needs: OpenerNeeds
  readonly #threads = new Set<EndpointThread>()

  constructor(needs: OpenerNeeds) {
    this.#needs = needs
  }

  /** A new endpoint with its socket open, or the fault that says why there is none. */
  async open(
    description: EndpointDescription,
    opening: Opening,
    owner: Owner
  ): Promise<Result<EndpointThread>> {
    const isGone = (): boolean => owner.isGone() || Boolean(opening.signal?.aborted)
    if (isGone()) return endedEarly(description.name)
    const engine = await provenEngine(opening.engine ?? this.#needs.settings.engine())
    if (isGone()) return endedEarly(description.name)
    const refusal = this.#refusal(opening.local)
    if (refusal) return { ok: false, fault: refusal }
    const thread = this.#join(description, opening, owner, engine)
    const opened = await openThread(thread, opening, this.#needs.programs)
    // A reset, the end of the lab or its own asker came while it was being opened.
    if (isGone()) {
      await thread.close()
      return endedEarly(description.name)
    }
    if (opened.ok) return { ok: true, value: thread }
    return { ok: false, fault: await withPortHolder(opened.fault, opening.local) }
  }

  /** As `open`; where the port is held by somebody else, on a port that is free. */
  async openSomewhere(
    description: EndpointDescription,
    opening: Opening,
    owner: Owner
  ): Promise<Result<EndpointThread>> {
    const opened = await this.open(description, opening, owner)
    if (opened.ok || opened.fault.freePort === undefined) return opened
    if (owner.isGone()) return endedEarly(description.name)
    const local = { ...opening.local, port: opened.fault.freePort }
    return this.open(description, { ...opening, local }, owner)
  }

  #join(
    description: EndpointDescription,
    opening: Opening,
    owner: Owner,
    engine: EngineName
  ): EndpointThread {
    const { threadPool: threads, motion } = this.#needs
    const id = nextEndpointId++
    const thread = new EndpointThread(
      { threads, engine, ...(motion && { motion: motion.shared }) },
      id,
      description,
      {
        changed: (endpoint) => this.#changed(endpoint, thread, owner),
        ...owner.hearing(id),
        place: (place, printedTo) => motion?.take(thread, place, printedTo)
      }
    )
    this.#threads.add(thread)
    if (opening.stepped) motion?.join(thread)
    this.#changed(thread.info, thread, owner)
    return thread
  }

  #changed(endpoint: EndpointInfo, thread: EndpointThread, owner: Owner): void {
    if (endpoint.state.phase === 'closed' || endpoint.state.phase === 'failed') {
      this.#threads.delete(thread)
      this.#needs.motion?.leave(thread)
    }
    owner.changed(endpoint)
  }

  #refusal(local: EndpointAddress): Fault | null {
    return this.#threads.size >= endpointLimit ? tooMany : this.refuseRemote(local)
  }

  /** Why nothing may be bound to or sent to this address, or null. */
  refuseRemote(address: EndpointAddress): Fault | null {
    return isLoopback(address.address) || this.#needs.settings.remoteAllowed() ? null : notLoopback(address)
  }

  /** Closes every socket that is open now. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.close()))
  }
}
