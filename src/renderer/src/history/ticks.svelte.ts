/** Runs of the history that were ticked, to be drawn over each other: of one task at a time, by that task's own overlay. */
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { TaskOverlay } from '../task-kit/task-view'

/** A task whose runs can be drawn over each other. */
export interface OverlaidTask {
  id: string
  name: string
  overlay: TaskOverlay
}

export class Ticks {
  chosen: readonly KeptRunSummary[] = $state.raw([])
  readonly tasks: readonly OverlaidTask[]

  constructor(tasks: readonly OverlaidTask[]) {
    this.tasks = tasks
  }

  #taskOf({ task }: KeptRunSummary): OverlaidTask | null {
    return this.tasks.find(({ id }) => id === task) ?? null
  }

  /** The task of the runs that are ticked; null: none is. */
  get task(): OverlaidTask | null {
    const [first] = this.chosen
    return first ? this.#taskOf(first) : null
  }

  get isFull(): boolean {
    return this.task !== null && this.chosen.length >= this.task.overlay.maximum
  }

  /** Whether it has what is drawn, and goes with those that are ticked. */
  canTake(run: KeptRunSummary): boolean {
    const task = this.#taskOf(run)
    return task !== null && task.overlay.canTake(run) && (this.task === null || this.task === task)
  }

  /** Why it cannot be ticked, in words. */
  whyNot(run: KeptRunSummary): string {
    const own = this.#taskOf(run)?.overlay.whyNot?.(run) ?? null
    const names = this.tasks.map(({ name }) => name).join(' or ')
    return own ?? `Only runs of ${names} that have figures can be compared`
  }

  has({ id }: KeptRunSummary): boolean {
    return this.chosen.some((run) => run.id === id)
  }

  toggle(run: KeptRunSummary): void {
    if (this.has(run)) this.drop(run)
    else if (this.canTake(run) && !this.isFull) this.chosen = [...this.chosen, run]
  }

  drop({ id }: KeptRunSummary): void {
    this.chosen = this.chosen.filter((run) => run.id !== id)
  }

  clear(): void {
    this.chosen = []
  }
}
