/** The central directory of a zip file (PKWARE's APPNOTE.TXT, sections 4.3.12 and 4.3.16): what it says that it holds. */

export interface ZipEntry {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  isProtected: boolean
  /** As a Unix system has it; 0: another system packed it. */
  mode: number
  packedBytes: number
  bytes: number
  crc: number
  /** Of its own header. */
  at: number
}

const signatures = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 } as const
const sizes = { end: 22, central: 46, local: 30 } as const
/** A comment may follow the end record, of so many bytes. */
const commentMost = 65_535
const unixSystems = [3, 19]
/** Where a number does not fit, Zip64 has it elsewhere: no class is that large. */
const inZip64 = 0xffffffff

/** Not the archive that it claims to be. */
export class DamagedZip extends Error {}

const viewOf = (zip: Uint8Array): DataView => new DataView(zip.buffer, zip.byteOffset, zip.byteLength)

function endOf(view: DataView): number {
  const last = view.byteLength - sizes.end
  for (let at = last; at >= Math.max(0, last - commentMost); at--)
    if (view.getUint32(at, true) === signatures.end) return at
  throw new DamagedZip('its end is missing')
}

/** The flag for UTF-8 is often forgotten: what is UTF-8 is read as such, and the rest by its bytes. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

function entryAt(zip: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (at + sizes.central > zip.length || view.getUint32(at, true) !== signatures.central)
    throw new DamagedZip('its list of files is not whole')
  const nameLength = view.getUint16(at + 28, true)
  const nameEnd = at + sizes.central + nameLength
  if (nameEnd > zip.length) throw new DamagedZip('its list of files is not whole')
  const attributes = view.getUint32(at + 38, true)
  const entry = {
    name: nameOf(zip.subarray(at + sizes.central, nameEnd)),
    method: view.getUint16(at + 10, true),
    isProtected: (view.getUint16(at + 8, true) & 1) === 1,
    mode: unixSystems.includes(view.getUint8(at + 5)) ? attributes >>> 16 : 0,
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    crc: view.getUint32(at + 16, true),
    at: view.getUint32(at + 42, true)
  }
  return { entry, next: nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true) }
}

/**
 * @param most entries beyond these are not read
 * @throws DamagedZip
 */
export function readDirectory(zip: Uint8Array, most: number): ZipEntry[] {
  const view = viewOf(zip)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  while (entries.length < Math.min(count, most)) {
    const { entry, next } = entryAt(zip, view, at)
    entries.push(entry)
    at = next
  }
  return entries
}

/**
 * The packed bytes of an entry: they follow its own header (section 4.3.7).
 * @throws DamagedZip
 */
export function packedBytesOf(zip: Uint8Array, { name, at, packedBytes, bytes }: ZipEntry): Uint8Array {
  const view = viewOf(zip)
  if (packedBytes === inZip64 || bytes === inZip64 || at + sizes.local > zip.length)
    throw new DamagedZip(`"${name}" is not in it`)
  if (view.getUint32(at, true) !== signatures.local) throw new DamagedZip(`"${name}" is not in it`)
  const start = at + sizes.local + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + packedBytes > zip.length) throw new DamagedZip(`"${name}" is not whole`)
  return zip.subarray(start, start + packedBytes)
}
