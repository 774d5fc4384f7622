/** Both terminals of a run as the report prints them: before the first client, and at the end; long logs are shortened. */
import { cell } from '../events/batch'
import type { LogLines } from '../events/log-lines'
import type { Replay } from './replay'
import type { LogPart, ReportedTask, ReportTerminal } from './report'

/** A log of more lines is shortened to its first and last ones. */
export const logLinesMaximum = 28
const headLines = 18
const tailLines = 8

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

function read(lines: LogLines, from: number, to: number): LogPart {
  const shown: string[] = []
  for (let index = from; index < to; index++) shown.push(lines.at(index).text)
  return { kind: 'lines', lines: shown }
}

/** The first `count` lines, with the middle left out and said to be where they are too many. */
function shortened(lines: LogLines, count: number): LogPart[] {
  if (count === 0) return []
  if (count <= logLinesMaximum) return [read(lines, 0, count)]
  return [
    read(lines, 0, headLines),
    { kind: 'cut', count: count - headLines - tailLines },
    read(lines, count - tailLines, count)
  ]
}

/** @param logs the terminals of the run's task, in the order of the report */
export function terminalsOf(run: Replay, logs: ReportedTask['logs']): ReportTerminal[] {
  const endMs = firstClientMs(run)
  const servers = new Set(run.endpoints.flatMap(({ info }) => (info.role === 'server' ? [info.log] : [])))
  return Object.entries(logs).flatMap(([id, { title }]) => {
    const lines = run.logs.get(id)
    if (!lines) return []
    const before = servers.has(id) ? shortened(lines, linesBefore(lines, endMs)) : []
    return [{ title, before, after: shortened(lines, lines.count) }]
  })
}
