/** The lab without a screen: tasks, each with its session. Which tasks there are, whoever makes it says. */
import { type Answers, callOfTask, type Calls } from '#shared/calls'
import { failure, type Result, success } from '#shared/fault'
import type { SessionSnapshot } from '#shared/events/session'
import { ThreadPool } from './endpoints/thread-pool'
import type { LabSettings } from './session/lab-settings'
import { Session } from './session/session'
import type { AnyTaskLab, TaskParts } from './session/task-lab'

export type LabsOf<P extends TaskParts> = { readonly [T in keyof P]: ReturnType<P[T]['open']> }

/** Of one call; what goes in and comes out the contract says. */
type Answer = Answers<Calls>[string]

const noTask = (task: string): ReturnType<typeof failure> =>
  failure('input/invalid', `The lab has no task "${task}".`)

export class Lab<P extends TaskParts = TaskParts> {
  readonly tasks: LabsOf<P>
  readonly #labs: readonly (readonly [task: string, lab: AnyTaskLab])[]
  readonly #threadPool: ThreadPool
  readonly #parts: TaskParts

  constructor(parts: P, settings: LabSettings) {
    this.#parts = parts
    const threadPool = (this.#threadPool = new ThreadPool(settings.workerFile))
    this.#labs = Object.entries(parts).map(([id, { task, open }]) => [
      id,
      open({ session: new Session(task, settings, threadPool), settings, threadPool })
    ])
    this.tasks = Object.fromEntries(this.#labs) as LabsOf<P>
  }

  #labOf(task: string): AnyTaskLab | undefined {
    return this.#labs.find(([id]) => id === task)?.[1]
  }

  /** Whether the endpoints of a task's programs stop before each call. A run of many numbers never does. */
  slowMotion(task: string, on: boolean): Result<void> {
    const lab = this.#labOf(task)
    if (!lab) return noTask(task)
    // Nobody could let go what is held where the tab has no steps.
    if (on && this.#parts[task]?.task.withoutSlowMotion)
      return failure('input/invalid', 'This task has no slow motion.')
    return success(lab.session.motion.set(on))
  }

  /** Lets one endpoint make the call that it is held before. */
  step(task: string, endpointId: number, stop: number): Result<void> {
    return this.#labOf(task)?.session.motion.step(endpointId, stop) ?? noTask(task)
  }

  /** Every task's answers to its own calls, named `<task>.<call>`. */
  answers(): Record<string, Answer> {
    return Object.fromEntries(
      this.#labs.flatMap(([id, { calls }]) =>
        Object.entries(calls).map(([name, answer]) => [callOfTask(id, name), answer as Answer])
      )
    )
  }

  snapshot(): SessionSnapshot[] {
    return this.#labs.map(([, { session }]) => session.snapshot())
  }

  /** What each task tells its own tab, for a window that joins. */
  states(): Record<string, unknown> {
    return Object.fromEntries(this.#labs.flatMap(([id, lab]) => (lab.state ? [[id, lab.state()]] : [])))
  }

  async stopServers(task: string): Promise<Result<void>> {
    const lab = this.#labOf(task)
    if (!lab) return noTask(task)
    return success(await lab.stopServers())
  }

  /** Empties a task's terminals. Its servers are stopped: what they print next would have no beginning. */
  async clear(task: string): Promise<Result<void>> {
    const lab = this.#labOf(task)
    if (!lab) return noTask(task)
    await lab.forget?.()
    return success(await lab.session.reset())
  }

  /** Closes every socket and ends every thread. */
  async close(): Promise<void> {
    await Promise.all(this.#labs.map(([, lab]) => lab.end?.()))
    await Promise.all(this.#labs.map(([, { session }]) => session.close()))
    await this.#threadPool.drain()
  }
}
