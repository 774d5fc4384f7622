/** How often each line of a program ran, told by the events of its endpoint as they come. */
import { sameEndpoint } from '../events/address'
import { cell, EventKind, type EventKindCode, kindMask } from '../events/batch'
import type { Program } from '../events/endpoint'
import type { EventStore } from '../events/event-store'
import { lineKey } from '../events/motion'
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
  readonly #program: Program
  readonly #printing: ReadonlySet<number>
  readonly #known = new Map<string, number[]>()
  /** What events print, in slow motion, when the program has come to it. */
  #unprinted: { row: number; key: number; line: number }[] = []
  #rows = 0

  constructor(calls: readonly CallLine[], program: Program) {
    this.#calls = calls
    this.#program = program
    this.#printing = new Set(calls.filter(({ call }) => call === 'print').map(({ line }) => line))
  }

  /**
   * Takes what came since the last time. Returns whether that was anything.
   * @param printedTo up to where slow motion let the program print (Position.printedTo)
   */
  advance(store: EventStore, printedTo = Number.POSITIVE_INFINITY): boolean {
    const printed = this.#unprinted.filter(({ key }) => key < printedTo)
    if (store.count === this.#rows && printed.length === 0) return false
    const lit = new Set<number>()
    for (const { line, row } of printed) this.#run(line, row, lit)
    this.#unprinted = this.#unprinted.filter(({ key }) => key >= printedTo)
    for (let index = this.#batchAt(store); index < store.batches.length; index++) {
      const batch = store.batches[index]!
      for (let row = Math.max(0, this.#rows - batch.first); row < batch.count; row++) {
        const kind = (cell(batch.kind, row) & kindMask) as EventKindCode
        const target = kind === EventKind.sent ? this.#target(store, cell(batch.peer, row)) : 0
        this.#runAll(this.#lines(kind, target), batch.first + row, printedTo, lit)
      }
    }
    this.#rows = store.count
    this.lit = lit
    return true
  }

  #runAll(lines: readonly number[], row: number, printedTo: number, lit: Set<number>): void {
    let prints = 0
    for (const line of lines) {
      const key = this.#printing.has(line) ? lineKey(row, prints++) : Number.NEGATIVE_INFINITY
      if (key < printedTo) this.#run(line, row, lit)
      else this.#unprinted.push({ row, key, line })
    }
  }

  #run(line: number, row: number, lit: Set<number>): void {
    this.counts.set(line, (this.counts.get(line) ?? 0) + 1)
    this.lastRow.set(line, row)
    this.last = line
    lit.add(line)
  }

  #batchAt(store: EventStore): number {
    let index = store.batches.length - 1
    while (index > 0 && store.batches[index]!.first > this.#rows) index--
    return Math.max(0, index)
  }

  #target(store: EventStore, peerRow: number): number {
    const peer = store.peers[peerRow - 1]
    return targetOf(this.#program, peer ?? null)
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
export function targetOf(program: Program, peer: { address: string; port: number } | null): number {
  if (!program.servers || !peer) return 0
  return Math.max(
    0,
    program.servers.findIndex((server) => sameEndpoint(server, peer))
  )
}
