/** When each number of a run was sent, served and returned, followed through the events as they come. */
import {
  cell,
  type EventBatch,
  EventKind,
  type EventKindCode,
  kindMask,
  numericFlag
} from '#shared/events/batch'
import { PeerRow } from '#shared/events/peer-row'
import { endOf, type Followed } from './tally-follower'
import type { PerSide } from './tally'

const sides = ['server', 'client'] as const

export class NumberTimes {
  /** Row n: ms on the events' clock; 0: it did not happen, or not yet. Row 0 is unused. */
  readonly sentMs: Float64Array
  readonly servedMs: Float64Array
  readonly returnedMs: Float64Array
  /** The highest number that each side read: what is below it and went no further was passed on the way. */
  readonly highest: PerSide = { server: 0, client: 0 }
  readonly #read: PerSide = { server: 0, client: 0 }
  #peers: Record<keyof PerSide, PeerRow> | null = null

  /** @param count the run's numbers are 1 to `count` */
  constructor(readonly count: number) {
    this.sentMs = new Float64Array(count + 1)
    this.servedMs = new Float64Array(count + 1)
    this.returnedMs = new Float64Array(count + 1)
  }

  /** Reads what came since the last call. */
  advance(endpoints: readonly Followed[]): void {
    const ends = { server: endOf(endpoints, 'server'), client: endOf(endpoints, 'client') }
    if (!ends.server || !ends.client) return
    this.#peers ??= { server: new PeerRow(ends.client.local), client: new PeerRow(ends.server.local) }
    for (const side of sides) {
      const { batches } = ends[side]!.endpoint.store
      for (; this.#read[side] < batches.length; this.#read[side]++)
        this.#take(side, batches[this.#read[side]]!, this.#peers[side])
    }
  }

  #columnOf(side: keyof PerSide, kind: EventKindCode): Float64Array | null {
    if (side === 'client' && kind === EventKind.sent) return this.sentMs
    if (side === 'client') return kind === EventKind.received ? this.returnedMs : null
    return kind === EventKind.received || kind === EventKind.served ? this.servedMs : null
  }

  #take(side: keyof PerSide, batch: EventBatch, peer: PeerRow): void {
    peer.take(batch.newPeers)
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      const column = this.#columnOf(side, (kind & kindMask) as EventKindCode)
      if (!column || (kind & numericFlag) === 0 || cell(batch.peer, row) !== peer.row) continue
      const number = cell(batch.value, row)
      if (number === 0 || number > this.count || column[number] !== 0) continue
      column[number] = batch.baseMs + cell(batch.offsetUs, row) / 1000
      if (column !== this.sentMs && number > this.highest[side]) this.highest[side] = number
    }
  }
}
