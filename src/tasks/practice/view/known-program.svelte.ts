/* eslint-disable svelte/prefer-svelte-reactivity -- maps are replaced, never changed */
/** The student's programs as the pictures of a session know them: their ports, and which of their lines sent or received a datagram. */
import { type EndpointAddress, isLoopback } from '#shared/events/address'
import { EventKind } from '#shared/events/batch'
import type { Datagram } from '#shared/events/datagrams'
import type { Moment } from '#shared/events/moment'
import type { DatagramNote } from '#shared/ladder/ladder-words'
import { recentSources } from '#shared/ladder/ladder'
import { type NamedLine, namePrograms, wayKey } from '#tasks/practice/model/named-lines'
import type { SessionView } from '#ui/session-view.svelte.ts'
import type { KnownPrograms, OutsideProgram } from '#ui/task-kit/student-programs'
import type { ToldPrograms } from './told-programs.svelte'

const pauseMs = 100
/** So long what is told and what was seen may wait for each other (named-lines.ts). */
const againMs = 150
const keptNames = 20_000

interface Around {
  told: ToldPrograms
  session: () => SessionView
  nowMs: () => number
}

export class KnownProgram implements KnownPrograms {
  /** By wayKey(). What was certain once stays. */
  names: ReadonlyMap<string, NamedLine> = $state.raw(new Map())
  readonly #around: Around
  #sessionId = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #derivedAtMs = Number.NEGATIVE_INFINITY
  #changed = false

  constructor(around: Around) {
    this.#around = around
  }

  /** Events came, or calls were told: derived now, or when the pause is over. */
  follow(): void {
    // Nobody runs a program: what comes, in whatever number, costs nothing here.
    if (this.#around.told.traces.size === 0) return
    this.#changed = true
    if (this.#timer !== undefined) return
    const waitMs = Math.max(0, this.#derivedAtMs + pauseMs - performance.now())
    this.#timer = setTimeout(() => this.#derive(), waitMs)
  }

  #derive(): void {
    this.#timer = undefined
    this.#derivedAtMs = performance.now()
    const { told } = this.#around
    const session = this.#around.session()
    if (session.sessionId !== this.#sessionId) this.names = new Map()
    this.#sessionId = session.sessionId
    const sources = recentSources(session.endpoints, session.programs)
    const found = namePrograms([...told.traces.values()], sources, this.#around.nowMs())
    const news = [...found].filter(([key, { line }]) => line > 0 && this.names.get(key)?.line !== line)
    if (news.length > 0) this.names = new Map([...this.names, ...news].slice(-keptNames))
    if (this.#changed) this.#timer = setTimeout(() => this.#derive(), againMs)
    this.#changed = false
  }

  /** Beside a line of a log: which line of the program sent what it tells. */
  readonly #tagOf = ({ endpointId, timeMs, kind }: Moment): string | null => {
    if (kind !== EventKind.received && kind !== EventKind.served) return null
    const name = this.names.get(wayKey('in', endpointId, timeMs))
    return name ? `line ${name.line}` : null
  }

  get tagOf(): KnownPrograms['tagOf'] {
    return this.names.size > 0 ? this.#tagOf : undefined
  }

  /** For the ladder; another one whenever more is known. */
  readonly outside: OutsideProgram = $derived.by(() => {
    const { names } = this
    const { ports } = this.#around.told
    const fileAt = (address: EndpointAddress | null): string | null =>
      address && isLoopback(address.address) ? (ports.get(address.port) ?? null) : null
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
