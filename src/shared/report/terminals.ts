/** The terminals of a run as the report prints them: what stood there before the first client, and all after; long logs are shortened. */
import { cell } from '../events/batch'
import type { LogLines } from '../events/log-lines'
import type { Replay } from './replay'
import type { LogPart, ReportedTask, ReportTerminal } from './report'

/** A log of more lines is shortened to its first and last ones: the whole of it is in the report file. */
export const logLinesMaximum = 28
const headLines = 2
const tailLines = 2

/** When the first client did something; infinite when none did. */
function firstClientMs({ endpoints }: Replay): number {
  const times = endpoints
    .filter(({ info, store }) => info.role === 'client' && store.count > 0)
    .map(({ store }) => store.batches[0]!.baseMs + cell(store.batches[0]!.offsetUs, 0) / 1000)
  return Math.min(Number.POSITIVE_INFINITY, ...times)
}

function linesBefore(lines: LogLines, endMs: number): number {
  let count = 0
  while (count < lines.count && lines.at(count).timeMs < endMs) count++
  return count
}

function read(lines: LogLines, from: number, to: number): LogPart[] {
  const shown: string[] = []
  for (let index = from; index < to; index++) shown.push(lines.at(index).text)
  return from < to ? [{ kind: 'lines', lines: shown }] : []
}

/** The lines `from` to `to`, with the middle left out and said to be where they are too many. */
function shortened(lines: LogLines, from: number, to: number): LogPart[] {
  if (to - from <= logLinesMaximum) return read(lines, from, to)
  return [
    ...read(lines, from, from + headLines),
    { kind: 'cut', count: to - from - headLines - tailLines },
    ...read(lines, to - tailLines, to)
  ]
}

/** @param logs the terminals of the run's task, in the order of the report */
export function terminalsOf(run: Replay, logs: ReportedTask['logs']): ReportTerminal[] {
  const endMs = firstClientMs(run)
  const servers = new Set(run.endpoints.flatMap(({ info }) => (info.role === 'server' ? [info.log] : [])))
  return Object.entries(logs).flatMap(([id, { title }]) => {
    const lines = run.logs.get(id)
    if (!lines) return []
    const before = servers.has(id) && endMs < Infinity ? linesBefore(lines, endMs) : 0
    const moment: LogPart[] = before > 0 ? [{ kind: 'client' }] : []
    const parts = [...shortened(lines, 0, before), ...moment, ...shortened(lines, before, lines.count)]
    return [{ title, parts }]
  })
}
