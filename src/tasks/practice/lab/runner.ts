/** A program that is run, typed to, watched and stopped by hand. */
import { type FSWatcher, watch } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { done, failure, type Result } from '#shared/fault'
import type { ProgramPhase, ProgramState, Started } from '../model/state'
import { knownEndings, planLaunch } from './program/launch-plan'
import { Program } from './program/program'
import { startTracer, type Tracer } from './program/tracer'
import { makeWorkplace, type Workplace } from './program/workplace'
import type { Told } from '../model/trace'

/** How often its sockets are looked at: a queue that fills is seen, and nothing is kept busy. */
const lookEveryMs = 250
/** An editor writes a file in several steps. */
const savedMs = 200

export interface RunnerEvents {
  phase: (phase: ProgramPhase) => void
  started: (started: Started) => void
  printed: (text: string) => void
  /** Lines of the program that made calls. */
  traced: (told: Told) => void
  /** The text that runs now; null: it is no text, or too long to be shown. */
  text: (text: string | null) => void
  looked: (seen: Pick<ProgramState, 'looked' | 'sockets' | 'waitsForInput'>) => void
  saved: () => void
}

export class Runner {
  readonly #events: RunnerEvents
  #program: Program | null = null
  #workplace: Workplace | null = null
  #tracer: Tracer | null = null
  #looking: NodeJS.Timeout | null = null
  #watcher: FSWatcher | null = null
  #saved: NodeJS.Timeout | null = null
  /** One start or stop after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(events: RunnerEvents) {
    this.#events = events
  }

  get runs(): boolean {
    return this.#program?.runs ?? false
  }

  /** Stops what runs, and runs the file as it is now. */
  start(file: string, interpreter: string | null): Promise<Result<void>> {
    return this.#next(() => this.#start(file, interpreter))
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work, work)
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #start(file: string, interpreter: string | null): Promise<Result<void>> {
    await this.#leave()
    const made = await makeWorkplace(file)
    if (!made.ok) return made
    this.#workplace = made.value
    const plan = await planLaunch(made.value.file, made.value.folder, interpreter)
    if (!plan.ok) {
      await this.#leave()
      return plan
    }
    const tracer = (this.#tracer = await startTracer(made.value.file, this.#events.traced))
    this.#events.text(await textOf(made.value.file))
    const program = new Program(plan.value, made.value, {
      ...(tracer && { environment: tracer.environment }),
      printed: (text) => this.#events.printed(text),
      ended: (ended) => this.#events.phase({ phase: 'ended', ended, cut: program.cut })
    })
    this.#program = program
    this.#events.started({ words: plan.value.run, environment: program.environment })
    if (plan.value.compile) this.#events.phase({ phase: 'compiling' })
    const started = await program.start()
    if (!started) {
      this.#events.phase({ phase: 'not-compiled', said: (await program.facts()).notCompiled ?? '' })
      return done
    }
    // It may be over before it was told that it began.
    if (program.runs) this.#events.phase({ phase: 'running' })
    this.#looking = setInterval(() => void this.#look(program), lookEveryMs)
    return done
  }

  async #look(program: Program): Promise<void> {
    if (!program.runs) return
    const { sockets, waitsForInput } = await program.facts()
    if (program === this.#program && program.runs)
      this.#events.looked({ looked: true, sockets, waitsForInput })
  }

  type(line: string): Result<void> {
    if (!this.#program?.runs)
      return failure('run/not-running', 'The program does not run.', { advice: 'Run it first.' })
    this.#program.type(line)
    return done
  }

  /** Resolves with whether anything ran when its turn came. */
  stop(): Promise<boolean> {
    return this.#next(async () => {
      const ran = this.runs
      await this.#leave()
      return ran
    })
  }

  async #leave(): Promise<void> {
    if (this.#looking) clearInterval(this.#looking)
    this.#looking = null
    const [program, workplace] = [this.#program, this.#workplace]
    await program?.stop()
    await this.#tracer?.stop()
    this.#tracer = null
    await workplace?.leave()
    this.#program = null
    this.#workplace = null
    this.#events.looked({ looked: false, sockets: null, waitsForInput: false })
  }

  /** An editor may write a new file in the place of the old one: the folder is watched. Null: nothing is watched any more. */
  watch(file: string | null): void {
    this.#watcher?.close()
    this.#watcher = null
    if (file === null) return
    const name = path.basename(file)
    try {
      this.#watcher = watch(path.dirname(file), (_event, changed) => {
        if (changed !== name) return
        if (this.#saved) clearTimeout(this.#saved)
        this.#saved = setTimeout(() => this.#events.saved(), savedMs)
      })
      this.#watcher.on('error', () => this.#watcher?.close())
    } catch {
      // A folder that cannot be watched: the student clicks instead.
    }
  }

  async end(): Promise<void> {
    this.watch(null)
    if (this.#saved) clearTimeout(this.#saved)
    await this.stop()
  }
}

/** Longer ones are shown nowhere. */
const shownBytes = 200_000

async function textOf(file: string): Promise<string | null> {
  if (!knownEndings.includes(path.extname(file).toLowerCase())) return null
  const { size } = await stat(file)
  return size > shownBytes ? null : readFile(file, 'utf8')
}
