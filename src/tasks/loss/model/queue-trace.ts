/**
 * How full the server's receive queue of one run was seen to be, in a few points: small enough to go with a series, whose
 * events and looks are let go.
 */
import * as v from 'valibot'
import { count, list, timeMs } from '#shared/bounded'
import type { QueueSamples } from '#shared/events/queue-samples'

/** Points kept of one run. */
export const tracePoints = 200

export const queueTraceSchema = v.strictObject({
  /** From the first send to the last event of the run. */
  lastsMs: timeMs,
  /** In the order of their times. */
  points: list(
    v.strictObject({
      /** Since the first send. */
      timeMs,
      /** The most that was seen waiting at this moment, as the system charges it. */
      bytes: count,
      /** Datagrams that this queue had dropped by the end of this moment. */
      drops: count
    }),
    tracePoints
  )
})
export type QueueTrace = v.InferOutput<typeof queueTraceSchema>
export type TracePoint = QueueTrace['points'][number]

export interface RunTimes {
  firstSendMs: number
  lastEventMs: number
}

/**
 * The looks of the run, thinned to the fullest of each moment, so that no peak is lost; drops are counted to the moment's
 * last look. Of the looks before the first send the last is kept, and of those after the last event the first.
 *
 * @returns null when nobody looked while the run went on
 */
export function traceOf(
  { timeMs: times, server }: QueueSamples,
  { firstSendMs, lastEventMs }: RunTimes,
  maximum = tracePoints
): QueueTrace | null {
  if (!times.some((time) => time >= firstSendMs)) return null
  const first = Math.max(
    0,
    times.findLastIndex((time) => time <= firstSendMs)
  )
  const after = times.findIndex((time) => time > lastEventMs)
  const end = after < 0 ? times.length : after + 1
  const rowsEach = Math.max(1, Math.ceil((end - first) / maximum))
  const points: TracePoint[] = []
  for (let from = first; from < end; from += rowsEach) {
    const to = Math.min(from + rowsEach, end)
    let fullest = from
    for (let row = from + 1; row < to; row++) if (server.bytes[row]! > server.bytes[fullest]!) fullest = row
    points.push({
      timeMs: Math.max(0, times[fullest]! - firstSendMs),
      bytes: server.bytes[fullest]!,
      drops: server.drops[to - 1]!
    })
  }
  return { lastsMs: Math.max(lastEventMs - firstSendMs, points.at(-1)?.timeMs ?? 0), points }
}

/** The most that was seen waiting. */
export const peakOf = ({ points }: QueueTrace): number =>
  points.reduce((most, { bytes }) => Math.max(most, bytes), 0)

/** The points by whose end more was dropped than by the one before, with how many. */
export function dropsIn({ points }: QueueTrace): (TracePoint & { dropped: number })[] {
  return points.flatMap((point, index) => {
    const dropped = point.drops - (points[index - 1]?.drops ?? 0)
    return dropped > 0 ? [{ ...point, dropped }] : []
  })
}
