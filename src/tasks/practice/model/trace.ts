/** Calls of a program's sockets, each with the line of the student's text that made it. */

/** Exactly known: which datagram it was. */
export interface TracedCall {
  call: string
  line: number
  /** Monotonic ms, on the clock of the events. */
  atMs: number
  /** The program's own port, and the other side's; 0: none. */
  port: number
  peerPort: number
  sizeBytes: number
}

/** Where more calls came than anybody could look at: how many of one line. */
export interface CountedCalls {
  call: string
  line: number
  count: number
}

export type TraceEntry = TracedCall | CountedCalls

export const isCounted = (entry: TraceEntry): entry is CountedCalls => 'count' in entry

/** Entries of one line of the trace; none of a line that is not of this form. */
export function readTraceLine(text: string): TraceEntry[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return []
  }
  if (Array.isArray(value)) {
    const [nanoseconds, call, line, port, sizeBytes, peerPort] = value as unknown[]
    const numbers = [nanoseconds, line, port, sizeBytes, peerPort]
    if (typeof call !== 'string' || !numbers.every(Number.isFinite)) return []
    return [
      {
        call,
        line: Number(line),
        atMs: Number(nanoseconds) / 1e6,
        port: Number(port),
        peerPort: Number(peerPort),
        sizeBytes: Number(sizeBytes)
      }
    ]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, count]) => {
    const [call = '', line = ''] = name.split(' ')
    return /^\d+$/.test(line) && Number.isFinite(count)
      ? [{ call, line: Number(line), count: Number(count) }]
      : []
  })
}
