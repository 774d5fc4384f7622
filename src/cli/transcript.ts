/** What the lab tells, kept as terminals for printing. */
import { figure } from '#shared/text'
import { EventStore } from '#shared/events/event-store'
import { formatEndpoint } from '#shared/events/address'
import type { EndpointInfo } from '#shared/events/endpoint'
import { LogLines, type ShownLine } from '#shared/events/log-lines'
import type { ProgramTable } from '#shared/events/program-lines'
import type { SessionEvent } from '#shared/events/session'

interface Entry {
  info: EndpointInfo
  store: EventStore
  lines: LogLines
  address: string | null
  port: number | null
}

export interface EndpointDocument {
  name: string
  role: string
  address: string | null
  port: number | null
  log: string[]
}

export class Transcript {
  readonly #programs: ProgramTable
  #entries = new Map<number, Entry>()
  /** Called with every line as it comes. */
  onLine: ((line: ShownLine) => void) | null = null

  /** @param programs those of the task whose session is written down */
  constructor(programs: ProgramTable) {
    this.#programs = programs
  }

  readonly take = (event: SessionEvent): void => {
    if (event.type === 'endpoint') this.#note(event.endpoint)
    if (event.type !== 'batch') return
    const entry = this.#entries.get(event.batch.endpointId)
    if (!entry?.store.add(event.batch)) return
    const before = entry.lines.count
    entry.lines.add(entry.info, entry.store, event.batch)
    if (!this.onLine) return
    for (let index = before; index < entry.lines.count; index++) this.onLine(entry.lines.at(index))
  }

  #note(info: EndpointInfo): void {
    const local = 'local' in info.state ? info.state.local : null
    const entry = this.#entries.get(info.id)
    if (entry) {
      entry.info = info
      entry.address ??= local?.address ?? null
      entry.port ??= local?.port ?? null
      return
    }
    this.#entries.set(info.id, {
      info,
      store: new EventStore(),
      lines: new LogLines(this.#programs),
      address: null,
      port: null
    })
  }

  clear(): void {
    this.#entries.clear()
  }

  /** One document an endpoint; its log holds what the exercise's program prints, to the letter. */
  documents(): EndpointDocument[] {
    return [...this.#entries.values()].map(({ info, lines, address, port }) => ({
      name: info.name,
      role: info.role,
      address,
      port,
      log: allLines(lines)
        .filter(({ tone }) => tone === 'print')
        .map(({ text }) => text)
    }))
  }

  /** Each endpoint's terminal for people, long ones cut in the middle. */
  terminals(longest = 12): string {
    return [...this.#entries.values()]
      .map(({ info, lines, address, port }) => {
        const place = address === null || port === null ? '' : `  ${formatEndpoint({ address, port })}`
        return [`  ${info.name}${place}`, ...shortened(lines, longest).map((line) => `  │ ${line}`)].join(
          '\n'
        )
      })
      .join('\n')
  }
}

function allLines(lines: LogLines): ShownLine[] {
  return Array.from({ length: lines.count }, (_, index) => lines.at(index))
}

/** Lines that the app adds are marked as comments. */
export const written = ({ tone, text }: ShownLine): string => (tone === 'print' ? text : `# ${text}`)

function shortened(lines: LogLines, longest: number): string[] {
  const at = (index: number): string => written(lines.at(index))
  if (lines.count <= longest) return Array.from({ length: lines.count }, (_, index) => at(index))
  const tail = 3
  const head = Array.from({ length: longest - tail - 1 }, (_, index) => at(index))
  const hidden = lines.count - head.length - tail
  const end = Array.from({ length: tail }, (_, index) => at(lines.count - tail + index))
  return [...head, `… ${figure(hidden)} lines more …`, ...end]
}
