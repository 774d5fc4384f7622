/** The fixed form of what was seen of both receive queues: rows, then one column after the other (docs/run-file.md). */
import { queueNames, type QueueSamples, samplesMaximum } from '#shared/events/queue-samples'
import { ByteReader, ByteWriter, MalformedError } from './bytes'

export function encodeQueues(samples: QueueSamples): Uint8Array {
  const writer = new ByteWriter()
  writer.uint32(samples.timeMs.length)
  for (const timeMs of samples.timeMs) writer.float64(timeMs)
  for (const name of queueNames) {
    for (const bytes of samples[name].bytes) writer.uint32(bytes)
    for (const drops of samples[name].drops) writer.uint32(drops)
  }
  return writer.finish()
}

/** Throws MalformedError where the rows are too many, too few, or not in the order of time. */
export function decodeQueues(bytes: Uint8Array): QueueSamples {
  const reader = new ByteReader(bytes)
  const rows = reader.uint32()
  if (rows > samplesMaximum)
    throw new MalformedError(`it has more than ${samplesMaximum} looks at the queues`)
  const timeMs = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    timeMs[row] = reader.float64()
    if (!Number.isFinite(timeMs[row]) || (row > 0 && timeMs[row]! <= timeMs[row - 1]!)) {
      throw new MalformedError('a time is wrong')
    }
  }
  const column = (): Uint32Array => {
    const values = new Uint32Array(rows)
    for (let row = 0; row < rows; row++) values[row] = reader.uint32()
    return values
  }
  const columns = () => ({ bytes: column(), drops: column() })
  const samples = { timeMs, server: columns(), client: columns() }
  reader.end()
  return samples
}
