/** Which runs the report has: those that the student picked, or of each task the newest. */
import type { Fault } from '#shared/fault'
import type { KeptRunSummary } from '#shared/model/kept-run'
import { type TaskId, taskIds } from '#shared/tasks/catalogue'
import type { ReportDraft } from './draft'
import type { RunShelf, ShelfPage } from './run-shelf'

type Pages = Record<TaskId, ShelfPage>

interface Shelved {
  /** Of all runs of each task. */
  newest: Pages
  /** Of those that the search finds; the same where nothing is sought. */
  found: Pages
  /** Picked runs that are on no page of `newest`. */
  others: readonly KeptRunSummary[]
}

const noPages = Object.fromEntries(taskIds.map((task) => [task, { runs: [], total: 0 }])) as unknown as Pages

/** The longest that the history takes. */
const searchLengthMaximum = 200

/** Of a run that was interrupted nothing was kept but that it began; one of a newer version cannot be opened. */
export const canBePicked = ({ end, newer }: KeptRunSummary): boolean =>
  end !== 'interrupted' && newer === undefined

export class RunPicks {
  search = $state('')
  #shelved: Shelved | null = $state.raw(null)
  #turn = 0
  readonly #shelf: RunShelf
  readonly #picks: () => ReportDraft['picks']

  constructor(shelf: RunShelf, picks: () => ReportDraft['picks']) {
    this.#shelf = shelf
    this.#picks = picks
  }

  /** Changes whenever the runs that are there are read again. */
  get shelved(): unknown {
    return this.#shelved
  }

  /** Nothing was ever kept; false while that is not known yet. */
  get isEmpty(): boolean {
    return this.#shelved !== null && taskIds.every((task) => this.#shelved?.newest[task].total === 0)
  }

  /** What the search finds of a task, the newest first. */
  page(task: TaskId): ShelfPage {
    return this.#shelved?.found[task] ?? noPages[task]
  }

  /** The runs of the report, in the order in which they were run. */
  of(task: TaskId): KeptRunSummary[] {
    if (!this.#shelved) return []
    const { newest, others } = this.#shelved
    const picks = this.#picks()[task]
    if (!picks) return newest[task].runs.filter(canBePicked).slice(0, 1)
    return [...newest[task].runs, ...others]
      .filter((run) => run.task === task && picks.includes(run.id) && canBePicked(run))
      .sort((one, other) => one.startedAtEpochMs - other.startedAtEpochMs)
  }

  /** Ids that were picked and are not in the history any more. */
  missing(task: TaskId): string[] {
    if (!this.#shelved) return []
    const there = this.of(task).map(({ id }) => id)
    return (this.#picks()[task] ?? []).filter((id) => !there.includes(id))
  }

  /** Reads what is there; an earlier answer that comes later is dropped. Returns what went wrong, if anything did. */
  async refresh(): Promise<Fault | null> {
    const turn = ++this.#turn
    const search = this.search.trim().slice(0, searchLengthMaximum)
    const read = await this.#read(search)
    if (turn !== this.#turn) return null
    if ('code' in read) return read
    this.#shelved = read
    return null
  }

  async #read(search: string): Promise<Shelved | Fault> {
    const newest = await this.#pages('')
    if ('code' in newest) return newest
    const found = search === '' ? newest : await this.#pages(search)
    if ('code' in found) return found
    const others: KeptRunSummary[] = []
    for (const task of taskIds) {
      for (const id of this.#picks()[task] ?? []) {
        if (newest[task].runs.some((run) => run.id === id)) continue
        const run = await this.#shelf.find(task, id)
        if (!run.ok) return run.fault
        if (run.value) others.push(run.value)
      }
    }
    return { newest, found, others }
  }

  async #pages(search: string): Promise<Pages | Fault> {
    const pages = { ...noPages }
    for (const task of taskIds) {
      const page = await this.#shelf.list(task, search)
      if (!page.ok) return page.fault
      pages[task] = page.value
    }
    return pages
  }
}
