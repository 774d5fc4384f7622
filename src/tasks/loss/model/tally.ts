/** Follows every number of a run through its events, and sums it up as the ledger. */
import type { EndpointAddress } from '#shared/events/address'
import { cell, type EventBatch, EventKind, kindMask, numericFlag } from '#shared/events/batch'
import { type BeyondCounts, receivedBeyond } from '#shared/events/beyond'
import { PeerRow } from '#shared/events/peer-row'
import { Delivery, type Ledger } from './ledger'

/** The two sockets of a run: what comes to one from anywhere but the other is a stranger's. */
export interface RunEnds {
  server: EndpointAddress
  client: EndpointAddress
}

export interface PerSide {
  server: number
  client: number
}

export type Progress = Record<'sent' | 'unsent' | 'served' | 'replied' | 'returned', number>

/** What a server tells of a datagram that it read. */
const readByServer = (event: number): boolean =>
  event === EventKind.received || event === EventKind.served || event === EventKind.dropped

export class Tally {
  /** Row n: the delivery bits of number n; row 0 is unused. */
  readonly bits: Uint8Array
  /** Datagrams read at each socket whose number had been read there before. */
  readonly duplicated: PerSide = { server: 0, client: 0 }
  /** Datagrams read at each socket that are none of the run's. */
  readonly foreign: PerSide = { server: 0, client: 0 }
  /** Datagrams of the run that the emulated queue in the server dropped. */
  emulatedDrops = 0
  /** Distinct numbers of which each was told so far. */
  readonly progress: Progress = { sent: 0, unsent: 0, served: 0, replied: 0, returned: 0 }
  /** The highest number that each side read so far: what is below it and went no further was passed on the way. */
  readonly highest: PerSide = { server: 0, client: 0 }
  #reordered = 0
  readonly #atServer: PeerRow
  readonly #atClient: PeerRow

  /** @param count the run's numbers are 1 to `count` */
  constructor(
    readonly count: number,
    ends: RunEnds
  ) {
    this.bits = new Uint8Array(count + 1)
    this.#atServer = new PeerRow(ends.client)
    this.#atClient = new PeerRow(ends.server)
  }

  /** Takes a batch of the server's events. */
  addServer(batch: EventBatch): void {
    this.#atServer.take(batch.newPeers)
    const { row: client } = this.#atServer
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      const event = kind & kindMask
      if (!readByServer(event) && event !== EventKind.sent) continue
      const number = cell(batch.peer, row) === client ? this.#numberOf(kind, batch, row) : 0
      if (number === 0) this.foreign.server += event === EventKind.sent ? 0 : 1
      else if (event === EventKind.sent) this.#mark(number, Delivery.replied)
      else if (event === EventKind.dropped) this.#dropped(number)
      else this.#served(number, event === EventKind.served)
    }
  }

  /** Takes what a side only counted: none of it had a number, so none of it was the run's. */
  addBeyond(side: keyof PerSide, counts: BeyondCounts): void {
    this.foreign[side] += receivedBeyond(counts)
  }

  #dropped(number: number): void {
    this.emulatedDrops += 1
    this.#mark(number, Delivery.dropped)
  }

  #served(number: number, replied: boolean): void {
    if (this.bits[number]! & Delivery.served) this.duplicated.server += 1
    this.#mark(number, replied ? Delivery.served | Delivery.replied : Delivery.served)
    if (number > this.highest.server) this.highest.server = number
  }

  /** Takes a batch of the client's events. */
  addClient(batch: EventBatch): void {
    this.#atClient.take(batch.newPeers)
    const { row: server } = this.#atClient
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      const event = kind & kindMask
      const received = event === EventKind.received
      if (!received && event !== EventKind.sent && event !== EventKind.unsent) continue
      const number = cell(batch.peer, row) === server ? this.#numberOf(kind, batch, row) : 0
      if (number === 0) this.foreign.client += received ? 1 : 0
      else if (received) this.#returned(number)
      else this.#mark(number, event === EventKind.sent ? Delivery.sent : Delivery.unsent)
    }
  }

  #returned(number: number): void {
    if (this.bits[number]! & Delivery.returned) {
      this.duplicated.client += 1
      return
    }
    this.#mark(number, Delivery.returned)
    if (number < this.highest.client) this.#reordered += 1
    else this.highest.client = number
  }

  #mark(number: number, bits: number): void {
    const before = this.bits[number]!
    const added = bits & ~before
    this.bits[number] = before | bits
    if (added & Delivery.sent) this.progress.sent += 1
    if (added & Delivery.unsent) this.progress.unsent += 1
    if (added & Delivery.served) this.progress.served += 1
    if (added & Delivery.replied) this.progress.replied += 1
    if (added & Delivery.returned) this.progress.returned += 1
  }

  /** The number of a row, or 0 when it is none of this run's. */
  #numberOf(kind: number, batch: EventBatch, row: number): number {
    if ((kind & numericFlag) === 0) return 0
    const number = cell(batch.value, row)
    return number < this.bits.length ? number : 0
  }

  /** The numbers whose bits are all of `has` and none of `lacks`: `numbers(sent, served)` are the lost requests. */
  numbers(has: number, lacks: number): number[] {
    const found: number[] = []
    for (let number = 1; number < this.bits.length; number++) {
      const bits = this.bits[number]!
      if ((bits & has) === has && (bits & lacks) === 0) found.push(number)
    }
    return found
  }

  /** The ledger so far, each figure counted by number; lost means lost only once the run is over. */
  ledger(): Ledger {
    const ledger = { sent: 0, served: 0, replied: 0, returned: 0, lostRequests: 0, lostReplies: 0, unsent: 0 }
    let firstLost: number | null = null
    for (let number = 1; number < this.bits.length; number++) {
      const bits = this.bits[number]!
      const served = (bits & Delivery.served) !== 0
      const replied = (bits & Delivery.replied) !== 0
      const returned = (bits & Delivery.returned) !== 0
      // What arrived was sent, although the answer of its send() may never have come.
      const sent = served || (bits & Delivery.sent) !== 0
      if (sent) ledger.sent += 1
      else if (bits & Delivery.unsent) ledger.unsent += 1
      if (served) ledger.served += 1
      else if (sent) ledger.lostRequests += 1
      if (replied) ledger.replied += 1
      if (returned) ledger.returned += 1
      else if (replied) ledger.lostReplies += 1
      if (sent && !returned) firstLost ??= number
    }
    return {
      ...ledger,
      duplicated: this.duplicated.server + this.duplicated.client,
      reordered: this.#reordered,
      firstLost,
      lossRatio: ledger.sent === 0 ? 0 : (ledger.sent - ledger.returned) / ledger.sent
    }
  }
}
