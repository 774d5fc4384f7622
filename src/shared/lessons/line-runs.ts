/** How often each line of a program ran, told by the events of its endpoint as they come. */
import { sameEndpoint } from '../model/address'
import { cell, EventKind, type EventKindCode, kindMask } from '../model/batch'
import type { Voice } from '../model/endpoint'
import type { EventStore } from '../model/event-store'
import { type CallLine, linesOfEvent } from './code-lines'

export class LineRuns {
  /** Times that the line ran, by its number. */
  readonly counts = new Map<number, number>()
  /** Row of the last event that ran the line. */
  readonly lastRow = new Map<number, number>()
  /** The line that ran last. */
  last: number | null = null
  /** The lines that the events of the last advance() ran. */
  lit: ReadonlySet<number> = new Set()
  readonly #calls: readonly CallLine[]
  readonly #voice: Voice
  readonly #known = new Map<string, number[]>()
  #rows = 0

  constructor(calls: readonly CallLine[], voice: Voice) {
    this.#calls = calls
    this.#voice = voice
  }

  /** Takes what came since the last time. Returns whether that was anything. */
  advance(store: EventStore): boolean {
    if (store.count === this.#rows) return false
    const lit = new Set<number>()
    for (let index = this.#batchAt(store); index < store.batches.length; index++) {
      const batch = store.batches[index]!
      for (let row = Math.max(0, this.#rows - batch.first); row < batch.count; row++) {
        const kind = (cell(batch.kind, row) & kindMask) as EventKindCode
        const target = kind === EventKind.sent ? this.#target(store, cell(batch.peer, row)) : 0
        for (const line of this.#lines(kind, target)) {
          this.counts.set(line, (this.counts.get(line) ?? 0) + 1)
          this.lastRow.set(line, batch.first + row)
          this.last = line
          lit.add(line)
        }
      }
    }
    this.#rows = store.count
    this.lit = lit
    return true
  }

  #batchAt(store: EventStore): number {
    let index = store.batches.length - 1
    while (index > 0 && store.batches[index]!.first > this.#rows) index--
    return Math.max(0, index)
  }

  #target(store: EventStore, peerRow: number): number {
    const peer = store.peers[peerRow - 1]
    return targetOf(this.#voice, peer ?? null)
  }

  #lines(kind: EventKindCode, target: number): number[] {
    const key = `${kind} ${target}`
    const known = this.#known.get(key)
    if (known) return known
    const lines = linesOfEvent(this.#calls, kind, { target })
    this.#known.set(key, lines)
    return lines
  }
}

/** Which of its servers a client sends to, from 0. */
export function targetOf(voice: Voice, peer: { address: string; port: number } | null): number {
  if (!voice.servers || !peer) return 0
  return Math.max(
    0,
    voice.servers.findIndex((server) => sameEndpoint(server, peer))
  )
}
