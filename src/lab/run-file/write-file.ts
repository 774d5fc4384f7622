/** Files are written whole or not at all, never a 0-byte one. What is there keeps its place and its mode. */
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, lstat, open, readlink, realpath, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'

/** What stands there is no plain file: to put one in its place would take it away. */
class NoPlainFile extends Error {}

/** As many as Linux follows (path_resolution(7)). */
const linksMaximum = 40

/** Where a file of that name is, or would be: links are followed, also those that lead to nothing yet. */
async function placeOf(file: string, links = linksMaximum): Promise<string> {
  const link = await readlink(file).catch(() => null)
  if (link === null) return file
  if (links === 0) throw Object.assign(new Error('links in a circle'), { code: 'ELOOP' })
  return placeOf(path.resolve(await realpath(path.dirname(file)), link), links - 1)
}

/** What is there already; null: nothing. */
async function presentAt(place: string): Promise<Stats | null> {
  try {
    const present = await lstat(place)
    if (present.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
    if (!present.isFile()) throw new NoPlainFile()
    // To rename over it needs no right to it: whoever protected it is asked all the same.
    await access(place, constants.W_OK)
    return present
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** As the file that it is to replace: who may read it, and whose it is where we may say so. */
async function resemble(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  const own = await handle.stat()
  if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid).catch(() => undefined)
  await handle.chmod(mode & 0o777)
}

let written = 0

/** Writes beside the target, makes sure that the bytes are on the disk, and only then gives it the name. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const place = await placeOf(file)
  const present = await presentAt(place)
  // Not made of the file's own name, which may be as long as a name can be.
  const beside = path.join(path.dirname(place), `.udp-lab-${process.pid}-${++written}.part`)
  try {
    const handle = await open(beside, 'w', present ? 0o600 : 0o666)
    try {
      if (present) await resemble(handle, present)
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, place)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
}

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more room on the disk is granted to this user',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOENT: 'the folder is gone',
  ENOTDIR: 'the folder is gone',
  EISDIR: 'there is a folder of that name',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'its name is longer than the system allows',
  EBUSY: 'another program holds it',
  EMFILE: 'this program has too many files open',
  ENFILE: 'the system has too many files open',
  EIO: 'the disk reported an error'
}

function whyNot(error: unknown): { reason: string; errno?: string } {
  if (error instanceof NoPlainFile) return { reason: 'what has that name is no plain file' }
  const errno = (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN'
  return { reason: reasons[errno] ?? `the system says ${errno}`, errno }
}

export async function writeFile(file: string, bytes: Uint8Array): Promise<Result<string>> {
  try {
    await writeWhole(file, bytes)
    return success(file)
  } catch (error) {
    const { reason, ...more } = whyNot(error)
    return failure('file/not-written', `${path.basename(file)} was not written: ${reason}.`, {
      advice: 'Choose another folder and save again; what you see is still there.',
      ...more
    })
  }
}
