/** Prints an endpoint's lines as they come, and keeps none of them. */
import { EventStore } from '#shared/events/event-store'
import { type BeyondCounts, eventsBeyond } from '#shared/events/beyond'
import { EventKind, type EventBatch } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import { LogLines } from '#shared/events/log-lines'
import type { ProgramTable } from '#shared/events/program-lines'
import { written } from './transcript'

export class LinePrinter {
  readonly #store = new EventStore()

  constructor(
    readonly endpoint: EndpointInfo,
    readonly programs: ProgramTable,
    readonly print: (text: string) => void
  ) {}

  take(batch: EventBatch): void {
    if (!this.#store.add(batch)) return
    const lines = new LogLines(this.programs)
    lines.add(this.endpoint, this.#store, batch)
    if (lines.count > 0) this.print(linesText(lines))
    this.#store.forget()
  }

  /** Datagrams whose lines came faster than they could be written. */
  leaveOut(counts: BeyondCounts): void {
    this.print(`(${eventsBeyond(counts)} more datagrams; the lines are written too slowly for them)`)
  }
}

function linesText(lines: LogLines): string {
  return Array.from({ length: lines.count }, (_, index) => written(lines.at(index))).join('\n')
}

/** Kinds that say that a datagram came in, and that an answer went out. */
export const receivedKinds = [EventKind.received, EventKind.served] as const
export const sentKinds = [EventKind.sent, EventKind.served] as const
