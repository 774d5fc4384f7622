/** What a trace of the server's queue shows, in words, and the one scale that the four traces of a 2x2 share. */
import { counted, figure } from '#shared/text'
import { dropsIn, peakOf, type QueueTrace } from './queue-trace'
import type { SeriesPoint } from './series'

/** The upper ends of the axes that the traces of a 2x2 share. */
export interface TraceScale {
  bytes: number
  ms: number
}

/** The next of 1, 2, 2.5, 5 or 10 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power
}

/**
 * As high as the fullest of the queues and the smallest buffer that was granted: a buffer far above what waits in any
 * queue would press all of them flat.
 */
export function traceScale(points: readonly SeriesPoint[]): TraceScale | null {
  const traces = points.flatMap(({ trace }) => trace ?? [])
  if (traces.length === 0) return null
  const granted = points.flatMap(({ buffers }) => buffers?.server.grantedBytes ?? [])
  const highest = Math.max(...traces.map(peakOf), granted.length > 0 ? Math.min(...granted) : 0, 1)
  return { bytes: roundUp(highest), ms: Math.max(...traces.map(({ lastsMs }) => lastsMs), 1) }
}

const seconds = (ms: number): string => `${figure(ms / 1000, 2)} s`

export interface TraceWords {
  /** Under the name of the cell. */
  short: string
  /** Beside its name; null: nothing was seen. */
  dropped: string | null
  /** For a screen reader, after that name. */
  long: string
}

/** What one cell's trace shows; where it has none, why. */
export function traceWords({ trace, buffers, parameters, runs }: SeriesPoint): TraceWords {
  if (runs.length === 0) return unseen('not run yet')
  if (parameters.queue === 'emulated') return unseen('emulated: the system’s queue does not show it')
  if (trace === null) return unseen('nobody could look at this queue')
  const granted = buffers?.server.grantedBytes ?? null
  const peak = figure(peakOf(trace))
  return {
    short: `peak ${peak} B`,
    dropped: `${figure(droppedIn(trace))} dropped`,
    long: `at most ${peak} bytes seen waiting${granted === null ? '' : ` of ${figure(granted)} granted`}, ${dropWords(trace)}, ${counted(trace.points.length, 'point')} over ${seconds(trace.lastsMs)}`
  }
}

const unseen = (words: string): TraceWords => ({ short: words, dropped: null, long: words })

const droppedIn = (trace: QueueTrace): number =>
  dropsIn(trace).reduce((total, { dropped }) => total + dropped, 0)

function dropWords(trace: QueueTrace): string {
  const drops = dropsIn(trace)
  const [first] = drops
  if (!first) return 'none dropped'
  return `${figure(droppedIn(trace))} dropped from ${seconds(first.timeMs)} on`
}
