/** The servers of a pool, each in its thread. One can be stopped, started again and slowed while clients write to it. */
import type { EndpointAddress } from '#shared/events/address'
import type { EngineName } from '#shared/events/engine'
import { done, failure, type Result } from '#shared/fault'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import type { Session } from '#lab/session/session'
import type { Opening } from '#lab/session/opening'
import type { BalancingParameters } from '../../model/parameters'
import { serverName } from '../../model/tellers'
import { paceWork, poolServerBehaviour } from '../pool-server'

/** Nothing came for this long: the queue was read empty. */
const settledMs = 30
/** More than any queue here holds. */
const mostQueued = 100_000

interface Place {
  local: EndpointAddress
  serviceUs: number
  thread: EndpointThread | null
  /** Drops of those of its sockets that are closed by now; null: one of them was not asked. */
  formerDrops: number | null
}

/** What all of them are opened with alike. */
type Alike = Pick<Opening, 'sharesPort' | 'engine' | 'counted'>

export class PoolServers {
  readonly #session: Session
  readonly #alike: Alike
  readonly #places: Place[]
  #engine: EngineName | null = null

  private constructor(session: Session, places: Place[], alike: Alike) {
    this.#session = session
    this.#places = places
    this.#alike = alike
  }

  /**
   * @param locals where each is to listen
   * @param alike what all of them are opened with
   */
  static async open(
    session: Session,
    locals: readonly EndpointAddress[],
    { servers }: Pick<BalancingParameters, 'servers'>,
    alike: Alike = {}
  ): Promise<Result<PoolServers>> {
    const places = locals.map((local, index): Place => ({
      local,
      serviceUs: servers[index]?.serviceUs ?? 0,
      thread: null,
      formerDrops: 0
    }))
    const pool = new PoolServers(session, places, alike)
    const opened = await pool.#startAll()
    if (opened.ok) return { ok: true, value: pool }
    await pool.close()
    return opened
  }

  /**
   * Sockets that share a port are bound one after the other: Linux (6.18) keeps them in the order in which they came, and which
   * clients move when one goes depends on its place there (`__reuseport_detach_sock` in net/core/sock_reuseport.c). Bound all
   * at once, they would have another order in each run.
   */
  async #startAll(): Promise<Result<void>> {
    const indexes = this.#places.keys()
    if (!this.#alike.sharesPort) {
      const opened = await Promise.all(Array.from(indexes, (index) => this.start(index)))
      return opened.find((result) => !result.ok) ?? done
    }
    for (const index of indexes) {
      const opened = await this.start(index)
      if (!opened.ok) return opened
    }
    return done
  }

  /** Where each listens, or did. */
  get bound(): EndpointAddress[] {
    return this.#places.map(({ local }) => local)
  }

  /** Whose sockets the servers have; null: none was ever open. */
  get engine(): EngineName | null {
    return this.#engine
  }

  #place(index: number): Result<Place> {
    const place = this.#places[index]
    if (place) return { ok: true, value: place }
    return failure(
      'input/invalid',
      `The pool has ${this.#places.length} servers: there is no ${serverName(index)}.`
    )
  }

  /** Opens it where it was; one that is open stays as it is. */
  async start(index: number): Promise<Result<void>> {
    const found = this.#place(index)
    if (!found.ok) return found
    const place = found.value
    if (place.thread?.open) return done
    const opened = await this.#session.open(
      { name: serverName(index), role: 'server', log: 'servers', program: { id: 'pool-server' } },
      { local: place.local, behaviour: poolServerBehaviour({ serviceUs: place.serviceUs }), ...this.#alike }
    )
    if (!opened.ok) return opened
    place.thread = opened.value
    place.local = opened.value.bound
    this.#engine = opened.value.engine
    return done
  }

  /** What the kernel dropped is asked before the socket, and its counter, are gone. */
  async stop(index: number): Promise<Result<void>> {
    const found = this.#place(index)
    if (!found.ok) return found
    const place = found.value
    const { thread } = place
    if (!thread?.open) return done
    place.formerDrops = sum(place.formerDrops, await thread.drops())
    place.thread = null
    await thread.close()
    return done
  }

  async setPace(index: number, serviceUs: number): Promise<Result<void>> {
    const found = this.#place(index)
    if (!found.ok) return found
    found.value.serviceUs = serviceUs
    const answer = await found.value.thread?.call('work', { name: paceWork, input: { serviceUs } })
    return answer && !answer.ok ? answer : done
  }

  get #threads(): EndpointThread[] {
    return this.#places.flatMap(({ thread }) => (thread?.open ? [thread] : []))
  }

  /** Resolves when all that waits for them now was read. */
  async settle(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => settled(thread)))
  }

  /** Of each server, its former sockets included. */
  async drops(): Promise<(number | null)[]> {
    return Promise.all(
      this.#places.map(async ({ thread, formerDrops }) =>
        thread?.open ? sum(formerDrops, await thread.drops()) : formerDrops
      )
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.#places.map(({ thread }) => thread?.close()))
  }
}

export const sum = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other

export const settled = (thread: EndpointThread): Promise<unknown> =>
  thread.call('settle', { silenceMs: settledMs, most: mostQueued })
