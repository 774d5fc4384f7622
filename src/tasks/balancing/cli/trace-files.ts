/** Traces of arrivals as files: read whole, and written whole or not at all. */
import path from 'node:path'
import { encodeText } from '#shared/events/payload'
import type { Result } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import { writeFile } from '#lab/run-file/write-file'
import { type Arrivals, readTrace, type Trace, traceText } from '../model/trace'

/** A million lines have some 20 bytes each. */
const bytesMaximum = 64_000_000

export async function readTraceFile(file: string): Promise<Result<Trace>> {
  const bytes = await readFileWhole(file, bytesMaximum)
  return bytes.ok ? readTrace(path.basename(file), new TextDecoder().decode(bytes.value)) : bytes
}

export const writeTraceFile = (file: string, arrivals: Arrivals): Promise<Result<string>> =>
  writeFile(file, encodeText(traceText(arrivals)))
