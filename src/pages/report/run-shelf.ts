/** Where the report takes runs from: the history. */
import { type Result, success } from '#shared/fault'
import type { KeptRun, KeptRunSummary } from '#shared/kept/kept-run'
import type { Lab } from '#ui/lab'

/** The newest runs of a task that a search finds, and how many it finds in all. */
export interface ShelfPage {
  runs: readonly KeptRunSummary[]
  total: number
}

/** So many a task are looked at for those that its questions are about. */
const shelfRunsMaximum = 100

export class RunShelf {
  readonly #lab: Lab

  constructor(lab: Lab) {
    this.#lab = lab
  }

  async list(task: string, search: string): Promise<Result<ShelfPage>> {
    return this.#lab.call('listRuns', { task, search, limit: shelfRunsMaximum, offset: 0 })
  }

  /** Null: the run is not in the history, or not any more. */
  async find(task: string, id: string): Promise<Result<KeptRunSummary | null>> {
    const listed = await this.#lab.call('listRuns', { task, search: id, limit: shelfRunsMaximum, offset: 0 })
    return listed.ok ? success(listed.value.runs.find((run) => run.id === id) ?? null) : listed
  }

  open(id: string): Promise<Result<KeptRun>> {
    return this.#lab.call('openRun', { id })
  }
}
