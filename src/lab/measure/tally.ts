/** Follows every number of a run through its events, and sums it up as the ledger. */
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '../../shared/model/batch'
import { Delivery, type Ledger } from '../../shared/model/ledger'

export class Tally {
  /** Row n: the delivery bits of number n; row 0 is unused. */
  readonly bits: Uint8Array
  #duplicated = 0
  #reordered = 0
  #replied = 0
  #highestReturned = 0

  constructor(count: number) {
    this.bits = new Uint8Array(count + 1)
  }

  /** Takes a batch of the server's events. Numbers that the run did not send are strangers' and do not count. */
  addServer(batch: EventBatch): void {
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      const number = this.#numberOf(kind, batch, row)
      if (number === 0) continue
      const event = kind & kindMask
      if (event !== EventKind.received && event !== EventKind.served) continue
      if (this.bits[number]! & Delivery.served) this.#duplicated += 1
      this.bits[number]! |= Delivery.served
      if (event === EventKind.served) {
        this.#replied += 1
        this.bits[number]! |= Delivery.replied
      }
    }
  }

  /** Takes a batch of the client's events. */
  addClient(batch: EventBatch): void {
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      const number = this.#numberOf(kind, batch, row)
      if (number === 0) continue
      const event = kind & kindMask
      if (event === EventKind.sent) this.bits[number]! |= Delivery.sent
      else if (event === EventKind.unsent) this.bits[number]! |= Delivery.unsent
      else if (event === EventKind.received) this.#returned(number)
    }
  }

  #returned(number: number): void {
    if (this.bits[number]! & Delivery.returned) {
      this.#duplicated += 1
      return
    }
    this.bits[number]! |= Delivery.returned
    if (number < this.#highestReturned) this.#reordered += 1
    else this.#highestReturned = number
  }

  /** The number of a row, or 0 when it is none of this run's. */
  #numberOf(kind: number, batch: EventBatch, row: number): number {
    if ((kind & numericFlag) === 0) return 0
    const number = cell(batch.value, row)
    return number < this.bits.length ? number : 0
  }

  /** The ledger so far; lost means lost only once the run is over. */
  ledger(): Ledger {
    let sent = 0
    let served = 0
    let returned = 0
    let unsent = 0
    let firstLost: number | null = null
    for (let number = 1; number < this.bits.length; number++) {
      const bits = this.bits[number]!
      if (bits & Delivery.sent) sent += 1
      if (bits & Delivery.served) served += 1
      if (bits & Delivery.unsent) unsent += 1
      if (bits & Delivery.returned) returned += 1
      else if (firstLost === null && bits & Delivery.sent) firstLost = number
    }
    return {
      sent,
      served,
      replied: this.#replied,
      returned,
      lostRequests: sent - served,
      lostReplies: this.#replied - returned,
      unsent,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      firstLost,
      lossRatio: sent === 0 ? 0 : (sent - returned) / sent
    }
  }
}
