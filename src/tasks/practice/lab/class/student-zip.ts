/** A student who handed in a zip file: unpacked, it is the student's folder. */
import { mkdir } from 'node:fs/promises'
import { failure, type Fault, type Result } from '#shared/fault'
import { readFileWhole } from '#lab/run-file/read-file'
import { zipLimits } from '../../model/class/zip-limits'
import { lay } from './lay'
import { unzip } from './unzip'

const packedEndings = /\.(zip|rar|7z|tar|tgz|gz|bz2|xz|zst)$/i

export const isPacked = (name: string): boolean => packedEndings.test(name)

/** Many zips may each be within the limits of one, and together fill the disk. */
export class UnpackBudget {
  #left: number

  constructor(bytes = 4 * zipLimits.allBytes) {
    this.#left = bytes
  }

  /** Unpacks the file into the new folder `to`. */
  async unpack(zip: string, to: string): Promise<Result<void>> {
    const read = await readFileWhole(zip, zipLimits.allBytes)
    if (!read.ok) return read
    const files = unzip(read.value, { ...zipLimits, allBytes: Math.min(zipLimits.allBytes, this.#left) })
    if (!files.ok) return files
    for (const { bytes } of files.value) this.#left -= bytes.length
    await mkdir(to)
    return lay(files.value, to)
  }
}

/** @param name of the file, as the student called it */
export const packedOtherwise = (name: string): Fault =>
  failure('input/invalid', `"${name}" is packed in a way that is not known here.`, {
    advice: 'Unpack it yourself into a folder beside the others.'
  }).fault
