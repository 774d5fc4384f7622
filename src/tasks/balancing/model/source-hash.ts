/** Hashes of a client's address and port: the same on every machine, so that what a student saw can be seen again. */
import type { EndpointAddress } from '#shared/events/address'

/** FNV-1a of 32 bits over the text's UTF-16 codes: draft-eastlake-fnv, offset basis and prime of its section 5. */
const offsetBasis = 0x811c9dc5
const prime = 0x01000193

/**
 * FNV-1a, then the finalizer of MurmurHash3 (fmix32, Appleby 2011): without it neighbouring ports would fall on neighbouring
 * servers.
 *
 * @param seed another seed is another hash function
 * @returns a whole number from 0 to 2^32 - 1
 */
export function hashText(text: string, seed = 0): number {
  let hash = (offsetBasis ^ seed) >>> 0
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), prime)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** On loopback all clients may have one address: the port belongs to the key. */
export const sourceKey = ({ address, port }: EndpointAddress): string => `${address}:${port}`

export const hashSource = (source: EndpointAddress, seed = 0): number => hashText(sourceKey(source), seed)
