/** The lines of one terminal: which event prints each, as one packed column. Their text is made when shown. */
import { lineCount, lineOf, type LogLine, type ProgramTable } from './program-lines'
import {
  cell,
  type Column,
  columnOf,
  EventKind,
  type EventBatch,
  type EventKindCode,
  kindMask
} from './batch'
import type { EndpointInfo } from './endpoint'
import type { EventStore } from './event-store'
import type { Moment } from './moment'
import { lineKey } from './motion'

export interface ShownLine extends LogLine {
  timeMs: number
  /** The endpoint that printed it. */
  source: string
}

/** An event prints at most two lines; four have room in the packing. */
const linesMaximum = 2

interface Segment {
  first: number
  count: number
  endpoint: EndpointInfo
  store: EventStore
  /** Row of the event at the endpoint, and which of its lines (lineKey). */
  packed: Column
}

/** Lines that slow motion keeps an endpoint from printing, by their keys. */
interface Unprinted {
  endpoint: EndpointInfo
  store: EventStore
  keys: number[]
}

export class LogLines {
  #segments: Segment[] = []
  #unprinted: Unprinted[] = []
  #scratch = new Uint32Array(64)
  count = 0
  readonly #programs: ProgramTable

  /** @param programs those of the task whose endpoints print here */
  constructor(programs: ProgramTable) {
    this.#programs = programs
  }

  /**
   * Adds the lines that a batch prints.
   * @param printedTo lines with this key or a greater one are kept until print() says that they were printed
   */
  add(
    endpoint: EndpointInfo,
    store: EventStore,
    batch: EventBatch,
    printedTo = Number.POSITIVE_INFINITY
  ): void {
    const count = this.#pack(endpoint, batch)
    if (printedTo === Number.POSITIVE_INFINITY) return this.#append(endpoint, store, count)
    const keys = this.#scratch.slice(0, count)
    this.#scratch.set(keys.filter((key) => key < printedTo))
    const kept = [...keys.filter((key) => key >= printedTo)]
    this.#append(endpoint, store, count - kept.length)
    if (kept.length > 0) this.#unprinted.push({ endpoint, store, keys: kept })
  }

  /**
   * Lines that were kept have been printed.
   * @param printedTo up to where an endpoint has printed
   * @returns whether there were any
   */
  print(printedTo: (endpointId: number) => number): boolean {
    const before = this.count
    const waiting = this.#unprinted
    this.#unprinted = []
    for (const { endpoint, store, keys } of waiting) {
      const limit = printedTo(endpoint.id)
      const printed = keys.filter((key) => key < limit)
      this.#scratch = new Uint32Array(printed)
      this.#append(endpoint, store, printed.length)
      const kept = keys.slice(printed.length)
      if (kept.length > 0) this.#unprinted.push({ endpoint, store, keys: kept })
    }
    return this.count > before
  }

  /** Adds the first lines of the scratch. */
  #append(endpoint: EndpointInfo, store: EventStore, count: number): void {
    if (count === 0) return
    const packed = columnOf(this.#scratch, count)
    this.#segments.push({ first: this.count, count, endpoint, store, packed })
    this.count += count
  }

  /** Writes each line's row and place into the scratch; gives how many lines there are. */
  #pack(endpoint: EndpointInfo, batch: EventBatch): number {
    if (this.#scratch.length < batch.count * linesMaximum) {
      this.#scratch = new Uint32Array(batch.count * linesMaximum)
    }
    let count = 0
    for (let row = 0; row < batch.count; row++) {
      const lines = lineCount(
        this.#programs,
        endpoint.program,
        (cell(batch.kind, row) & kindMask) as EventKindCode
      )
      for (let line = 0; line < lines; line++) this.#scratch[count++] = lineKey(batch.first + row, line)
    }
    return count
  }

  at(index: number): ShownLine {
    const segment = this.#segmentOf(index)
    const packed = cell(segment.packed, index - segment.first)
    const row = packed >>> 2
    const event = segment.store.at(row)
    const { program, name } = segment.endpoint
    const ordinal = program.byArrival ? receivedBefore(segment.store, row) : 0
    return {
      ...lineOf(this.#programs, program, event, packed & 3, ordinal),
      timeMs: event.timeMs,
      source: name
    }
  }

  /** The event that printed a line. */
  momentAt(index: number): Moment {
    const { first, packed, store, endpoint } = this.#segmentOf(index)
    const place = cell(packed, index - first)
    const { kind, timeMs, peer } = store.at(place >>> 2)
    return { endpointId: endpoint.id, kind, timeMs, peer, printed: place & 3 }
  }

  /** The last line whose event happened up to `timeMs`; -1: none. The lines of a run stand in the order of their times. */
  lastAt(timeMs: number): number {
    let low = -1
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.momentAt(middle).timeMs <= timeMs) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The first line at or after `from` (or, backwards, at or before it) whose text holds `needle`; -1: none. */
  find(needle: string, from: number, backwards = false): number {
    const wanted = needle.toLowerCase()
    const step = backwards ? -1 : 1
    for (let index = from; index >= 0 && index < this.count; index += step) {
      if (this.at(index).text.toLowerCase().includes(wanted)) return index
    }
    return -1
  }

  /** Lines `from` to `to` (not included) as text. */
  text(from = 0, to = this.count): string {
    const lines: string[] = []
    for (let index = from; index < to; index++) lines.push(this.at(index).text)
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`
  }

  #segmentOf(index: number): Segment {
    let low = 0
    let high = this.#segments.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#segments[middle]!.first <= index) low = middle
      else high = middle - 1
    }
    const segment = this.#segments[low]
    if (!segment || index < segment.first || index >= segment.first + segment.count) {
      throw new RangeError(`no line ${index}`)
    }
    return segment
  }
}

function receivedBefore(store: EventStore, row: number): number {
  let ordinal = 0
  for (let index = 0; index < row; index++) if (store.at(index).kind === EventKind.received) ordinal++
  return ordinal
}
