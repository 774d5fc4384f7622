/** Who the clients are: those of the run by their place in it, and whoever else writes to the pool in the order of their coming. */
import type { EndpointAddress } from '#shared/events/address'
import { sourceKey } from '../source-hash'

export interface BookPlan {
  /** Clients of the run; 0: the pool stands without one. */
  clients: number
  /** Client c (from 0) has the numbers c * messages + 1 and those that follow. */
  messages: number
}

export class ClientBook {
  readonly plan: BookPlan
  /** By client; null: nobody told its address. */
  readonly addresses: (EndpointAddress | null)[]
  readonly #byAddress = new Map<string, number>()

  constructor(plan: BookPlan) {
    this.plan = plan
    this.addresses = Array.from({ length: plan.clients }, () => null)
  }

  get size(): number {
    return this.addresses.length
  }

  /** The client of the run that has this number; -1: none has. */
  byNumber(number: number): number {
    const { clients, messages } = this.plan
    return number >= 1 && number <= clients * messages ? Math.floor((number - 1) / messages) : -1
  }

  /** @param number that it sent; null: what it sent spells none */
  of(address: EndpointAddress, number: number | null): number {
    const key = sourceKey(address)
    const known = this.#byAddress.get(key)
    if (known !== undefined) return known
    const place = number === null ? -1 : this.byNumber(number)
    const client = place >= 0 && this.addresses[place] === null ? place : this.addresses.length
    this.addresses[client] = address
    this.#byAddress.set(key, client)
    return client
  }
}
