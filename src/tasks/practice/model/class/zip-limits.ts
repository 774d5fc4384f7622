/** What of a zip file may be unpacked: what it holds was written by others. */
import { failure, type Fault } from '#shared/fault'

export interface ZipLimits {
  entries: number
  /** Of one file, and of all, as counted while they are unpacked: what the zip says of itself may be wrong. */
  entryBytes: number
  allBytes: number
}

export const zipLimits: ZipLimits = { entries: 2000, entryBytes: 5_000_000, allBytes: 50_000_000 }

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`

const refused = (why: string): Fault =>
  failure('input/invalid', `The zip file was refused: ${why}.`, {
    advice: 'Unpack it yourself, look at what is in it, and name the folder.'
  }).fault

export const damagedZip = (why: string): Fault =>
  failure('file/damaged', `The zip file is damaged: ${why}.`, { advice: 'Download it again.' }).fault

export const tooManyEntries = ({ entries }: ZipLimits): Fault => refused(`more than ${entries} entries`)

export const tooLargeEntry = (name: string, { entryBytes }: ZipLimits): Fault =>
  refused(`"${name}" is larger than ${megabytes(entryBytes)} when it is unpacked`)

export const tooLarge = ({ allBytes }: ZipLimits): Fault =>
  refused(`all files in it are larger than ${megabytes(allBytes)} when they are unpacked`)

export const protectedEntry = (name: string): Fault => refused(`"${name}" is protected by a password`)

export const unknownPacking = (name: string, method: number): Fault =>
  refused(`"${name}" is packed by method ${method}, which is not known here`)

/** Of the mode that Unix systems put into the entry's attributes (stat(2)). */
const kindOf = (mode: number): number => mode & 0o170000
const plainKinds = [0, 0o100000, 0o040000]

const longestName = 1000

/**
 * Null: the entry may be unpacked below a folder.
 * @param mode as a Unix system would have it; 0: not told
 */
export function unsafeEntry(name: string, mode: number): Fault | null {
  if (!plainKinds.includes(kindOf(mode))) return refused(`"${name}" is a link or a device, and no file`)
  if (name === '' || name.length > longestName) return refused('the name of an entry is empty or too long')
  if (name.includes('\\')) return refused(`"${name}" has a backslash in its name`)
  if (/^\/|^[a-z]:/i.test(name)) return refused(`"${name}" names a place outside the folder`)
  if (name.split('/').some((part) => part === '..' || part === '.'))
    return refused(`"${name}" leads out of the folder`)
  // eslint-disable-next-line no-control-regex -- a name that ends early for the system is another name
  if (/[\u0000-\u001f\u007f]/.test(name)) return refused(`"${name}" has control characters in its name`)
  return null
}
