/** SHA-256 of a run's events, each batch in a fixed form: what a report's figures are checked by. */
import { cell, type EventBatch } from '../../../../shared/model/batch'
import { encodeText } from '../../../../shared/model/payload'

const numbersPerRow = 5
const digestBytes = 32

const digest = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/** Endpoint, first row, count and base time, then the new peers and payloads, then the columns row by row. */
function batchBytes(batch: EventBatch): Uint8Array<ArrayBuffer> {
  const { endpointId, first, count, baseMs, newPeers, newPayloads } = batch
  const payloads = newPayloads.map((payload) => [...payload])
  const head = encodeText(JSON.stringify([endpointId, first, count, baseMs, newPeers, payloads]))
  const bytes = new Uint8Array(head.length + count * numbersPerRow * 4)
  bytes.set(head)
  const view = new DataView(bytes.buffer, head.length)
  const columns = [batch.offsetUs, batch.kind, batch.peer, batch.value, batch.sizeBytes]
  for (let row = 0; row < count; row++) {
    columns.forEach((column, index) =>
      view.setUint32((row * numbersPerRow + index) * 4, cell(column, row), true)
    )
  }
  return bytes
}

/** In hex; the digest of the batches' digests. */
export async function eventHash(batches: readonly EventBatch[]): Promise<string> {
  const all = new Uint8Array(batches.length * digestBytes)
  for (const [index, batch] of batches.entries())
    all.set(await digest(batchBytes(batch)), index * digestBytes)
  return Array.from(await digest(all), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
