/** Files that come from elsewhere: read whole, when they are not too long. */
import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'

/** No run file is longer than this. */
export const runFileBytesMaximum = 1_200_000_000

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'there is no such file',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'its name is longer than the system allows',
  ENXIO: 'it is no plain file',
  EMFILE: 'this program has too many files open',
  ENFILE: 'the system has too many files open',
  EIO: 'the disk reported an error',
  ENOMEM: 'there is too little memory',
  ENODEV: 'it is no plain file'
}

/** A clause that says why the system did not read a file or a folder. */
export function whyNotRead(error: unknown): string {
  const errno = (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
  return reasons[errno] ?? `the system says ${errno}`
}

/**
 * A pipe that nobody writes to would be opened for ever, so the open itself does not wait; what is no plain file is not read.
 * Windows has no such flag, and no such pipes among its files.
 */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const noPlainFile = (name: string) => failure('file/not-read', `${name} was not read: it is no plain file.`)

/** Fault: file/not-read. */
export async function readFileWhole(file: string, bytesMaximum: number): Promise<Result<Uint8Array>> {
  const name = path.basename(file)
  try {
    // Looked at before it is opened: to open a device may do something already.
    if (!(await stat(file)).isFile()) return noPlainFile(name)
    const handle = await open(file, withoutWaiting)
    try {
      const state = await handle.stat()
      if (!state.isFile()) return noPlainFile(name)
      if (state.size > bytesMaximum) {
        return failure('file/not-read', `${name} was not read: it is longer than ${bytesMaximum} bytes.`)
      }
      return success(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
    return failure('file/not-read', `${name} was not read: ${whyNotRead(error)}.`, { errno })
  }
}
