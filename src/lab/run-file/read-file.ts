/** Files that come from elsewhere: read whole, when they are not too long. */
import { open } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'

/** No run file is longer than this. */
export const runFileBytesMaximum = 1_200_000_000

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'there is no such file'
}

/** Fault: file/not-read. */
export async function readFileWhole(file: string, bytesMaximum: number): Promise<Result<Uint8Array>> {
  const name = path.basename(file)
  try {
    const handle = await open(file, 'r')
    try {
      const state = await handle.stat()
      if (!state.isFile()) return failure('file/not-read', `${name} was not read: it is no plain file.`)
      if (state.size > bytesMaximum) {
        return failure('file/not-read', `${name} was not read: it is longer than ${bytesMaximum} bytes.`)
      }
      return success(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
    return failure('file/not-read', `${name} was not read: ${reasons[errno] ?? errno}.`, { errno })
  }
}
