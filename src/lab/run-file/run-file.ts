/** `.udplab`: runs in one file (docs/run-file.md). A head in JSON that anyone can read, then each run's columns, compressed. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { failure, type Result, success } from '../../shared/fault'
import type { RunFileReport } from '../../shared/model/run-file-report'
import type { Packed, PackedRun } from '../history/pack'
import { type FileHead, fileHeadSchema, runsMaximum } from './head-schema'
import { jsonSize } from './json-size'

const magic = new TextEncoder().encode('UDPLAB1\n')
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
  const head = new TextEncoder().encode(
    JSON.stringify({
      format: 'udplab',
      version: 1,
      ...meta,
      runs: runs.map(({ head: run, events, queues }) => ({
        run,
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

/** Its runs, still packed. Nothing is taken that the head does not account for to the byte. Fault: file/damaged. */
export function decodeRunFile(bytes: Uint8Array): Result<RunFile> {
  const start = magic.length + headLengthBytes
  if (bytes.length < start + sealBytes || magic.some((byte, index) => bytes[index] !== byte)) {
    return damaged('it does not begin as one')
  }
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true)
  if (headLength > headBytesMaximum || start + headLength > bytes.length)
    return damaged('its head is cut short')
  const head = readHead(bytes.subarray(start, start + headLength))
  if (!head.ok) return head
  return readRuns(head.value, bytes, start + headLength)
}

function readHead(bytes: Uint8Array): Result<FileHead> {
  if (!headFits(bytes)) return damaged('its head holds more than a head does')
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return damaged('its head is not JSON')
  }
  const parsed = v.safeParse(fileHeadSchema, json, { abortEarly: true })
  if (parsed.success) return success(parsed.output)
  const path = v.getDotPath(parsed.issues[0])
  return damaged(`in its head ${path ?? 'something'} is off`)
}

function readRuns(head: FileHead, bytes: Uint8Array, start: number): Result<RunFile> {
  let at = start
  const section = ({ rawBytes, bytes: length }: { rawBytes: number; bytes: number }): Packed => {
    const part = bytes.subarray(at, at + length)
    at += length
    return { rawBytes, bytes: part }
  }
  const runs: PackedRun[] = head.runs.map(({ run, events, queues }) => ({
    head: run as PackedRun['head'],
    events: section(events),
    queues: section(queues)
  }))
  if (at + sealBytes !== bytes.length) return damaged('it is longer or shorter than its head says')
  const ids = new Set(runs.map(({ head: run }) => run.id))
  if (ids.size < runs.length) return damaged('a run is in it twice')
  const seal = sealOf(bytes)
  const intact = seal.every((byte, index) => byte === bytes[at + index])
  return success({ intact, madeBy: head.madeBy, ...(head.report && { report: head.report }), runs })
}
