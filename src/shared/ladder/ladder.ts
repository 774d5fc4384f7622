/**
 * The ladder: a time-sequence diagram as lanes, rows and arrows. Time runs down, one row an event, not to
 * scale; ladder-scale.ts says how far apart the rows stand when it is to scale.
 * Servers have a lane each; clients share lanes one after the other, as their sockets do the machine's ports.
 */
import { formatEndpoint, shownEndpoint } from '../events/address'
import { EventKind, type LabEvent } from '../events/batch'
import { type Datagram, type DatagramOutcome, matchDatagrams } from '../events/datagrams'
import type { EndpointInfo } from '../events/endpoint'
import type { EventStore } from '../events/event-store'
import type { ProgramTable } from '../events/program-lines'
import {
  assignLanes,
  type ExpectedLane,
  type LadderLane,
  type LaneStay,
  type OutsideTitle
} from './ladder-lanes'
import type { LadderSource } from '../events/socket-spans'

export type LadderMarkKind = 'open' | 'connected' | 'disconnected' | 'timed-out'

export interface LadderMark {
  key: string
  kind: LadderMarkKind
  lane: number
  row: number
  timeMs: number
  text: string
}

export interface LadderArrow {
  datagram: Datagram
  row: number
  fromLane: number
  /** Null: towards an address that no lane stands for. */
  toLane: number | null
  /** Row in which the ICMP error came back. */
  refusedRow: number | null
}

/** A socket's life on its lane. */
export interface LadderSegment {
  key: string
  lane: number
  fromRow: number
  /** Last row of its life. */
  toRow: number
  closed: boolean
  /** When its socket ended; null: it lives, or nobody saw its end. */
  closedMs: number | null
}

export interface Ladder {
  lanes: LadderLane[]
  rows: number
  segments: LadderSegment[]
  marks: LadderMark[]
  arrows: LadderArrow[]
  /** Earlier datagrams are not drawn. */
  cut: boolean
}

export const drawnArrowsMaximum = 200
const eventsMaximum = 1200
const clientsMaximum = 150
/** Marks of one kind share a row when they are no further apart. */
const sharedRowMs = 100
/** Characters of two marks on lanes beside each other: more would lie over each other. */
const sharedMarkCharacters = 32

export interface LadderEndpoint {
  info: EndpointInfo
  store: EventStore
}

/** The last events of the endpoints that did something last: what a ladder needs, however long a session grows. */
export function recentSources(endpoints: readonly LadderEndpoint[], programs: ProgramTable): LadderSource[] {
  const lastMs = ({ store }: LadderEndpoint): number =>
    store.count === 0 ? Number.POSITIVE_INFINITY : store.at(store.count - 1).timeMs
  const newest = endpoints
    .map((endpoint) => ({ endpoint, lastMs: lastMs(endpoint) }))
    .sort((a, b) => b.lastMs - a.lastMs)
  const tails = newest.map(({ endpoint }, rank) => ({
    endpoint,
    events: rank < clientsMaximum ? tailOf(endpoint.store) : []
  }))
  const times = tails.flatMap(({ events }) => events.map((event) => event.timeMs)).sort((a, b) => b - a)
  const fromMs = Math.max(
    times[eventsMaximum] ?? Number.NEGATIVE_INFINITY,
    newest[clientsMaximum]?.lastMs ?? Number.NEGATIVE_INFINITY
  )
  return tails.map(({ endpoint, events }) => {
    const kept = events.filter((event) => event.timeMs >= fromMs)
    const { info, store } = endpoint
    const echoes = programs[info.program.id]?.echoes ?? false
    return { info, events: kept, firstRow: store.count - kept.length, echoes }
  })
}

function tailOf(store: EventStore): LabEvent[] {
  const events: LabEvent[] = []
  for (let row = Math.max(0, store.count - eventsMaximum); row < store.count; row++)
    events.push(store.at(row))
  return events
}

const markTexts: Partial<Record<number, (event: LabEvent) => { kind: LadderMarkKind; text: string }>> = {
  [EventKind.connected]: (event) => ({
    kind: 'connected',
    text: `connect() ${event.peer ? shownEndpoint(event.peer) : ''}`
  }),
  [EventKind.disconnected]: () => ({ kind: 'disconnected', text: 'disconnected' }),
  [EventKind.timedOut]: () => ({ kind: 'timed-out', text: 'waited, no answer' })
}

type Item =
  | { timeMs: number; datagram: Datagram }
  | { timeMs: number; mark: Omit<LadderMark, 'row' | 'lane'>; owner: string }
  | { timeMs: number; refused: Datagram }

/**
 * @param patient slow motion is on: nothing that waits for its receiver is lost
 * @param expected lanes that are there before their sockets are
 */
