/** What became of every number of a run, and which rows tell of one a second time: what the film must know beforehand. */
import type { EndpointAddress } from '#shared/events/address'
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import { PeerRow } from '#shared/events/peer-row'
import { Delivery } from '../ledger'
import type { PerSide } from '../tally'

/** What a row says of its number. */
const bitsOf: Record<keyof PerSide, Partial<Record<number, number>>> = {
  server: {
    [EventKind.received]: Delivery.served,
    [EventKind.served]: Delivery.served | Delivery.replied,
    [EventKind.sent]: Delivery.replied,
    [EventKind.dropped]: Delivery.dropped
  },
  client: {
    [EventKind.sent]: Delivery.sent,
    [EventKind.unsent]: Delivery.unsent,
    [EventKind.received]: Delivery.returned
  }
}

/** The number of a row that is the run's own, or 0. */
export function numberOf(batch: EventBatch, row: number, partner: number, count: number): number {
  if ((cell(batch.kind, row) & numericFlag) === 0 || cell(batch.peer, row) !== partner) return 0
  const number = cell(batch.value, row)
  return number <= count ? number : 0
}

export class Fates {
  /** Row n: the delivery bits of number n; row 0 is unused. */
  readonly bits: Uint8Array
  /** Rows, counted over all batches of a side, that tell again what an earlier one told: the path copied a datagram. */
  readonly repeated: Record<keyof PerSide, Set<number>> = { server: new Set(), client: new Set() }
  readonly #count: number
  readonly #partners: Record<keyof PerSide, PeerRow>

  constructor(count: number, ends: Record<keyof PerSide, EndpointAddress>) {
    this.#count = count
    this.bits = new Uint8Array(count + 1)
    this.#partners = { server: new PeerRow(ends.client), client: new PeerRow(ends.server) }
  }

  /** Row of the partner in the peer table of a side. */
  partnerOf(side: keyof PerSide): number {
    return this.#partners[side].row
  }

  /** Takes the batches of a side, each once and in their order. */
  add(side: keyof PerSide, batch: EventBatch): void {
    const partner = this.#partners[side]
    partner.take(batch.newPeers)
    if (partner.row === 0) return
    const meaning = bitsOf[side]
    for (let row = 0; row < batch.count; row++) {
      const bits = meaning[cell(batch.kind, row) & kindMask]
      if (bits === undefined) continue
      const number = numberOf(batch, row, partner.row, this.#count)
      if (number === 0) continue
      const before = this.bits[number]!
      if ((before & bits) === bits) this.repeated[side].add(batch.first + row)
      this.bits[number] = before | bits
    }
  }
}
