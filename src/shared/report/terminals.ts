/** Both terminals of a run as the report prints them: before the first client, and at the end; long logs are shortened. */
import { cell } from '../model/batch'
import type { LogId } from '../model/endpoint'
import type { LogLines } from '../model/log-lines'
import type { Replay } from './replay'
import type { LogPart, ReportTerminal } from './report'

/** A log of more lines is shortened to its first and last ones. */
export const logLinesMaximum = 28
const headLines = 18
const tailLines = 8

const titles: Record<LogId, string> = {
  server: 'Server',
  'server-1': 'Server 1',
  'server-2': 'Server 2',
  client: 'Client',
  unconnected: 'Unconnected socket'
}
const order = Object.keys(titles) as LogId[]

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

export function terminalsOf(run: Replay): ReportTerminal[] {
  const endMs = firstClientMs(run)
  return order.flatMap((id) => {
    const lines = run.logs.get(id)
    if (!lines) return []
    const before = id.startsWith('server') ? shortened(lines, linesBefore(lines, endMs)) : []
    return [{ title: titles[id], before, after: shortened(lines, lines.count) }]
  })
}
