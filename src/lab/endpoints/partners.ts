/** Whom a client has written to: what they send is an answer, and what anybody else sends is not. */
import { type EndpointAddress, sameEndpoint } from '#shared/events/address'
import { comesFrom } from '#shared/events/peer-row'

export class Partners {
  readonly #known: { place: EndpointAddress; answered: boolean }[] = []
  /** Datagrams that came from them. */
  heard = 0
  /** How many of them sent anything, however often. */
  answered = 0

  add(place: EndpointAddress): void {
    if (!this.#known.some((other) => sameEndpoint(other.place, place))) {
      this.#known.push({ place, answered: false })
    }
  }

  /** Notes a datagram that came in. */
  take(address: string, port: number): void {
    for (const partner of this.#known) {
      if (!comesFrom(partner.place, address, port)) continue
      this.heard += 1
      if (!partner.answered) this.answered += 1
      partner.answered = true
      return
    }
  }
}
