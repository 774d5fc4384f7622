/** Unpacks a zip file that others made, in memory: within limits, and nothing that leads out of a folder. */
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import type { Fault, Result } from '#shared/fault'
import {
  damagedZip,
  protectedEntry,
  tooLarge,
  tooLargeEntry,
  tooManyEntries,
  unknownPacking,
  unsafeEntry,
  type ZipLimits,
  zipLimits
} from '../../model/class/zip-limits'
import { DamagedZip, packedBytesOf, readDirectory, type ZipEntry } from './zip-directory'

export interface UnpackedFile {
  /** Parts are joined by /. */
  name: string
  bytes: Uint8Array
}

const refusal = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault })

/** So little is unpacked at a time that a bomb is noticed before it needs memory: deflate makes at most 1,032 bytes of one. */
const stepBytes = 1024

class TooMuch extends Error {}

/** @throws TooMuch; whatever fflate throws of damaged data */
function inflate(packed: Uint8Array, most: number): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  const inflating = new Inflate((part) => {
    length += part.length
    if (length > most) throw new TooMuch()
    parts.push(part)
  })
  for (let at = 0; at < packed.length || at === 0; at += stepBytes)
    inflating.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length)
  return Buffer.concat(parts)
}

function unpackEntry(zip: Uint8Array, entry: ZipEntry, limits: ZipLimits, left: number): Result<Uint8Array> {
  const { name, method, isProtected } = entry
  if (isProtected) return refusal(protectedEntry(name))
  if (method !== 0 && method !== 8) return refusal(unknownPacking(name, method))
  const most = Math.min(limits.entryBytes, left)
  try {
    const packed = packedBytesOf(zip, entry)
    const bytes = method === 8 ? inflate(packed, most) : packed
    if (bytes.length > most) throw new TooMuch()
    if (bytes.length === entry.bytes && crc32(bytes) === entry.crc) return { ok: true, value: bytes }
    return refusal(damagedZip(`"${name}" is not what was packed`))
  } catch (error) {
    if (error instanceof TooMuch)
      return refusal(left < limits.entryBytes ? tooLarge(limits) : tooLargeEntry(name, limits))
    return refusal(damagedZip(error instanceof DamagedZip ? error.message : `"${name}" cannot be unpacked`))
  }
}

function directoryOf(zip: Uint8Array, limits: ZipLimits): Result<ZipEntry[]> {
  try {
    const entries = readDirectory(zip, limits.entries + 1)
    return entries.length > limits.entries ? refusal(tooManyEntries(limits)) : { ok: true, value: entries }
  } catch (error) {
    return refusal(damagedZip(error instanceof DamagedZip ? error.message : 'its list cannot be read'))
  }
}

/** All of it or nothing: of a zip with one entry that leads out of the folder, no entry is trusted. */
export function unzip(zip: Uint8Array, limits = zipLimits): Result<UnpackedFile[]> {
  const directory = directoryOf(zip, limits)
  if (!directory.ok) return directory
  const files: UnpackedFile[] = []
  let left = limits.allBytes
  for (const entry of directory.value) {
    const unsafe = unsafeEntry(entry.name, entry.mode)
    if (unsafe) return refusal(unsafe)
    if (entry.name.endsWith('/')) continue
    const unpacked = unpackEntry(zip, entry, limits, left)
    if (!unpacked.ok) return unpacked
    left -= unpacked.value.length
    files.push({ name: entry.name, bytes: unpacked.value })
  }
  return { ok: true, value: files }
}
