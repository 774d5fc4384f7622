/** Which row of an endpoint's peer table is the partner of a run: all other rows are strangers. */
import { type EndpointAddress, isAnyAddress } from './address'

/** Whether a datagram from `address`:`port` comes from `partner`; one that is bound to every address answers from any. */
export function comesFrom(partner: EndpointAddress, address: string, port: number): boolean {
  return port === partner.port && (address === partner.address || isAnyAddress(partner.address))
}

export class PeerRow {
  /** The partner's row, from 1; 0 as long as it has none. */
  row = 0
  #rows = 0
  readonly #partner: EndpointAddress

  constructor(partner: EndpointAddress) {
    this.#partner = partner
  }

  /** Takes the rows that a batch adds to the peer table, before the batch itself is read. */
  take(newPeers: readonly EndpointAddress[]): void {
    for (const { address, port } of newPeers) {
      this.#rows += 1
      if (this.row === 0 && comesFrom(this.#partner, address, port)) this.row = this.#rows
    }
  }
}
