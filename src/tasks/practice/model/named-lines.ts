/**
 * Which line of the student's text sent a datagram that came to the app, and which received one of the app's: named only where
 * nothing else can have been. A datagram is known by the ports of both ends and by its place among those that went the same way.
 */
import { EventKind, type LabEvent } from '#shared/events/batch'
import type { LadderSource } from '#shared/events/socket-spans'
import { type OneWay, possibleSends } from './in-order'
import { isReceive, isSend, type RunTrace } from './run-trace'
import type { TracedCall } from './trace'

export interface NamedLine {
  line: number
  /** The program's file. */
  file: string
}

export type Way = 'in' | 'out'

/** What came to the app, or went from it, at a moment. */
export const wayKey = (way: Way, endpointId: number, timeMs: number): string =>
  `${way} ${endpointId} ${timeMs}`

/** A call is told when it has returned, and an event of ours comes with its batch: so much later all of both are there. */
const tellingMs = 20
const batchMs = 100

const isIn = ({ kind }: LabEvent): boolean => kind === EventKind.received || kind === EventKind.served
const isOut = ({ kind }: LabEvent): boolean => kind === EventKind.sent || kind === EventKind.served

const overlap = (a: RunTrace, b: RunTrace): boolean => a.sinceMs <= b.untilMs && b.sinceMs <= a.untilMs

/** @param programs the runs of each, of which several may run at once */
export function namePrograms(
  programs: readonly (readonly RunTrace[])[],
  sources: readonly LadderSource[],
  nowMs: number
): Map<string, NamedLine> {
  const own = programs.map((traces, index) => {
    const others = programs.filter((_, other) => other !== index).flat()
    // Two sockets may share a port: which of them a datagram was of is not known.
    const isShared = (trace: RunTrace, port: number): boolean =>
      others.some((other) => other.ports.includes(port) && overlap(trace, other))
    return traces.map((trace) => ({
      ...trace,
      ports: trace.ports.filter((port) => !isShared(trace, port))
    }))
  })
  return new Map(own.flatMap((traces) => [...nameLines(traces, sources, nowMs)]))
}

/** @param sources the app's own endpoints */
export function nameLines(
  traces: readonly RunTrace[],
  sources: readonly LadderSource[],
  nowMs: number
): Map<string, NamedLine> {
  const named = new Map<string, NamedLine>()
  traces.forEach((trace, index) => {
    const endMs = traces[index + 1]?.sinceMs ?? Number.POSITIVE_INFINITY
    for (const source of sources) {
      const own = source.events.filter(({ timeMs }) => timeMs >= trace.sinceMs && timeMs < endMs)
      for (const port of trace.ports) {
        const events = own.filter(({ peer }) => peer?.port === port)
        if (events.length > 0) nameOfPair({ trace, source, port, events, nowMs, named })
      }
    }
  })
  return named
}

interface Pair {
  trace: RunTrace
  source: LadderSource
  /** The program's. */
  port: number
  /** Of our endpoint, with that port. */
  events: readonly LabEvent[]
  nowMs: number
  named: Map<string, NamedLine>
}

function nameOfPair(pair: Pair): void {
  const { trace, source, events, named } = pair
  const put = (way: Way, { timeMs }: LabEvent, line: number): void => {
    const key = wayKey(way, source.info.id, timeMs)
    const known = named.get(key)
    // Two at one moment, of two lines: nobody can tell them apart.
    if (known && known.line !== line) named.set(key, { line: 0, file: trace.name })
    else named.set(key, { line, file: trace.name })
  }
  const toldMs = trace.untilMs - tellingMs
  const came = events.filter((event) => isIn(event) && event.timeMs <= toldMs)
  const [only, another] = trace.sendLines
  if (only !== undefined && another === undefined) came.forEach((event) => put('in', event, only))
  else nameSends(pair, came, put)
  nameReceives(pair, put)
}

type Put = (way: Way, event: LabEvent, line: number) => void

/** From when on calls may have been of this pair that were only counted. */
function countedFromMs({ trace, source }: Pair): number {
  const openMs = source.firstRow > 0 ? trace.sinceMs : (source.events[0]?.timeMs ?? trace.sinceMs)
  return trace.counted.find(({ toMs }) => toMs >= openMs)?.fromMs ?? Number.POSITIVE_INFINITY
}

/** The calls of a pair; null: some do not tell the other side, and may be of this pair. */
function callsOf({ trace, source, port }: Pair, is: (call: TracedCall) => boolean): TracedCall[] | null {
  const { state } = source.info
  const own = state.phase === 'open' || state.phase === 'closed' ? (state.local?.port ?? 0) : 0
  const calls = trace.calls.filter((call) => is(call) && (call.port === port || call.port === 0))
  if (own === 0 || calls.some(({ peerPort, port: from }) => peerPort === 0 || from === 0)) return null
  return calls.filter(({ peerPort }) => peerPort === own)
}

const oneWay = ({ atMs, sizeBytes }: TracedCall): OneWay => ({ timeMs: atMs, sizeBytes })

function nameSends(pair: Pair, came: readonly LabEvent[], put: Put): void {
  const calls = callsOf(pair, isSend)
  const endMs = countedFromMs(pair)
  const received = came.filter(({ timeMs }) => timeMs < endMs)
  const possible =
    calls &&
    possibleSends(
      calls.map(oneWay),
      received.map(({ timeMs, sizeBytes, truncated }) => ({
        timeMs,
        sizeBytes: truncated ? null : sizeBytes
      }))
    )
  possible?.forEach(({ first, last }, index) => {
    const lines = new Set(calls?.slice(first, last + 1).map(({ line }) => line))
    const [line] = lines
    const event = received[index]
    if (event && line !== undefined && lines.size === 1) put('in', event, line)
  })
}

/** Which one was lost is not known: only where each can have been but one. */
function nameReceives(pair: Pair, put: Put): void {
  const { trace, source, events, nowMs } = pair
  if (source.firstRow > 0) return
  const calls = callsOf(pair, isReceive)
  const endMs = Math.min(countedFromMs(pair), nowMs - batchMs, trace.untilMs)
  const received = calls?.filter(({ atMs }) => atMs < endMs) ?? []
  const sent = events.filter(isOut)
  const possible = possibleSends(
    // Of a reply it is not known how long it was.
    sent.map(({ kind, timeMs, sizeBytes }) => ({
      timeMs,
      sizeBytes: kind === EventKind.sent ? sizeBytes : null
    })),
    received.map(oneWay)
  )
  possible?.forEach(({ first, last }, index) => {
    const event = sent[first]
    const line = received[index]?.line
    if (event && first === last && line !== undefined) put('out', event, line)
  })
}
