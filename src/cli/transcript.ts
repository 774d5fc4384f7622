/** What the lab tells, kept as terminals for printing. */
import { figure } from '#shared/text'
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { LogLines, ShownLine } from '#shared/events/log-lines'
import type { ProgramTable } from '#shared/events/program-lines'
import type { SessionEvent } from '#shared/events/session'
import { Terminals } from '#shared/events/terminals'

export interface EndpointDocument {
  name: string
  role: string
  address: string | null
  port: number | null
  log: string[]
}

export class Transcript {
  #terminals: Terminals
  /** Where each endpoint was bound first: one that failed or closed says it no longer. */
  readonly #bound = new Map<number, EndpointAddress>()
  /** Called with every line as it comes. */
  onLine: ((line: ShownLine) => void) | null = null

  /** @param programs those of the task whose session is written down */
  constructor(programs: ProgramTable) {
    this.#terminals = terminalsOf(programs)
  }

  readonly take = (event: SessionEvent): void => {
    if (event.type === 'endpoint') this.#note(event.endpoint)
    if (event.type !== 'batch') return
    const printed = this.#terminals.addBatch(event.batch)
    if (!this.onLine || !printed) return
    for (let index = printed.from; index < printed.to; index++) this.onLine(printed.lines.at(index))
  }

  #note(info: EndpointInfo): void {
    this.#terminals.setEndpoint(info)
    const local = 'local' in info.state ? info.state.local : null
    if (local && !this.#bound.has(info.id)) this.#bound.set(info.id, local)
  }

  clear(): void {
    this.#terminals = terminalsOf(this.#terminals.programs)
    this.#bound.clear()
  }

  /** One document an endpoint; its log holds what the exercise's program prints, to the letter. */
  documents(): EndpointDocument[] {
    return this.#terminals.endpoints.map(({ info }) => ({
      name: info.name,
      role: info.role,
      address: this.#bound.get(info.id)?.address ?? null,
      port: this.#bound.get(info.id)?.port ?? null,
      log: allLines(this.#terminals.linesOf(info))
        .filter(({ tone }) => tone === 'print')
        .map(({ text }) => text)
    }))
  }

  /** Each endpoint's terminal for people, long ones cut in the middle. */
  terminals(longest = 12): string {
    return this.#terminals.endpoints
      .map(({ info }) => {
        const bound = this.#bound.get(info.id)
        const lines = shortened(this.#terminals.linesOf(info), longest)
        return [
          `  ${info.name}${bound ? `  ${formatEndpoint(bound)}` : ''}`,
          ...lines.map((line) => `  │ ${line}`)
        ].join('\n')
      })
      .join('\n')
  }
}

/** A terminal an endpoint, also where the window prints several in one. */
const terminalsOf = (programs: ProgramTable): Terminals => new Terminals(programs, ({ id }) => String(id))

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
