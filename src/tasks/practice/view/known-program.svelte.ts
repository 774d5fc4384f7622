/* eslint-disable svelte/prefer-svelte-reactivity -- maps are replaced, never changed */
/** The student's program as the pictures know it: its ports, and which of its lines sent or received a datagram. */
import type { EndpointAddress } from '#shared/events/address'
import { EventKind } from '#shared/events/batch'
import type { Datagram } from '#shared/events/datagrams'
import type { Moment } from '#shared/events/moment'
import type { DatagramNote } from '#shared/ladder/ladder-words'
import { recentSources } from '#shared/ladder/ladder'
import { type NamedLine, nameLines, wayKey } from '#tasks/practice/model/named-lines'
import { addTold, type RunTrace } from '#tasks/practice/model/run-trace'
import type { SocketFact } from '#tasks/practice/model/record'
import type { Told } from '#tasks/practice/model/trace'
import type { SessionView } from '#ui/session-view.svelte.ts'
import type { OutsideProgram } from '#ui/task-kit/ladder.svelte.ts'

const pauseMs = 100
/** So long what is told and what was seen may wait for each other (named-lines.ts). */
const againMs = 150
const anyProgram = 'my program'
const keptNames = 20_000

interface Around {
  session: () => SessionView
  nowMs: () => number
}

export class KnownProgram {
  /** By wayKey(). What was certain once stays. */
  names: ReadonlyMap<string, NamedLine> = $state.raw(new Map())
  /** The file of each port of it that was seen. */
  ports: ReadonlyMap<number, string> = $state.raw(new Map())
  readonly #around: Around
  #traces: readonly RunTrace[] = []
  #sessionId = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #derivedAtMs = Number.NEGATIVE_INFINITY
  #changed = false

  constructor(around: Around) {
    this.#around = around
  }

  /** What was told before this window was there. */
  join(traces: readonly RunTrace[]): void {
    this.#traces = traces
    for (const { ports, name } of traces) this.#keepPorts(ports, name)
    this.changed()
  }

  add(told: Told, file: string): void {
    this.#traces = addTold(this.#traces, told, file)
    this.#keepPorts(this.#traces.at(-1)?.ports ?? [], file)
    this.changed()
  }

  /** As the kernel has them: of a program that no tracer follows, too. */
  addSockets(sockets: readonly SocketFact[], file: string): void {
    const own = sockets.filter(({ protocol }) => protocol === 'udp').map(({ local }) => local.port)
    this.#keepPorts(own, file)
  }

  #keepPorts(ports: readonly number[], file: string): void {
    const known = new Map(this.ports)
    // Two files had it, one after the other: what is drawn there may be of either.
    const nameOf = (port: number): string => ((known.get(port) ?? file) === file ? file : anyProgram)
    const news = ports.filter((port) => port > 0 && known.get(port) !== nameOf(port))
    if (news.length > 0)
      this.ports = new Map([...known, ...news.map((port) => [port, nameOf(port)] as const)])
  }

  /** Events came, or calls were told: derived now, or when the pause is over. */
  changed(): void {
    this.#changed = true
    if (this.#timer !== undefined) return
    const waitMs = Math.max(0, this.#derivedAtMs + pauseMs - performance.now())
    this.#timer = setTimeout(() => this.#derive(), waitMs)
  }

  #derive(): void {
    this.#timer = undefined
    this.#derivedAtMs = performance.now()
    const session = this.#around.session()
    if (session.sessionId !== this.#sessionId) this.names = new Map()
    this.#sessionId = session.sessionId
    if (this.#traces.length === 0) return
    const sources = recentSources(session.endpoints, session.programs)
    const found = nameLines(this.#traces, sources, this.#around.nowMs())
    const news = [...found].filter(([key, { line }]) => line > 0 && this.names.get(key)?.line !== line)
    if (news.length > 0) this.names = new Map([...this.names, ...news].slice(-keptNames))
    if (this.#changed) this.#timer = setTimeout(() => this.#derive(), againMs)
    this.#changed = false
  }

  /** Beside a line of a log: which line of the program sent what it tells. */
  readonly tagOf = ({ endpointId, timeMs, kind }: Moment): string | null => {
    if (kind !== EventKind.received && kind !== EventKind.served) return null
    const name = this.names.get(wayKey('in', endpointId, timeMs))
    return name ? `line ${name.line}` : null
  }

  /** For the ladder; another one whenever more is known. */
  readonly outside: OutsideProgram = $derived.by(() => {
    const { ports, names } = this
    const fileAt = (address: EndpointAddress | null): string | null =>
      (address && ports.get(address.port)) ?? null
    return {
      titleOf: fileAt,
      noteOf: (datagram) => noteOf(datagram, names, fileAt)
    }
  })
}

function noteOf(
  { from, to, fromAddress, toAddress, sentMs, arrivedMs, outcome }: Datagram,
  names: KnownProgram['names'],
  fileAt: (address: EndpointAddress | null) => string | null
): DatagramNote | null {
  const file = from ? (to ? null : fileAt(toAddress)) : fileAt(fromAddress)
  if (file === null) return null
  const name =
    from && outcome === 'outside'
      ? names.get(wayKey('out', from.id, sentMs))
      : to && !from && arrivedMs !== null
        ? names.get(wayKey('in', to.id, arrivedMs))
        : undefined
  const verb = from ? (name ? 'received' : 'went') : 'sent'
  if (name) return { short: `line ${name.line}`, words: `${verb} by line ${name.line} of ${name.file}` }
  if (from) return outcome === 'outside' ? { short: null, words: `${verb} to ${file}` } : null
  return { short: null, words: `${verb} by ${file}` }
}
