/** `.udplab`: runs in one file (docs/run-file.md). A head in JSON that anyone can read, then each run's columns, compressed. */
import { createHash } from 'node:crypto'
import { failure, type Result, success } from '#shared/fault'
import { figure } from '#shared/text'
import type { RunFileReport } from '#shared/kept/run-file-report'
import type { RunForms } from '#shared/kept/run-forms'
import { newerAdvice } from '#shared/newer'
import { readWrittenHead, writtenHead, type WrittenHead } from '../packed/head-form'
import { fileEventsMaximum, fileRawBytesMaximum, type Packed, type PackedRun } from '../packed/pack'
import { runsMaximum } from './head-schema'
import { jsonSize } from './json-size'
import { type Head, type NewerRun, readHead } from './newer-head'

const magic = new TextEncoder().encode('UDPLAB1\n')
/** Its digit is the number of the form. */
const laterMagic = /^UDPLAB[2-9]\n$/
const headLengthBytes = 4
/** SHA-256 of all before it: tells a file that was changed anywhere, even where no figure stands. */
const sealBytes = 32
const headBytesMaximum = 64 * 1024 * 1024
/** What the head may hold: 10,000 runs of 400 values. More would take hundreds of megabytes, from a file of a few. */
const headMaximum = { depth: 16, values: 4_000_000 } as const

function headFits(head: Uint8Array): boolean {
  if (head.length > headBytesMaximum) return false
  const { depth, values } = jsonSize(head)
  return depth <= headMaximum.depth && values <= headMaximum.values
}

export interface RunFileMeta {
  /** App and version that wrote it. */
  madeBy: string
  report?: RunFileReport
}

export interface RunFile extends RunFileMeta {
  runs: PackedRun[]
  /** Runs of it that this version does not know: they are left out of `runs`. Absent: there is none. */
  newer?: NewerRun[]
  /** Its bytes are those that were written. */
  intact: boolean
}

const sizes = ({ rawBytes, bytes }: Packed) => ({ rawBytes, bytes: bytes.length })

export function encodeRunFile(meta: RunFileMeta, runs: readonly PackedRun[]): Result<Uint8Array> {
  if (runs.length > runsMaximum) {
    return failure('input/invalid', `A run file holds at most ${runsMaximum} runs.`, {
      advice: 'Export fewer at a time.'
    })
  }
  const tooMuch = tooMuchOf(runs.map(({ head: { eventCount }, ...run }) => ({ eventCount, ...run })))
  if (tooMuch !== null) {
    return failure('input/invalid', `The run file would have ${tooMuch}.`, {
      advice: 'Export fewer runs at a time.'
    })
  }
  const head = new TextEncoder().encode(
    JSON.stringify({
      format: 'udplab',
      version: 1,
      ...meta,
      runs: runs.map(({ head: run, events, queues }) => ({
        run: writtenHead(run),
        events: sizes(events),
        queues: sizes(queues)
      }))
    })
  )
  if (!headFits(head)) {
    return failure('input/invalid', 'The head of the run file would be too long.', {
      advice: 'Export fewer runs at a time.'
    })
  }
  const length = new Uint8Array(headLengthBytes)
  new DataView(length.buffer).setUint32(0, head.length, true)
  const parts = [magic, length, head, ...runs.flatMap(({ events, queues }) => [events.bytes, queues.bytes])]
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, sealBytes))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  bytes.set(sealOf(bytes), at)
  return success(bytes)
}

interface Sized {
  eventCount: number
  events: { rawBytes: number }
  queues: { rawBytes: number }
}

/** What a file has too much of, by what its head says; null: it is none. Reading keeps to the same limits whatever it says. */
function tooMuchOf(runs: readonly Sized[]): string | null {
  const events = runs.reduce((sum, { eventCount }) => sum + eventCount, 0)
  if (events > fileEventsMaximum) return `more than ${figure(fileEventsMaximum)} events`
  const bytes = runs.reduce((sum, run) => sum + run.events.rawBytes + run.queues.rawBytes, 0)
  return bytes > fileRawBytesMaximum ? `more than ${figure(fileRawBytesMaximum)} bytes when unpacked` : null
}

