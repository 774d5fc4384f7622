/** The folder of a class, or a zip of it, which is unpacked for the time of the work. */
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Result, success } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import type { RoleName } from '../../model/roles'
import { type FoundClass, findSubmissions, innermost } from './find-submissions'
import { lay } from './lay'
import { inTemporary } from './temporary'
import { unzip } from './unzip'

/** A zip is read whole; one that is longer than all that may come out of it is none of ours. */
const zipMostBytes = 60_000_000

export const isZip = (file: string): boolean => path.extname(file).toLowerCase() === '.zip'

async function folderOf(given: string, unpacked: string): Promise<Result<string>> {
  const isFolder = await stat(given).then(
    (facts) => facts.isDirectory(),
    () => false
  )
  if (isFolder || !isZip(given)) return success(given)
  const zip = await readFileWhole(given, zipMostBytes)
  if (!zip.ok) return zip
  const files = unzip(zip.value)
  if (!files.ok) return files
  const laid = await lay(files.value, unpacked)
  return laid.ok ? success(await innermost(unpacked)) : laid
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
