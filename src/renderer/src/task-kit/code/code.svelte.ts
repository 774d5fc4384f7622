/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets are replaced, never changed */
/** The program behind one terminal: its text in colour, which of its lines ran, and what is pointed at. */
import {
  type CallLine,
  callLines,
  linesOfCall,
  linesOfEvent,
  type SocketCall
} from '#shared/lessons/code-lines'
import { LineRuns, targetOf } from '#shared/lessons/line-runs'
import type { ProgramLanguage, SourceId } from '#shared/lessons/sources'
import { sourceOf } from '#tasks/task'
import type { LogId } from '#shared/events/endpoint'
import type { Moment } from '#shared/events/moment'
import type { Position } from '#shared/events/motion'
import { type CodeToken, plainTokens } from '#ui/components/code/plain-tokens'
import { colourSource } from '#ui/components/code/tokens'
import type { EndpointView } from '#ui/sessions.svelte.ts'
import type { TaskState } from '../task-state.svelte'

interface ShownProgram {
  id: SourceId
  language: ProgramLanguage
  lines: readonly (readonly CodeToken[])[]
  calls: readonly CallLine[]
}

interface Runs {
  counts: ReadonlyMap<number, number>
  last: number | null
  lit: ReadonlySet<number>
  /** Grows each time that lines lit up. */
  litAt: number
}

/** Where slow motion has the program: `next`: before these lines; `in`: inside their call. */
export interface Standing {
  where: 'next' | 'in'
  lines: ReadonlySet<number>
}

const idle: Runs = { counts: new Map(), last: null, lit: new Set(), litAt: 0 }

export class LiveCode {
  program: ShownProgram | null = $state.raw(null)
  runs: Runs = $state.raw(idle)
  readonly #task: TaskState
  readonly #log: LogId
  #followed: { endpointId: number; program: ShownProgram; runs: LineRuns } | null = null
  #wanted = ''

  constructor(task: TaskState, log: LogId) {
    this.#task = task
    this.#log = log
  }

  /** The last endpoint of this terminal that stands for a program of the exercise. */
  get endpoint(): EndpointView | null {
    const { definition, session } = this.#task
    return (
      session.endpoints.findLast(
        ({ info }) => info.log === this.#log && sourceOf(definition, info, session.run) !== null
      ) ?? null
    )
  }

  get programId(): SourceId {
    const { definition, session } = this.#task
    const { endpoint } = this
    const running = endpoint && sourceOf(definition, endpoint.info, session.run)
    return running ?? definition.logs[this.#log]?.source ?? ''
  }

  /** Loads the program's text, and then its colours. */
  async load(id: SourceId, language: ProgramLanguage): Promise<void> {
    this.#wanted = `${language} ${id}`
    const wanted = this.#wanted
    const { textOf } = await import('./sources')
    if (wanted !== this.#wanted) return
    const source = textOf(id, language)
    const program: ShownProgram = {
      id,
      language,
      lines: plainTokens(source),
      calls: callLines(source, language)
    }
    this.program = program
    const lines = await colourSource(source, language)
    if (this.program === program) this.program = { ...program, lines }
  }

  /** Events came, or another program is shown. */
  follow(): void {
    const { program, endpoint } = this
    if (!program || !endpoint) {
      this.#followed = null
      if (this.runs !== idle) this.runs = idle
      return
    }
    const { info, store } = endpoint
    const known = this.#followed
    if (known?.endpointId !== info.id || known.program.calls !== program.calls) {
      this.#followed = { endpointId: info.id, program, runs: new LineRuns(program.calls, info.program) }
      this.runs = { ...idle, litAt: this.runs.litAt }
    }
    const { runs } = this.#followed!
    if (!runs.advance(store, this.#position?.printedTo)) return
    this.runs = {
      counts: new Map(runs.counts),
      last: runs.last,
      lit: runs.lit,
      litAt: this.runs.litAt + 1
    }
  }

  get #position(): Position | undefined {
    const id = this.endpoint?.info.id
    return this.#task.session.motion.positions.find(({ endpointId }) => endpointId === id)
  }

  /** Where the program is stopped or waits, while slow motion is on. */
  get standing(): Standing | null {
    const { program } = this
    const position = this.#position
    if (!program || !position || position.place.phase === 'running') return null
    const { place } = position
    return place.phase === 'held'
      ? { where: 'next', lines: new Set(linesOfCall(program.calls, place.call, place.index)) }
      : { where: 'in', lines: new Set(linesOfCall(program.calls, 'receive')) }
  }

  callOf(line: number): SocketCall | null {
    return this.program?.calls.find((call) => call.line === line)?.call ?? null
  }

  /** The event that ran the line last. */
  lastMoment(line: number): Moment | null {
    const row = this.#followed?.runs.lastRow.get(line)
    const { endpoint } = this
    if (row === undefined || !endpoint || endpoint.info.id !== this.#followed?.endpointId) return null
    const { kind, timeMs, peer } = endpoint.store.at(row)
    return { endpointId: endpoint.info.id, timeMs, kind, peer }
  }

  /** The lines that what is pointed at elsewhere ran. */
  linesOf(moments: readonly Moment[]): Set<number> {
    const { program } = this
    if (!program) return new Set()
    const { session, definition } = this.#task
    return new Set(
      moments.flatMap(({ endpointId, kind, printed, peer }) => {
        const info = session.endpoints.find((view) => view.info.id === endpointId)?.info
        if (info?.log !== this.#log || sourceOf(definition, info, session.run) !== program.id) return []
        const target = targetOf(info.program, peer ?? null)
        return linesOfEvent(program.calls, kind, printed === undefined ? { target } : { target, printed })
      })
    )
  }
}