/** What the last bytes of an intact file are. */
function sealOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256')
    .update(bytes.subarray(0, bytes.length - sealBytes))
    .digest()
}

const damaged = (what: string) =>
  failure('file/damaged', `This is no run file that can be read: ${what}.`, {
    advice: 'Export it again where it comes from.'
  })

/** Only of a file that is as it was written: what was changed may say anything. */
const newer = (what: string) =>
  failure('file/newer', `This file was made by a newer UDP Lab (${what}).`, { advice: newerAdvice })

function isIntact(bytes: Uint8Array): boolean {
  const at = bytes.length - sealBytes
  return sealOf(bytes).every((byte, index) => byte === bytes[at + index])
}

/**
 * Its runs, still packed. Nothing is taken that the head does not account for to the byte.
 * @param forms what this version knows of each task
 * Faults: file/damaged; file/newer, when this version knows none of it.
 */
export function decodeRunFile(bytes: Uint8Array, forms: RunForms): Result<RunFile> {
  const start = magic.length + headLengthBytes
  if (bytes.length < start + sealBytes || magic.some((byte, index) => bytes[index] !== byte)) {
    const begun = new TextDecoder('latin1').decode(bytes.subarray(0, magic.length))
    if (laterMagic.test(begun) && isIntact(bytes)) return newer(`version ${begun[6]} of the file`)
    return damaged('it does not begin as one')
  }
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true)
  if (headLength > headBytesMaximum || start + headLength > bytes.length)
    return damaged('its head is cut short')
  const json = parseHead(bytes.subarray(start, start + headLength))
  if (!json.ok) return json
  const read = readHead(json.value, forms)
  if (read.kind === 'damaged') return damaged(`in its head ${read.where} is wrong`)
  if (read.kind === 'newer')
    return isIntact(bytes) ? newer(read.what) : damaged('its head is of another form')
  return readRuns(read.head, bytes, start + headLength)
}

function parseHead(bytes: Uint8Array): Result<unknown> {
  if (!headFits(bytes)) return damaged('its head holds more than a head does')
  try {
    return success(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown)
  } catch {
    return damaged('its head is not JSON')
  }
}

function readRuns({ entries, madeBy, report }: Head, bytes: Uint8Array, start: number): Result<RunFile> {
  let at = start
  const section = ({ rawBytes, bytes: length }: { rawBytes: number; bytes: number }): Packed => {
    const part = bytes.subarray(at, at + length)
    at += length
    return { rawBytes, bytes: part }
  }
  const tooMuch = tooMuchOf(entries.map((entry) => ({ eventCount: entry.run?.eventCount ?? 0, ...entry })))
  if (tooMuch !== null) return damaged(`it has ${tooMuch}`)
  const runs: PackedRun[] = []
  const unknown: NewerRun[] = []
  for (const { run, newer: other, ...sections } of entries) {
    const packed = { events: section(sections.events), queues: section(sections.queues) }
    if (run) runs.push({ head: readWrittenHead(run as WrittenHead), ...packed })
    if (other) unknown.push(other)
  }
  if (at + sealBytes !== bytes.length) return damaged('it is longer or shorter than its head says')
  const ids = new Set([...runs.map(({ head }) => head.id), ...unknown.map(({ id }) => id)])
  if (ids.size < entries.length) return damaged('a run is in it twice')
  const intact = isIntact(bytes)
  const [first] = unknown
  if (first && !intact)
    return damaged(`${first.what} of "${first.name}" is unknown, and the file was changed`)
  if (first && runs.length === 0) return newer(first.what)
  return success({ intact, madeBy, ...(report && { report }), runs, ...(first && { newer: unknown }) })
}
