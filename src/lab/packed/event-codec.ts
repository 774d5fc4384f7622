/** Reads the fixed form of a run's events: what is hashed, kept and exported. docs/run-file.md describes it byte by byte. */
import {
  cell,
  type Column,
  columnOf,
  type EventBatch,
  EventKind,
  kindMask,
  numericFlag
} from '#shared/events/batch'
import { ByteReader, MalformedError, UnknownFormError } from './bytes'
import { columnNames } from './event-columns'
import { type EventForm, formOf, isForm, readPeer } from './peer-form'

/** As many events as a session keeps (lab/session/kept-events.ts). */
export const eventsMaximum = 8_000_000
/** Each takes some hundred bytes, however few its events: 60 a second of two endpoints for half an hour. */
export const batchesMaximum = 250_000
/** A text that is too long for a datagram reaches the socket, and is told: no more than 131,014 characters of 3 bytes. */
const payloadBytesMaximum = 400_000
const valueMaximum = 4_294_967_295
const kinds = new Set<number>(Object.values(EventKind))

const maxima = {
  offsetUs: valueMaximum,
  kind: 255,
  peer: eventsMaximum,
  value: valueMaximum,
  sizeBytes: payloadBytesMaximum
} as const

/** Rows that an endpoint's batches brought so far: what the next may point at. */
interface Tables {
  rows: number
  peers: number
  payloads: number
}

/**
 * The batches of a fixed form, each under `sessionId`. Whatever points beyond a table, is out of range or is longer than the
 * limits throws MalformedError before it takes any memory.
 * @param maximum so many events, at most eventsMaximum
 */
export function decodeEvents(bytes: Uint8Array, sessionId: string, maximum = eventsMaximum): EventBatch[] {
  const reader = new ByteReader(bytes)
  const form = reader.byte()
  if (!isForm(form)) throw new UnknownFormError(`its form has the unknown number ${form}`)
  const count = reader.whole(batchesMaximum)
  const batches: EventBatch[] = []
  const tables = new Map<number, Tables>()
  let total = 0
  for (let index = 0; index < count; index++) {
    const batch = readBatch(reader, sessionId, tables, form)
    total += batch.count
    if (total > maximum) throw new MalformedError(`it has more than ${maximum} events`)
    batches.push(batch)
  }
  reader.end()
  // One run has one form, and so one hash.
  if (formOf(batches) !== form) throw new MalformedError('it is of the form for IPv6 and has no such peer')
  return batches
}

function readBatch(
  reader: ByteReader,
  sessionId: string,
  tables: Map<number, Tables>,
  form: EventForm
): EventBatch {
  const endpointId = reader.whole(valueMaximum)
  const known = tables.get(endpointId) ?? { rows: 0, peers: 0, payloads: 0 }
  const first = reader.whole(eventsMaximum)
  if (first !== known.rows) throw new MalformedError('rows are missing or there twice')
  const count = reader.whole(eventsMaximum)
  const baseMs = reader.float64()
  if (!Number.isFinite(baseMs) || baseMs < 0 || baseMs > Number.MAX_SAFE_INTEGER) {
    throw new MalformedError('a time is wrong')
  }
  const columns = {} as Record<(typeof columnNames)[number], Column>
  for (const name of columnNames) columns[name] = readColumn(reader, count, maxima[name])
  const newPeers = Array.from({ length: short(reader, 6) }, () => readPeer(reader, form))
  const newPayloads = Array.from({ length: short(reader, 1) }, () =>
    reader.bytes(reader.whole(payloadBytesMaximum))
  )
  const after = {
    rows: first + count,
    peers: known.peers + newPeers.length,
    payloads: known.payloads + newPayloads.length
  }
  tables.set(endpointId, after)
  const batch = { sessionId, endpointId, first, count, baseMs, ...columns, newPeers, newPayloads }
  checkRows(batch, after)
  return batch
}

/** How many follow, each of at least so many bytes. */
function short(reader: ByteReader, leastBytes: number): number {
  const count = reader.whole(eventsMaximum)
  if (count * leastBytes > reader.left) throw new MalformedError('it ends too early')
  return count
}

function readColumn(reader: ByteReader, count: number, maximum: number): Column {
  const tag = reader.byte()
  if (tag === 0) return reader.whole(maximum)
  if (tag !== 1 || count > reader.left) throw new MalformedError('a column is wrong')
  const values = new Uint32Array(count)
  let value = 0
  for (let row = 0; row < count; row++) {
    const step = reader.whole(2 * valueMaximum + 1)
    value += step % 2 === 0 ? step / 2 : -(step + 1) / 2
    if (value < 0 || value > maximum) throw new MalformedError('a value is out of range')
    values[row] = value
  }
  const column = columnOf(values)
  if (typeof column === 'number') throw new MalformedError('a column of like rows is written in full')
  return column
}

function checkRows(batch: EventBatch, { peers, payloads }: Tables): void {
  // Constant columns need only one look, however many rows they stand for.
  const constant = [batch.kind, batch.peer, batch.value].every((column) => typeof column === 'number')
  const rows = constant ? Math.min(1, batch.count) : batch.count
  for (let row = 0; row < rows; row++) {
    const kind = cell(batch.kind, row)
    if (!kinds.has(kind & kindMask)) throw new UnknownFormError('an event is of no known kind')
    if (cell(batch.peer, row) > peers) throw new MalformedError('an event has a peer that is not there')
    if ((kind & numericFlag) === 0 && cell(batch.value, row) > payloads) {
      throw new MalformedError('an event has a payload that is not there')
    }
  }
}
