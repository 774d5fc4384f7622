/** What an endpoint did beyond the events that are kept of it: counted, exactly, and not kept. */
import { figure } from '../text'
import { cell, EventKind, type EventBatch, type EventKindCode, kindMask } from './batch'

export interface BeyondCounts {
  /** How many events there were of each kind: EventKind is the index. */
  byKind: number[]
  /** Payload bytes of all of them. */
  sizeBytes: number
}

export interface EndpointBeyond {
  endpointId: number
  counts: BeyondCounts
}

export const nothingBeyond = (): BeyondCounts => ({
  byKind: Array<number>(Math.max(...Object.values(EventKind)) + 1).fill(0),
  sizeBytes: 0
})

export function addCounts(to: BeyondCounts, more: BeyondCounts): void {
  more.byKind.forEach((count, kind) => (to.byKind[kind] = to.byKind[kind]! + count))
  to.sizeBytes += more.sizeBytes
}

/** What a batch would have told. */
export function countsOf(batch: Omit<EventBatch, 'sessionId' | 'endpointId'>): BeyondCounts {
  const counts = nothingBeyond()
  for (let row = 0; row < batch.count; row++) {
    const kind = cell(batch.kind, row) & kindMask
    counts.byKind[kind] = counts.byKind[kind]! + 1
    counts.sizeBytes += cell(batch.sizeBytes, row)
  }
  return counts
}

export function sumKinds({ byKind }: BeyondCounts, ...kinds: EventKindCode[]): number {
  return kinds.reduce((sum, kind) => sum + byKind[kind]!, 0)
}

const { received, served, dropped, sent } = EventKind

/** Datagrams that recvfrom() gave out. */
export const receivedBeyond = (counts: BeyondCounts): number => sumKinds(counts, received, served, dropped)
/** Datagrams that send() accepted. */
export const sentBeyond = (counts: BeyondCounts): number => sumKinds(counts, sent, served)
export const eventsBeyond = ({ byKind }: BeyondCounts): number =>
  byKind.reduce((sum, count) => sum + count, 0)

/** `12,345,678 more datagrams were received, 5 more were sent`; whatever else happened is only counted in all. */
function whatHappened(counts: BeyondCounts): string {
  const [received, sent] = [receivedBeyond(counts), sentBeyond(counts)]
  if (received === 0 && sent === 0) return `${figure(eventsBeyond(counts))} more events came`
  const parts: string[] = []
  if (received > 0) parts.push(`${figure(received)} more datagrams were received`)
  if (sent > 0) parts.push(`${figure(sent)} more were sent`)
  return parts.join(', ')
}

/** What a log says below its last line, or null where nothing is beyond it. */
export function describeBeyond(all: readonly BeyondCounts[]): string | null {
  const sum = nothingBeyond()
  for (const counts of all) addCounts(sum, counts)
  if (eventsBeyond(sum) === 0) return null
  return `${whatHappened(sum)}. They are counted, but not kept. Clear the log to keep new ones.`
}
