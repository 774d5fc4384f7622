/** Lays what was unpacked into a folder of ours. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { done, type Result } from '#shared/fault'
import { damagedZip } from '../../model/class/zip-limits'
import type { UnpackedFile } from './unzip'

export async function lay(files: readonly UnpackedFile[], folder: string): Promise<Result<void>> {
  try {
    for (const { name, bytes } of files) {
      const file = path.join(folder, name)
      await mkdir(path.dirname(file), { recursive: true })
      // Nothing is written over, and no link is followed: what is there already was laid by an entry before.
      await writeFile(file, bytes, { flag: 'wx' })
    }
    return done
  } catch (error) {
    // One name twice, or a file that another entry has for a folder.
    const { code = 'nothing more' } = error as NodeJS.ErrnoException
    return {
      ok: false,
      fault: damagedZip(`its files cannot lie beside each other (the system says ${code})`)
    }
  }
}
