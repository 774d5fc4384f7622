/** What a batch takes in memory, near enough to bound it: V8's objects cost more than what they hold. */
import type { Column, EventBatch } from './batch'

/** The object, its two lists, and its place in a list of batches. */
const batchBytes = 320
/** A typed array with a buffer of its own. */
const arrayBytes = 240
/** An address as an object with its text. */
const peerBytes = 120

const columnBytes = (column: Column): number =>
  typeof column === 'number' ? 0 : arrayBytes + column.above.byteLength

type Sized = Pick<
  EventBatch,
  'offsetUs' | 'kind' | 'peer' | 'value' | 'sizeBytes' | 'newPeers' | 'newPayloads'
>

export function sizeOfBatch(batch: Sized): number {
  const { offsetUs, kind, peer, value, sizeBytes, newPeers, newPayloads } = batch
  let bytes = batchBytes + newPeers.length * peerBytes
  for (const column of [offsetUs, kind, peer, value, sizeBytes]) bytes += columnBytes(column)
  for (const payload of newPayloads) bytes += arrayBytes + payload.byteLength
  return bytes
}
