/** What the tracer told of each run of the program: calls one by one, and when there were more that were only counted. */
import { isCounted, type Told, type TracedCall } from './trace'

export interface Stretch {
  fromMs: number
  toMs: number
}

export interface RunTrace {
  /** The program's file. */
  name: string
  sinceMs: number
  /** Every call that returned before is told. */
  untilMs: number
  /** In the order of their process. */
  calls: readonly TracedCall[]
  /** All lines that sent anything; 0: no line of the student's own. */
  sendLines: readonly number[]
  ports: readonly number[]
  /** When calls were counted, and nobody knows which datagrams they were of. */
  counted: readonly Stretch[]
}

/** Of a longer run the first calls are forgotten: as if they had been counted. */
const keptCalls = 2000
const keptRuns = 4

export const isSend = ({ call }: { call: string }): boolean => call.startsWith('send')
export const isReceive = ({ call, peerPort }: TracedCall): boolean => call.startsWith('recv') && peerPort >= 0

const distinct = (values: readonly number[]): number[] => [...new Set(values)]

/** Another run begins with what is told first of it. */
export function addTold(traces: readonly RunTrace[], told: Told, name: string): RunTrace[] {
  const last = traces.at(-1)
  const isSame = last?.sinceMs === told.sinceMs
  const before: RunTrace = isSame
    ? last
    : { name, sinceMs: told.sinceMs, untilMs: 0, calls: [], sendLines: [], ports: [], counted: [] }
  const others = isSame ? traces.slice(0, -1) : traces
  return [...others, grown(before, told)].slice(-keptRuns)
}

function grown(trace: RunTrace, { entries, untilMs }: Told): RunTrace {
  const told = entries.flatMap((entry) => (isCounted(entry) ? [] : entry))
  const all = [...trace.calls, ...told]
  const forgotten = all.slice(0, -keptCalls)
  const stretches = [
    ...trace.counted,
    ...forgotten.slice(-1).map(({ atMs }) => ({ fromMs: trace.sinceMs, toMs: atMs })),
    ...entries.filter(isCounted).map(({ fromMs, toMs }) => ({ fromMs, toMs }))
  ]
  return {
    ...trace,
    untilMs: Math.max(trace.untilMs, untilMs),
    calls: all.slice(-keptCalls),
    sendLines: distinct([...trace.sendLines, ...entries.filter(isSend).map(({ line }) => line)]),
    ports: distinct([...trace.ports, ...told.map(({ port }) => port)]).filter((port) => port > 0),
    counted: joined(stretches)
  }
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = []
  for (const { fromMs, toMs } of stretches.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = whole.at(-1)
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs)
    else whole.push({ fromMs, toMs })
  }
  return whole
}
