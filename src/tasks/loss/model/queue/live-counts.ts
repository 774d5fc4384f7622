/**
 * A run that goes on, counted as its batches come. Most batches are all of one kind and one partner, and are counted at once:
 * the run itself must not be held up by who looks on. Copies count twice here; the film counts each number once.
 */
import type { EndpointAddress } from '#shared/events/address'
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import { PeerRow } from '#shared/events/peer-row'
import type { PerSide } from '../tally'

export class LiveCounts {
  sent = 0
  unsent = 0
  served = 0
  replied = 0
  returned = 0
  lastSent = 0
  lastServed = 0
  lastReturned = 0
  readonly #taken: PerSide = { server: 0, client: 0 }
  readonly #partners: Record<keyof PerSide, PeerRow>

  constructor(ends: Record<keyof PerSide, EndpointAddress>) {
    this.#partners = { server: new PeerRow(ends.client), client: new PeerRow(ends.server) }
  }

  /** Takes what came since the last call. */
  advance(side: keyof PerSide, batches: readonly EventBatch[]): void {
    for (; this.#taken[side] < batches.length; this.#taken[side]++)
      this.#add(side, batches[this.#taken[side]]!)
  }

  #add(side: keyof PerSide, batch: EventBatch): void {
    const partner = this.#partners[side]
    partner.take(batch.newPeers)
    const { kind, peer, count } = batch
    if (typeof kind === 'number' && typeof peer === 'number') {
      const isOurs = (kind & numericFlag) !== 0 && peer === partner.row
      if (isOurs && count > 0) this.#count(side, kind & kindMask, count, cell(batch.value, count - 1))
      return
    }
    for (let row = 0; row < count; row++) {
      const own = cell(kind, row)
      if ((own & numericFlag) === 0 || cell(peer, row) !== partner.row) continue
      this.#count(side, own & kindMask, 1, cell(batch.value, row))
    }
  }

  #count(side: keyof PerSide, kind: number, events: number, last: number): void {
    const { sent, unsent, received, served } = EventKind
    if (side === 'client') {
      if (kind === sent) {
        this.sent += events
        this.lastSent = last
      } else if (kind === unsent) this.unsent += events
      else if (kind === received) {
        this.returned += events
        this.lastReturned = last
      }
      return
    }
    if (kind === served || kind === received) {
      this.served += events
      this.lastServed = last
    }
    if (kind === served || kind === sent) this.replied += events
  }
}
