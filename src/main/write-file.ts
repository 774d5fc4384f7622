/** Files are written whole or not at all, never a 0-byte one. */
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'

/** Writes beside the target, makes sure that the bytes are on the disk, and only then gives it the name. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`)
  try {
    const handle = await open(beside, 'w')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
}

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOENT: 'the folder is gone',
  ENOTDIR: 'the folder is gone',
  EISDIR: 'there is a folder of that name'
}

export async function writeFile(file: string, bytes: Uint8Array): Promise<Result<string>> {
  try {
    await writeWhole(file, bytes)
    return success(file)
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
    return failure(
      'file/not-written',
      `${path.basename(file)} was not written: ${reasons[errno] ?? errno}.`,
      {
        advice: 'Choose another folder and save again; what you see is still there.',
        errno
      }
    )
  }
}
