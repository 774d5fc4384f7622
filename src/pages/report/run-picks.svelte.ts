/** Which runs the report has: those that the student picked, or of each task those that its questions are about. */
import type { Fault } from '#shared/fault'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { TaskReport } from '#shared/report/task-report'
import { canBePicked, defaultPicks } from './default-picks'
import type { ReportDraft } from './draft'
import type { RunShelf, ShelfPage } from './run-shelf'

type Pages = ReadonlyMap<string, ShelfPage>

interface Shelved {
  /** Of all runs of each task. */
  newest: Pages
  /** Of those that the search finds; the same where nothing is sought. */
  found: Pages
  /** Picked runs that are on no page of `newest`. */
  others: readonly KeptRunSummary[]
  /** What a task has without a pick. */
  defaults: ReadonlyMap<string, readonly KeptRunSummary[]>
}

/** What is to be known of a task whose runs a report may have. */
export interface PickedTask {
  id: string
  report?: TaskReport
}

/** What else picking asks for. */
interface Around {
  tasks: readonly PickedTask[]
  picks: () => ReportDraft['picks']
  /** How many questions of its task the run says something to. */
  questionsOf: (run: KeptRunSummary) => Promise<number>
}

/** So many a task are listed; older ones are found by their name, end or id. */
const shownRunsMaximum = 20

const noPage: ShelfPage = { runs: [], total: 0 }

/** The longest that the history takes. */
const searchLengthMaximum = 200

export class RunPicks {
  search = $state('')
  #shelved: Shelved | null = $state.raw(null)
  #turn = 0
  readonly #shelf: RunShelf
  readonly #around: Around

  constructor(shelf: RunShelf, around: Around) {
    this.#shelf = shelf
    this.#around = around
  }

  /** Changes whenever the runs that are there are read again. */
  get shelved(): unknown {
    return this.#shelved
  }

  /** Nothing was ever kept; false while that is not known yet. */
  get isEmpty(): boolean {
    return this.#shelved !== null && [...this.#shelved.newest.values()].every(({ total }) => total === 0)
  }

  /** What the search finds of a task, the newest first. */
  page(task: string): ShelfPage {
    const { runs, total } = this.#shelved?.found.get(task) ?? noPage
    return { runs: runs.slice(0, shownRunsMaximum), total }
  }

  /** The runs of the report, in the order in which they were run. */
  of(task: string): KeptRunSummary[] {
    if (!this.#shelved) return []
    const { newest, others, defaults } = this.#shelved
    const { runs } = newest.get(task) ?? noPage
    const picks = this.#around.picks()[task]
    if (!picks) return [...(defaults.get(task) ?? [])]
    return [...runs, ...others]
      .filter((run) => run.task === task && picks.includes(run.id) && canBePicked(run))
      .sort((one, other) => one.startedAtEpochMs - other.startedAtEpochMs)
  }

  /** Ids that were picked and are not in the history any more. */
  missing(task: string): string[] {
    if (!this.#shelved) return []
    const there = this.of(task).map(({ id }) => id)
    return (this.#around.picks()[task] ?? []).filter((id) => !there.includes(id))
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
    const defaults: [string, readonly KeptRunSummary[]][] = []
    for (const { id: task, report } of this.#around.tasks) {
      const picks = this.#around.picks()[task]
      const { runs } = newest.get(task) ?? noPage
      if (!picks) defaults.push([task, await defaultPicks(runs, report, this.#around.questionsOf)])
      for (const id of picks ?? []) {
        if (newest.get(task)?.runs.some((run) => run.id === id)) continue
        const run = await this.#shelf.find(task, id)
        if (!run.ok) return run.fault
        if (run.value) others.push(run.value)
      }
    }
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- never changed: the next one takes its place
    return { newest, found, others, defaults: new Map(defaults) }
  }

  async #pages(search: string): Promise<Pages | Fault> {
    const pages: [string, ShelfPage][] = []
    for (const { id: task } of this.#around.tasks) {
      const page = await this.#shelf.list(task, search)
      if (!page.ok) return page.fault
      pages.push([task, page.value])
    }
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- never changed: the next one takes its place
    return new Map(pages)
  }
}
