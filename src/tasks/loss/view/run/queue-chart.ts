/** The chart of what waits in both receive queues over time: its lines, its words, its table. */
import { csvText } from '#shared/csv'
import {
  dropRows,
  peakBytes,
  type QueueName,
  queueNames,
  type QueueSamples
} from '#shared/events/queue-samples'

export const queuesTitle = 'Receive queues'
export const queuesAxes = { xTitle: 'time since the first send, s', yTitle: 'bytes waiting' } as const

export interface QueuePicture {
  samples: QueueSamples
  grantedBytes: Record<QueueName, number | null>
  /** Zero of the time axis, and the last event that counts: what was looked at after it is an empty queue. */
  firstMs: number
  lastMs: number
}

const looks = {
  server: { colour: '--data-served', dash: [], drops: '--data-lost-request', grantedDash: [6, 4] },
  client: { colour: '--data-delivered', dash: [7, 4], drops: '--data-lost-reply', grantedDash: [2, 4] }
} as const

/** Crosses beyond this many cover each other. */
const marksMaximum = 200

/** More looks than this lie so close that thick strokes would cover each other. */
const sparseMaximum = 600

/** Rows from just before the first send to just after the last event. */
function rowsOf({ samples: { timeMs }, firstMs, lastMs }: QueuePicture): [first: number, end: number] {
  const before = timeMs.findLastIndex((time) => time <= firstMs)
  const after = timeMs.findIndex((time) => time > lastMs)
  return [Math.max(0, before), after < 0 ? timeMs.length : after + 1]
}

const secondOf = (timeMs: number, firstMs: number): number => Math.max(0, timeMs - firstMs) / 1000

/** A limit is drawn where it means something: not far above all that waited, or else it would flatten the rest. */
function limitShown({ samples, grantedBytes }: QueuePicture, queue: QueueName): boolean {
  const granted = grantedBytes[queue]
  if (granted === null) return false
  const other = grantedBytes[queue === 'server' ? 'client' : 'server']
  return peakBytes(samples, queue) >= granted / 2 || other === null || granted <= other
}

export function queueSeries(picture: QueuePicture) {
  const { samples, grantedBytes, firstMs } = picture
  const [first, end] = rowsOf(picture)
  const seconds = Array.from(samples.timeMs.subarray(first, end), (time) => secondOf(time, firstMs))
  const fills = queueNames.map((queue) => ({
    label: queue,
    colour: looks[queue].colour,
    dash: looks[queue].dash,
    widthPx: seconds.length > sparseMaximum ? 1 : 2,
    x: seconds,
    y: [...samples[queue].bytes.subarray(first, end)]
  }))
  const limits = queueNames.map((queue) => {
    const granted = limitShown(picture, queue) ? [grantedBytes[queue]!, grantedBytes[queue]!] : []
    return {
      label: `${queue} granted`,
      colour: '--text-muted',
      dash: looks[queue].grantedDash,
      widthPx: 1,
      x: granted.length > 0 ? [0, seconds.at(-1) ?? 0] : [],
      y: granted
    }
  })
  const drops = queueNames.map((queue) => {
    const all = dropRows(samples, queue)
    const step = Math.max(1, Math.ceil(all.length / marksMaximum))
    const rows = all.filter((_, index) => index % step === 0)
    return {
      label: `${queue} drops`,
      colour: looks[queue].drops,
      marks: true as const,
      x: rows.map((row) => secondOf(samples.timeMs[row]!, firstMs)),
      y: rows.map((row) => grantedBytes[queue] ?? samples[queue].bytes[row]!)
    }
  })
  return [...fills, ...limits, ...drops]
}

export function queuesLabel({ samples, grantedBytes }: QueuePicture): string {
  const words = queueNames.map((queue) => {
    const granted = grantedBytes[queue]
    const of = granted === null ? '' : ` of ${granted} granted`
    const drops = samples[queue].drops.at(-1) ?? 0
    return `the ${queue}'s held at most ${peakBytes(samples, queue)}${of} bytes and dropped ${drops} datagrams`
  })
  return `${queuesTitle} over time: ${words.join(', ')}`
}

export function queuesCsv({ samples, grantedBytes, firstMs }: QueuePicture): string {
  const header = [
    'time after the first send [s]',
    ...queueNames.flatMap((queue) => [
      `${queue} receive queue [bytes]`,
      `${queue} granted [bytes]`,
      `${queue} drops [datagrams]`
    ])
  ]
  const rows = Array.from(samples.timeMs, (time, row) => [
    Number(((time - firstMs) / 1000).toFixed(6)),
    ...queueNames.flatMap((queue) => [
      samples[queue].bytes[row]!,
      grantedBytes[queue],
      samples[queue].drops[row]!
    ])
  ])
  return csvText(header, rows)
}
