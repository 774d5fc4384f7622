/** The folder of a class, or a zip of it, which is unpacked for the time of the work. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Result, success } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import { damagedZip } from '../../model/class/zip-limits'
import type { RoleName } from '../../model/roles'
import { type FoundClass, findSubmissions, innermost } from './find-submissions'
import { inTemporary } from './temporary'
import { unzip, type UnpackedFile } from './unzip'

/** A zip is read whole; one that is longer than all that may come out of it is none of ours. */
const zipMostBytes = 60_000_000

export const isZip = (file: string): boolean => path.extname(file).toLowerCase() === '.zip'

async function lay(files: readonly UnpackedFile[], folder: string): Promise<Result<string>> {
  try {
    for (const { name, bytes } of files) {
      const file = path.join(folder, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, bytes, { flag: 'wx' })
    }
    return success(await innermost(folder))
  } catch (error) {
    // One name twice, or a file that another entry has for a folder.
    const { code = 'nothing more' } = error as NodeJS.ErrnoException
    return {
      ok: false,
      fault: damagedZip(`its files cannot lie beside each other (the system says ${code})`)
    }
  }
}

async function folderOf(given: string, unpacked: string): Promise<Result<string>> {
  if (!isZip(given)) return success(given)
  const zip = await readFileWhole(given, zipMostBytes)
  if (!zip.ok) return zip
  const files = unzip(zip.value)
  return files.ok ? lay(files.value, unpacked) : files
}

/** @param work what needs the files: they are gone afterwards */
export const withClass = <T>(
  given: string,
  role: RoleName,
  work: (found: FoundClass) => Promise<Result<T>>
): Promise<Result<T>> =>
  inTemporary(async (temporary) => {
    const [unpacked, stage] = [path.join(temporary, 'class'), path.join(temporary, 'stage')]
    await mkdir(unpacked)
    await mkdir(stage)
    const folder = await folderOf(path.resolve(given), unpacked)
    if (!folder.ok) return folder
    const found = await findSubmissions(folder.value, role, stage)
    return found.ok ? work(found.value) : found
  })
