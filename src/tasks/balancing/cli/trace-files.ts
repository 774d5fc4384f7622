/** Traces of arrivals as files: read whole, and written whole or not at all. */
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result } from '#shared/fault'
import { readFileWhole, whyNotRead } from '#lab/run-file/read-file'
import { type Arrivals, readTrace, type Trace, traceText } from '../model/trace'

/** A million lines have some 20 bytes each. */
const bytesMaximum = 64_000_000

export async function readTraceFile(file: string): Promise<Result<Trace>> {
  const bytes = await readFileWhole(file, bytesMaximum)
  return bytes.ok ? readTrace(path.basename(file), new TextDecoder().decode(bytes.value)) : bytes
}

/** Beside its place first, so that no half of one is ever there. */
export async function writeTraceFile(file: string, arrivals: Arrivals): Promise<Result<void>> {
  const partial = `${file}.${process.pid}.part`
  try {
    const handle = await open(partial, 'wx')
    try {
      await handle.writeFile(traceText(arrivals))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(partial, file)
    return { ok: true, value: undefined }
  } catch (error) {
    await rm(partial, { force: true })
    return failure('file/not-written', `${path.basename(file)} was not written: ${whyNotRead(error)}.`)
  }
}
