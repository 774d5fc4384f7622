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
/** An endpoint's clock may begin a little before the one whose events came first. */
const headroomMs = 1000
const ticksMaximum = 0xffffffff
/** How much coarser the ticks become where a run outlasts them: at first after 71 minutes. */
const coarser = 16

/** Four bytes a time: a run of 1,000,000 numbers has three million of them. */
export class NumberTimes {
  /** Row n: ticks after `originMs`; 0: it did not happen, or not yet. Row 0 is unused. */
  readonly sent: Uint32Array
  readonly served: Uint32Array
  readonly returned: Uint32Array
  /** The highest number that each side read: what is below it and went no further was passed on the way. */
  readonly highest: PerSide = { server: 0, client: 0 }
  readonly #read: PerSide = { server: 0, client: 0 }
  #peers: Record<keyof PerSide, PeerRow> | null = null
  #tickMs = 0.001
  /** On the events' clock. */
  #originMs: number | null = null

  /** @param count the run's numbers are 1 to `count` */
  constructor(readonly count: number) {
    this.sent = new Uint32Array(count + 1)
    this.served = new Uint32Array(count + 1)
    this.returned = new Uint32Array(count + 1)
  }

  /** A microsecond, unless the run took too long for that. */
  get tickMs(): number {
    return this.#tickMs
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

  /** The highest number that was sent by `atMs` on the events' clock; 0: none was. */
  lastSentBy(atMs: number): number {
    if (this.#originMs === null) return 0
    const by = Math.round((atMs - this.#originMs) / this.#tickMs)
    for (let number = this.count; number > 0; number--) {
      const sent = this.sent[number]!
      if (sent !== 0 && sent <= by) return number
    }
    return 0
  }

  /** @returns ticks for `atMs` on the events' clock, which is never 0: that is "not yet" */
  #ticksAt(atMs: number): number {
    this.#originMs ??= atMs - headroomMs
    for (;;) {
      const ticks = Math.max(1, Math.round((atMs - this.#originMs) / this.#tickMs))
      if (ticks <= ticksMaximum) return ticks
      this.#coarsen()
    }
  }

  #coarsen(): void {
    this.#tickMs *= coarser
    for (const column of [this.sent, this.served, this.returned])
      for (let number = 1; number < column.length; number++)
        column[number] = Math.ceil(column[number]! / coarser)
  }

  #columnOf(side: keyof PerSide, kind: EventKindCode): Uint32Array | null {
    if (side === 'client' && kind === EventKind.sent) return this.sent
    if (side === 'client') return kind === EventKind.received ? this.returned : null
    return kind === EventKind.received || kind === EventKind.served ? this.served : null
  }

  #take(side: keyof PerSide, batch: EventBatch, peer: PeerRow): void {
    peer.take(batch.newPeers)
    for (let row = 0; row < batch.count; row++) {
      const kind = cell(batch.kind, row)
      const column = this.#columnOf(side, (kind & kindMask) as EventKindCode)
      if (!column || (kind & numericFlag) === 0 || cell(batch.peer, row) !== peer.row) continue
      const number = cell(batch.value, row)
      if (number === 0 || number > this.count || column[number] !== 0) continue
      column[number] = this.#ticksAt(batch.baseMs + cell(batch.offsetUs, row) / 1000)
      if (column !== this.sent && number > this.highest[side]) this.highest[side] = number
    }
  }
}
