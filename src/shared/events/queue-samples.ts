/**
 * Both receive queues of a run, looked at while it goes on: columns that travel and are kept, bounded by halving. Bytes
 * are what the kernel charges for what waits to be read (proc(5), /proc/net/udp, rx_queue), payload and its own
 * structures together; drops count from the making of the socket.
 */

export const queueNames = ['server', 'client'] as const
export type QueueName = (typeof queueNames)[number]

export interface QueueColumns {
  bytes: Uint32Array
  drops: Uint32Array
}

/** One row a look; times are ms on the events' clock and rise strictly. */
export interface QueueSamples extends Record<QueueName, QueueColumns> {
  timeMs: Float64Array
}

/** What one look saw. */
export interface QueueReading {
  bytes: number
  drops: number
}

/** Rows kept of one run. */
export const samplesMaximum = 4096

export const noSamples: QueueSamples = {
  timeMs: new Float64Array(),
  server: { bytes: new Uint32Array(), drops: new Uint32Array() },
  client: { bytes: new Uint32Array(), drops: new Uint32Array() }
}

/** The rows of `from` that `rows` names, in that order. */
function pick(from: QueueSamples, rows: readonly number[]): QueueSamples {
  const column = (values: Uint32Array): Uint32Array => Uint32Array.from(rows, (row) => values[row]!)
  const columns = ({ bytes, drops }: QueueColumns): QueueColumns => ({
    bytes: column(bytes),
    drops: column(drops)
  })
  return {
    timeMs: Float64Array.from(rows, (row) => from.timeMs[row]!),
    server: columns(from.server),
    client: columns(from.client)
  }
}

function concat(first: QueueSamples, second: QueueSamples): QueueSamples {
  const before = first.timeMs.length
  const column = (head: Uint32Array, tail: Uint32Array): Uint32Array => {
    const both = new Uint32Array(head.length + tail.length)
    both.set(head)
    both.set(tail, head.length)
    return both
  }
  const columns = (name: QueueName): QueueColumns => ({
    bytes: column(first[name].bytes, second[name].bytes),
    drops: column(first[name].drops, second[name].drops)
  })
  const timeMs = new Float64Array(before + second.timeMs.length)
  timeMs.set(first.timeMs)
  timeMs.set(second.timeMs, before)
  return { timeMs, server: columns('server'), client: columns('client') }
}

/** Half as many rows: of two neighbours the one that saw more waiting, so that no peak is lost; the ends stay. */
function halve(samples: QueueSamples): QueueSamples {
  const waiting = (row: number): number => samples.server.bytes[row]! + samples.client.bytes[row]!
  const last = samples.timeMs.length - 1
  const rows = [0]
  for (let row = 1; row < last; row += 2) {
    rows.push(row + 1 < last && waiting(row + 1) > waiting(row) ? row + 1 : row)
  }
  if (last > 0) rows.push(last)
  return pick(samples, rows)
}

/**
 * What was known and what came since. A row that is not later than all known ones was seen before (after a reload)
 * and changes nothing.
 */
export function joinSamples(known: QueueSamples, more: QueueSamples, maximum = samplesMaximum): QueueSamples {
  const lastMs = known.timeMs.at(-1) ?? Number.NEGATIVE_INFINITY
  const seen = more.timeMs.findIndex((timeMs) => timeMs > lastMs)
  if (seen < 0) return known
  const rows = Array.from({ length: more.timeMs.length - seen }, (_, index) => seen + index)
  let joined = concat(known, seen === 0 ? more : pick(more, rows))
  while (joined.timeMs.length > Math.max(2, maximum)) joined = halve(joined)
  return joined
}

/** The row of the last look at or before `timeMs`, or -1. */
export function fillAt({ timeMs: times }: QueueSamples, timeMs: number): number {
  let low = -1
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (times[middle]! <= timeMs) low = middle
    else high = middle - 1
  }
  return low
}

/** What the last look saw; null before the first. */
export function lastReading(samples: QueueSamples, queue: QueueName): QueueReading | null {
  const row = samples.timeMs.length - 1
  return row < 0 ? null : { bytes: samples[queue].bytes[row]!, drops: samples[queue].drops[row]! }
}

/** The most that was seen waiting, in bytes. */
export function peakBytes(samples: QueueSamples, queue: QueueName): number {
  return samples[queue].bytes.reduce((most, bytes) => Math.max(most, bytes), 0)
}

/** The rows at which the drop counter stood higher than at the look before. */
export function dropRows(samples: QueueSamples, queue: QueueName): number[] {
  const { drops } = samples[queue]
  const rows: number[] = []
  for (let row = 1; row < drops.length; row++) if (drops[row]! > drops[row - 1]!) rows.push(row)
  return rows
}
