/** The window onto the history: which runs are listed, and what is done with them. Rows are fetched as they come into view. */
import { historyLimits } from '#shared/kept/history-calls'
import { describeFault, type Fault, type Result } from '#shared/fault'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import type { Lab } from '../lab'
import type { Sessions } from '../sessions.svelte'
import type { Dialogs } from '../dialogs.svelte'
import type { Shell } from '../shell.svelte'
import { viewOf } from './replay'
import { type OverlaidTask, Ticks } from './ticks.svelte'
import { leftOutText } from './words'

interface Around {
  lab: Lab
  sessions: Sessions
  shell: Shell
  dialogs: Dialogs
}

const pageRuns = 100

export type Listing =
  { phase: 'reading' } | { phase: 'listed'; total: number; usedBytes: number; limitBytes: number }

export class HistoryState {
  search = $state('')
  listing: Listing = $state.raw({ phase: 'reading' })
  /** By row of the list; a row that is missing has not been fetched yet. */
  rows: readonly (KeptRunSummary | undefined)[] = $state.raw([])
  fault: Fault | null = $state.raw(null)
  /** The run that was deleted last, for undo. */
  deleted: KeptRunSummary | null = $state.raw(null)
  /** The id of the run whose name is being typed. */
  renaming: string | null = $state(null)
  /** Counts the lists asked for: an answer to an earlier one is stale. */
  #asked = 0
  #pages: number[] = []
  /** Runs that were ticked to be seen over each other. */
  readonly ticks: Ticks
  readonly #around: Around
  readonly #show: (run: KeptRunSummary) => void

  /**
   * @param overlaid tasks whose runs can be drawn over each other
   * @param show leads to the tab that shows the run now
   */
  constructor(around: Around, overlaid: readonly OverlaidTask[], show: (run: KeptRunSummary) => void) {
    this.#around = around
    this.ticks = new Ticks(overlaid)
    this.#show = show
  }

  get #sessions(): Sessions {
    return this.#around.sessions
  }

  /** What happened to the history before this window was there. */
  async start(): Promise<void> {
    const list = await this.#around.lab.call('listRuns', { limit: 1, offset: 0 })
    // The same words as main's (lab/history/keeper.ts): it may have said them before this page listened.
    const notices = list.ok ? list.value.notices : [`Recording pauses. ${describeFault(list.fault)}`]
    this.#sessions.history = { ...this.#sessions.history, notices }
  }

  async dismissNotices(): Promise<void> {
    this.#sessions.history = { ...this.#sessions.history, notices: [] }
    await this.#around.lab.call('dismissNotices')
  }

  /** Reads the list anew; what is shown stays until the answer is there. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked
    const list = await this.#page(0)
    if (asked !== this.#asked) return
    if (!list.ok) {
      this.fault = list.fault
      return
    }
    const { runs, total, usedBytes, limitBytes } = list.value
    this.#pages = [0]
    this.rows = runs
    this.listing = { phase: 'listed', total, usedBytes, limitBytes }
  }

  #page(page: number) {
    const search = this.search.trim()
    return this.#around.lab.call('listRuns', { search, limit: pageRuns, offset: page * pageRuns })
  }

  /** The rows from `first` on come into view. */
  async need(first: number, count: number): Promise<void> {
    const asked = this.#asked
    for (let page = Math.floor(first / pageRuns); page * pageRuns < first + count; page++) {
      if (this.#pages.includes(page)) continue
      this.#pages.push(page)
      const list = await this.#page(page)
      if (asked !== this.#asked || !list.ok) return
      const rows = [...this.rows]
      list.value.runs.forEach((run, index) => (rows[page * pageRuns + index] = run))
      this.rows = rows
    }
  }

  /** Null after a fault, which is shown. */
  #taken<T>(result: Result<T>): { value: T } | null {
    this.fault = result.ok ? null : result.fault
    return result.ok ? { value: result.value } : null
  }

  /** Shows the run in the tab of its task. */
  async show({ id }: KeptRunSummary): Promise<void> {
    const opened = this.#taken(await this.#around.lab.call('openRun', { id }))
    if (!opened) return
    const { batches, queues, endpoints, ...summary } = opened.value
    const { programs } = this.#sessions.live(summary.task)
    this.#sessions.showKept(summary, viewOf({ ...summary, batches, queues, endpoints }, programs))
    this.#around.dialogs.close()
    this.#show(summary)
  }

  showOverlay(): void {
    this.#around.dialogs.show('overlay')
  }

  async rename({ id }: KeptRunSummary, name: string): Promise<void> {
    const wanted = name.trim()
    if (wanted === '' || wanted.length > historyLimits.nameLength) {
      this.fault = {
        code: 'input/invalid',
        message: `A name has 1 to ${historyLimits.nameLength} characters.`
      }
      return
    }
    if (this.#taken(await this.#around.lab.call('renameRun', { id, name: wanted }))) this.renaming = null
  }

  async delete(run: KeptRunSummary): Promise<void> {
    if (this.#taken(await this.#around.lab.call('deleteRun', { id: run.id }))) {
      this.deleted = run
      this.ticks.drop(run)
    }
  }

  async undo(): Promise<void> {
    const run = this.deleted
    this.deleted = null
    if (run) this.#taken(await this.#around.lab.call('restoreRun', { id: run.id }))
  }

  async setLimit(limitBytes: number): Promise<void> {
    this.#taken(await this.#around.lab.call('setHistoryLimit', { limitBytes }))
  }

  async export(ids: string[] | 'all'): Promise<void> {
    const written = this.#taken(await this.#around.lab.call('exportRuns', { ids }))
    if (!written?.value) return
    const { path, leftOut } = written.value
    this.#around.shell.say(`Saved ${path}${leftOutText(leftOut)}`)
  }

  async import(): Promise<void> {
    const taken = this.#taken(await this.#around.lab.call('importRuns'))
    if (!taken?.value) return
    const { imported, known, leftOut = 0 } = taken.value
    const already = known > 0 ? `, ${known} were here already` : ''
    this.#around.shell.say(
      `Imported ${imported === 1 ? '1 run' : `${imported} runs`}${already}${leftOutText(leftOut)}`
    )
  }
}
