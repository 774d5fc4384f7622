/** Calls of a program's sockets, each with the line of the student's text that made it. */

/** Exactly known: which datagram it was. */
export interface TracedCall {
  call: string
  line: number
  /** Monotonic ms, on the clock of the events: before a send, after a receive. */
  atMs: number
  /** The program's own port, and the other side's; 0: none, -1: the datagram was only looked at, and stayed. */
  port: number
  peerPort: number
  sizeBytes: number
}

/** Where more calls came than anybody could look at: how many of one line, and between which moments. */
export interface CountedCalls {
  call: string
  line: number
  count: number
  fromMs: number
  toMs: number
}

export type TraceEntry = TracedCall | CountedCalls

export const isCounted = (entry: TraceEntry): entry is CountedCalls => 'count' in entry

/** What the tracer told since it was looked at before. */
export interface Told {
  entries: readonly TraceEntry[]
  /** When the run began that it is of. */
  sinceMs: number
  /** What returned before this moment is among what was told. */
  untilMs: number
}

/** Where a process counts the calls of a line. */
export interface CounterPlace {
  call: string
  line: number
  process: number
  slot: number
}

export type TraceRow = TracedCall | CounterPlace

export const isPlace = (row: TraceRow): row is CounterPlace => 'slot' in row

/** `["recvfrom", 6, 4711, 0]` */
function placeOf([call, ...numbers]: readonly unknown[]): CounterPlace | null {
  const [line, process, slot] = numbers
  if (!isText(call) || !isNumber(line) || !isNumber(process) || !isNumber(slot)) return null
  return { call, line, process, slot }
}

/** `[5000000000, "recvfrom", 12, 20001, 17, 40000]` */
function callOf([nanoseconds, call, ...numbers]: readonly unknown[]): TracedCall | null {
  const [line, port, sizeBytes, peerPort] = numbers
  if (!isNumber(nanoseconds) || !isText(call) || !isNumber(line) || !isNumber(port)) return null
  if (!isNumber(sizeBytes) || !isNumber(peerPort)) return null
  return { call, line, atMs: nanoseconds / 1e6, port, peerPort, sizeBytes }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => Number.isFinite(value)

/** A line of the trace; null: it is not of this form. */
export function readTraceLine(text: string): TraceRow | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!Array.isArray(value)) return null
  const cells: readonly unknown[] = value
  return isText(cells[0]) ? placeOf(cells) : callOf(cells)
}
