/** Reads what the endpoints of a session told since the last time, piece by piece. */
import type { EndpointInfo } from '#shared/events/endpoint'
import type { EventStore } from '#shared/events/event-store'
import { addressOfInfo, tellerOf } from '../tellers'
import { LivePool } from './live-pool'
import type { PoolPlan } from './pool-plan'

export interface FollowedEndpoint {
  info: EndpointInfo
  store: EventStore
}

export class PoolFollower {
  readonly pool: LivePool
  /** Batches that were read, by endpoint. */
  readonly #read = new Map<number, number>()

  constructor(plan: PoolPlan) {
    this.pool = new LivePool(plan)
  }

  /**
   * @param isDue asked after each batch: whether there is time for another one
   * @returns whether something was left for the next time
   */
  advance(endpoints: readonly FollowedEndpoint[], isDue: () => boolean = () => true): boolean {
    const told = endpoints.flatMap(({ info, store }) => {
      const teller = tellerOf(info)
      return teller ? [{ teller, info, store }] : []
    })
    for (const { teller, info } of told) {
      const local = addressOfInfo(info)
      if (typeof teller === 'object' && local) this.pool.setPlace(teller.server, local)
    }
    for (const { teller, info, store } of told) {
      for (let next = this.#read.get(info.id) ?? 0; next < store.batches.length; next++) {
        if (!isDue()) return true
        const batch = store.batches[next]
        if (batch) this.pool.take(teller, batch, store)
        this.#read.set(info.id, next + 1)
      }
    }
    return false
  }
}
