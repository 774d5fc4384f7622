/** What a session told, assembled: each endpoint with its events, and the lines of each terminal. */
import type { EventBatch } from './batch'
import type { EndpointInfo, LogId } from './endpoint'
import { EventStore } from './event-store'
import { LogLines } from './log-lines'
import type { ProgramTable } from './program-lines'

export interface EndpointEvents {
  readonly info: EndpointInfo
  readonly store: EventStore
}

/** Lines `from` to `to` (without it) of a terminal, which a batch printed. */
export interface PrintedLines {
  lines: LogLines
  from: number
  to: number
}

const phaseRank = { opening: 0, open: 1, closed: 2, failed: 2 } as const

/** In which terminal an endpoint prints. */
type TerminalOf = (info: EndpointInfo) => LogId

export class Terminals {
  readonly #byId = new Map<number, EndpointEvents>()
  readonly #logs = new Map<LogId, LogLines>()
  readonly #terminalOf: TerminalOf

  /** @param programs those of the task whose session it is */
  constructor(
    readonly programs: ProgramTable,
    terminalOf: TerminalOf = ({ log }) => log
  ) {
    this.#terminalOf = terminalOf
  }

  /** In the order in which they appeared. */
  get endpoints(): EndpointEvents[] {
    return [...this.#byId.values()]
  }

  get logs(): ReadonlyMap<LogId, LogLines> {
    return this.#logs
  }

  /** The lines of a terminal, empty as long as nothing is printed there. */
  log(id: LogId): LogLines {
    const known = this.#logs.get(id)
    if (known) return known
    const lines = new LogLines(this.programs)
    this.#logs.set(id, lines)
    return lines
  }

  linesOf(info: EndpointInfo): LogLines {
    return this.log(this.#terminalOf(info))
  }

  /** An endpoint appeared or changed; an earlier phase that is told late changes nothing. Returns whether it did. */
  setEndpoint(info: EndpointInfo): boolean {
    const known = this.#byId.get(info.id)
    if (known && phaseRank[known.info.state.phase] > phaseRank[info.state.phase]) return false
    this.#byId.set(info.id, { info, store: known?.store ?? new EventStore() })
    return true
  }

  /**
   * Takes a batch; one that was taken before, or of an endpoint that nobody told of, changes nothing.
   * @param printedTo of an endpoint in slow motion: lines from there on wait for print()
   * @returns what it printed, or null
   */
  addBatch(batch: EventBatch, printedTo = Number.POSITIVE_INFINITY): PrintedLines | null {
    const endpoint = this.#byId.get(batch.endpointId)
    if (!endpoint?.store.add(batch)) return null
    const lines = this.linesOf(endpoint.info)
    const from = lines.count
    lines.add(endpoint.info, endpoint.store, batch, printedTo)
    return { lines, from, to: lines.count }
  }

  /** Lines that waited have been printed, up to `printedTo` of an endpoint. Returns whether there were any. */
  print(printedTo: (endpointId: number) => number): boolean {
    // Every terminal is asked, also after one that had some.
    return [...this.#logs.values()].map((lines) => lines.print(printedTo)).includes(true)
  }
}
