/** One run of a student's program: in a terminal of its own, watched, bounded, and gone with all its children when it is stopped. */
import { monotonicMs } from '#lab/clock'
import type { Ended, ProgramFacts } from '../../model/record'
import { compileOnce } from './compile'
import { Family } from './family'
import type { LaunchPlan } from './launch-plan'
import { crowd, limited } from './limits'
import { ProgramOutput } from './output'
import { openScreen, type Screen } from './screen'
import { socketsOf } from './sockets'
import { watchOver } from './watcher'
import type { Workplace } from './workplace'

/** Nothing of the app's own environment but where programs lie and how text is written. */
export function environmentOf(folder: string): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'LD_LIBRARY_PATH', 'JAVA_HOME'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    TERM: 'xterm',
    PYTHONDONTWRITEBYTECODE: '1'
  }
}

export interface ProgramEvents {
  /** Besides what every program gets. */
  environment?: Readonly<Record<string, string>>
  printed?: (text: string) => void
  ended?: (ended: Ended) => void
}

export class Program {
  readonly #plan: LaunchPlan
  readonly #workplace: Workplace
  readonly #events: ProgramEvents
  readonly family = new Family()
  readonly #output = new ProgramOutput()
  #notCompiled: string | null = null
  #screen: Screen | null = null
  #startedMs = 0
  /** All that it got in its environment. */
  readonly environment: Readonly<Record<string, string>>
  #ended: Ended | null = null
  #crowded = false
  #guard: NodeJS.Timeout | null = null
  #unwatch: () => void = () => undefined
  #tellEnd: () => void = () => undefined
  /** Resolves when it has ended. */
  readonly gone = new Promise<void>((resolve) => (this.#tellEnd = resolve))

  constructor(plan: LaunchPlan, workplace: Workplace, events: ProgramEvents = {}) {
    this.#plan = plan
    this.#workplace = workplace
    this.#events = events
    this.environment = {
      ...environmentOf(workplace.folder),
      ...events.environment,
      ...this.family.environment
    }
  }

  get startMs(): number {
    return this.#plan.startMs
  }

  get ended(): Ended | null {
    return this.#ended
  }

  get runs(): boolean {
    return this.#screen !== null && this.#ended === null
  }

  get cut(): boolean {
    return this.#output.cut
  }

  get printedLength(): number {
    return this.#output.length
  }

  /** Since it was started. */
  get elapsedMs(): number {
    return monotonicMs() - this.#startedMs
  }

  /** False: it does not compile. */
  async start(): Promise<boolean> {
    const { folder } = this.#workplace
    this.#notCompiled = await compileOnce(this.#plan, folder)
    this.#startedMs = monotonicMs()
    if (this.#notCompiled !== null) return false
    this.#unwatch = watchOver(this.family.mark, folder)
    this.#screen = openScreen(
      {
        words: limited(this.#plan),
        folder,
        environment: this.environment
      },
      { printed: (text) => this.#print(text), ended: (code, signal) => this.#end(code, signal) }
    )
    this.family.first = this.#screen.id
    this.#guard = setInterval(() => void this.#lookForCrowd(), crowd.lookEveryMs)
    return true
  }

  async #lookForCrowd(): Promise<void> {
    if (this.#crowded || (await this.family.members()).length <= crowd.processes) return
    this.#crowded = true
    await this.family.kill()
  }

  #print(text: string): void {
    this.#events.printed?.(text)
    if (!this.#output.add(text)) void this.family.kill()
  }

  #end(code: number | null, signal: string | null): void {
    this.#ended = { code, signal, afterMs: this.elapsedMs }
    this.#events.ended?.(this.#ended)
    this.#tellEnd()
  }

  /** As if it was typed, with the key Enter. */
  type(line: string): void {
    this.#output.typed(line)
    if (this.runs) this.#screen?.type(`${line}\n`)
  }

  /** Its sockets without what only ss(8) tells: cheap enough to be asked often. */
  async boundPorts(): Promise<number[]> {
    const sockets = this.runs ? await socketsOf(await this.family.socketInodes(false), false) : null
    return (sockets ?? []).map(({ local }) => local.port)
  }

  async facts(): Promise<ProgramFacts> {
    const [sockets, waitsForInput] = this.runs
      ? await Promise.all([
          this.family.socketInodes().then((inodes) => socketsOf(inodes)),
          this.family.waitsForInput()
        ])
      : [null, false]
    return {
      notCompiled: this.#notCompiled,
      printed: this.#output.text,
      cut: this.cut,
      crowded: this.#crowded,
      ended: this.#ended,
      waitsForInput,
      sockets
    }
  }

  /** Resolves when it has gone, and its children with it. */
  async stop(): Promise<void> {
    if (this.#guard) clearInterval(this.#guard)
    if (this.#screen) await this.family.kill()
    if (this.runs) await this.gone
    this.#unwatch()
  }
}