export function deriveLadder(
  sources: readonly LadderSource[],
  nowMs: number,
  patient = false,
  expected: readonly ExpectedLane[] = [],
  outsideTitle?: OutsideTitle
): Ladder {
  const all = matchDatagrams(sources, nowMs, patient)
  const datagrams = all.slice(-drawnArrowsMaximum)
  const cut = all.length > datagrams.length || sources.some(({ firstRow }) => firstRow > 0)
  const fromMs = cut ? (datagrams[0]?.sentMs ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY
  const { lanes, stays } = assignLanes(sources, datagrams, fromMs, expected, outsideTitle)
  const items = itemsOf(stays, datagrams).filter(({ timeMs }) => timeMs >= fromMs)
  items.sort((a, b) => a.timeMs - b.timeMs)
  return { lanes, cut, ...placeRows(items, stays) }
}

function itemsOf(stays: readonly LaneStay[], datagrams: readonly Datagram[]): Item[] {
  const items: Item[] = datagrams.map((datagram) => ({
    timeMs: Math.min(datagram.sentMs, datagram.arrivedMs ?? Number.POSITIVE_INFINITY),
    datagram
  }))
  for (const datagram of datagrams) {
    if (datagram.refusedMs !== null) items.push({ timeMs: datagram.refusedMs, refused: datagram })
  }
  for (const { key, label, openMs, source } of stays) {
    if (Number.isFinite(openMs)) {
      const mark = { key: `${key}:open`, kind: 'open' as const, timeMs: openMs, text: label }
      items.push({ timeMs: openMs, mark, owner: key })
    }
    source?.events.forEach((event, index) => {
      const words = markTexts[event.kind]?.(event)
      if (!words) return
      const mark = { key: `${key}:${source.firstRow + index}`, timeMs: event.timeMs, ...words }
      items.push({ timeMs: event.timeMs, mark, owner: key })
    })
  }
  return items
}

/** What shows that the socket at the other end was alive. */
const reached = new Set<DatagramOutcome>(['delivered', 'lost', 'filtered', 'outside'])

type Reach = Map<string, { fromRow: number; toRow: number }>

function placeRows(items: readonly Item[], stays: readonly LaneStay[]): Omit<Ladder, 'lanes' | 'cut'> {
  const laneOf = new Map(stays.map(({ key, lane }) => [key, lane]))
  const arrows: LadderArrow[] = []
  const marks: LadderMark[] = []
  const reach: Reach = new Map()
  let row = -1
  for (const item of items) {
    if ('mark' in item) {
      const lane = laneOf.get(item.owner)!
      if (!sharesRow(marks, row, item.mark, lane)) row++
      marks.push({ ...item.mark, lane, row })
      touch(reach, item.owner, row)
    } else if ('refused' in item) {
      row++
      const arrow = arrows.find(({ datagram }) => datagram === item.refused)
      if (arrow) arrow.refusedRow = row
      touch(reach, keyOf(item.refused, 'from'), row)
    } else {
      row++
      const { datagram } = item
      const [from, to] = [keyOf(datagram, 'from'), keyOf(datagram, 'to')]
      const fromLane = (from !== null && laneOf.get(from)) || 0
      const toLane = to === null ? null : (laneOf.get(to) ?? null)
      arrows.push({ datagram, row, fromLane, toLane, refusedRow: null })
      touch(reach, from, row)
      if (reached.has(datagram.outcome)) touch(reach, to, row)
    }
  }
  return { rows: row + 1, arrows, marks, segments: segmentsOf(stays, reach, row) }
}

/** Whether the last row is one of marks of this kind and time, with the lane still free. */
function sharesRow(
  marks: readonly LadderMark[],
  row: number,
  mark: Omit<LadderMark, 'row' | 'lane'>,
  lane: number
): boolean {
  const there = marks.filter((other) => other.row === row)
  const first = there[0]
  return (
    first?.kind === mark.kind &&
    mark.timeMs - first.timeMs <= sharedRowMs &&
    there.every((other) => other.lane !== lane && !reaches(other, mark.text, lane))
  )
}

const reaches = (other: LadderMark, text: string, lane: number): boolean =>
  Math.abs(other.lane - lane) === 1 && other.text.length + text.length > sharedMarkCharacters

function touch(reach: Reach, key: string | null, row: number): void {
  if (key === null) return
  const known = reach.get(key)
  if (known) known.toRow = Math.max(known.toRow, row)
  else reach.set(key, { fromRow: row, toRow: row })
}

/** The stay that an end of the datagram belongs to. */
function keyOf(datagram: Datagram, end: 'from' | 'to'): string | null {
  const [info, address] =
    end === 'from' ? [datagram.from, datagram.fromAddress] : [datagram.to, datagram.toAddress]
  if (info) return `endpoint:${info.id}`
  return address ? `outside:${formatEndpoint(address)}` : null
}

function segmentsOf(stays: readonly LaneStay[], reach: Reach, lastRow: number): LadderSegment[] {
  return stays.flatMap(({ key, lane, closedMs }) => {
    const rows = reach.get(key)
    if (!rows) return []
    const closed = Number.isFinite(closedMs)
    const toRow = closed ? rows.toRow : lastRow
    return [{ key, lane, fromRow: rows.fromRow, toRow, closed, closedMs: closed ? closedMs : null }]
  })
}
