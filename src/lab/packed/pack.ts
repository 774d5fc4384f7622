/** A run as it is kept on disk and in a file: its head in JSON, its columns compressed, and the hash of its events. */
import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { failure, type Result, success } from '#shared/fault'
import { figure } from '#shared/text'
import type { KeptRun } from '#shared/kept/kept-run'
import { newerAdvice } from '#shared/newer'
import { MalformedError, UnknownFormError } from './bytes'
import { decodeEvents, eventsMaximum } from './event-codec'
import { writeEvents, type WrittenEvents } from './event-writer'
import { type RunHead, writtenHead } from './head-form'
import { decodeQueues, encodeQueues } from './queue-codec'

/** A run before it is packed: its hash and its size come from packing. */
export type NewRun = Omit<KeptRun, 'hash' | 'eventCount' | 'sizeBytes' | 'newer'>

/** Columns in their fixed form, compressed (RFC 1951, without a wrapper). */
export interface Packed {
  /** Bytes of the fixed form. */
  rawBytes: number
  bytes: Uint8Array
}

export interface PackedRun {
  head: RunHead
  events: Packed
  queues: Packed
}

/** A fixed form may have this many bytes: 8,000,000 events of 16 bytes. It is whole in memory when it is read. */
export const rawBytesMaximum = 128 * 1024 * 1024
/** Level 1 takes half the time of 6 and leaves a tenth more: a run of 1,000,000 must be kept within half a second. */
const level = 1

function pack(raw: Uint8Array): Packed {
  return { rawBytes: raw.length, bytes: deflateRawSync(raw, { level }) }
}

/** @throws MalformedError when it is not what its head says, or would be larger than that */
function unpack({ rawBytes, bytes }: Packed): Uint8Array {
  if (rawBytes > rawBytesMaximum) throw new MalformedError(`it would take ${rawBytes} bytes`)
  let raw: Uint8Array
  try {
    raw = inflateRawSync(bytes, { maxOutputLength: Math.max(1, rawBytes) })
  } catch {
    throw new MalformedError('it cannot be unpacked to the size that it states')
  }
  if (raw.length !== rawBytes) throw new MalformedError('it is shorter than it states')
  return raw
}

const hashOf = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex')

/** @param written the run's events, where they were written before: then they are not taken from its batches */
export function packRun(run: NewRun, written?: WrittenEvents): PackedRun {
  const { batches, queues, ...head } = run
  const { raw, eventCount } = written ?? writeEvents(batches)
  return {
    head: { ...head, hash: hashOf(raw), eventCount },
    events: pack(raw),
    queues: pack(encodeQueues(queues))
  }
}

/** Bytes that it takes on disk. */
export function sizeOf({ head, events, queues }: PackedRun): number {
  return JSON.stringify(writtenHead(head)).length + events.bytes.length + queues.bytes.length
}

/** All runs of a file together: eight of the longest. A million numbers there and back are three million events. */
export const fileEventsMaximum = 8 * eventsMaximum
/** All fixed forms of a file together. */
export const fileRawBytesMaximum = 8 * rawBytesMaximum

const tooManyEvents = (name: string) =>
  failure(
    'file/damaged',
    `The events of "${name}" were not read: the runs of the file have more than ${figure(fileEventsMaximum)} together.`,
    { advice: 'Export fewer runs at a time.' }
  )

export interface UnpackedRun {
  run: KeptRun
  /** The hash of the events that are there; `run.hash` is the one that was written down. */
  hash: string
}

/** Faults: file/damaged, with what is wrong; file/newer, where the hash says that they were written so. A hash that is not that of the events is no fault here. */
export const unpackRun = (packed: PackedRun): Result<UnpackedRun> => unpackWithin(packed, eventsMaximum)

/**
 * As unpackRun, of a run that is one of many: a few bytes can stand for millions of events.
 * @param events what all of it that is still to be read may have; 0: nothing is unpacked
 */
export function unpackWithin(packed: PackedRun, events: number): Result<UnpackedRun> {
  if (events <= 0) return tooManyEvents(packed.head.name)
  let hash: string | null = null
  try {
    const raw = unpack(packed.events)
    hash = hashOf(raw)
    const batches = decodeEvents(raw, packed.head.id, Math.min(events, eventsMaximum))
    const queues = decodeQueues(unpack(packed.queues))
    const known = new Set(packed.head.endpoints.map(({ id }) => id))
    if (!batches.every(({ endpointId }) => known.has(endpointId))) {
      throw new MalformedError('events belong to an endpoint that is not there')
    }
    const run = { ...packed.head, sizeBytes: sizeOf(packed), batches, queues }
    return success({ run, hash })
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    if (error instanceof UnknownFormError && hash === packed.head.hash) {
      return failure(
        'file/newer',
        `The events of "${packed.head.name}" were written by a newer UDP Lab: ${error.message}.`,
        { advice: newerAdvice }
      )
    }
    return failure('file/damaged', `The events of "${packed.head.name}" cannot be read: ${error.message}.`)
  }
}
