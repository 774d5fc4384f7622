/** The Report tab's state: the draft, the runs that it picks, the preview, and what is being made. */
import type { Fault, Result } from '#shared/fault'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { encodeText } from '#shared/events/payload'
import { reportHtml } from '#shared/report/html'
import { reportMarkdown } from '#shared/report/markdown'
import type { Report, TaskPartName } from '#shared/report/report'
import type { Lab } from '#ui/lab'
import type { ShownTask } from '#ui/page-view'
import type { Shell } from '#ui/shell.svelte.ts'
import { composeReport, RunReader } from './compose'
import { readDraft, type ReportDraft, type SectionName, Sections } from './draft'
import { KeptDraft } from './kept-draft'
import { saveReportFile } from './report-file'
import { RunPicks } from './run-picks.svelte'
import type { RunShelf } from './run-shelf'

/** `udplab`: the report file, with the runs themselves, that an instructor checks by `lab verify`. */
export type Format = 'pdf' | 'html' | 'md' | 'udplab'

export type Work =
  | { phase: 'idle' }
  | { phase: 'drawing'; what: 'preview' | 'document'; done: number; of: number }
  | { phase: 'printing' }
  | { phase: 'saving' }

interface Around {
  lab: Lab
  shell: Shell
  shelf: RunShelf
  tasks: readonly ShownTask[]
}

/** The student's own day: `2026-11-24`. Told without Intl, which takes long to load where the window starts. */
function today(): string {
  const now = new Date()
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

const toggled = <T>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

export class ReportState {
  readonly sections: Sections
  draft: ReportDraft = $state() as ReportDraft
  readonly picks: RunPicks
  fault: Fault | null = $state.raw(null)
  work: Work = $state.raw({ phase: 'idle' })
  previewUrl: string | null = $state.raw(null)
  /** Id of the part of the document that was edited last: the preview shows it. */
  edited = 'fields'
  #turn = 0
  /** The preview that is shown is of an older draft. */
  #isStale = false
  readonly #around: Around
  readonly #reader: RunReader
  readonly #kept: KeptDraft
  #opening: Promise<void> | null = null

  constructor(around: Around) {
    this.#around = around
    this.sections = new Sections(around.tasks.map(({ definition }) => definition))
    this.draft = readDraft(null, today(), this.sections)
    this.#reader = new RunReader(around.shelf, around.tasks)
    this.#kept = new KeptDraft(around.lab, this.sections)
    this.picks = new RunPicks(around.shelf, {
      tasks: around.tasks.map(({ definition }) => definition),
      picks: () => this.draft.picks,
      questionsOf: (run) => this.#reader.questionsOf(run)
    })
  }

  /** A document is being made: no other one can be begun. */
  get busy(): boolean {
    const { work } = this
    return work.phase !== 'idle' && !(work.phase === 'drawing' && work.what === 'preview')
  }

  /** Picks the run, or drops it; picks that are missing stay until they are forgotten. */
  async pick(run: KeptRunSummary): Promise<void> {
    const { task } = run
    const picked = this.picks.of(task).map(({ id }) => id)
    this.draft.picks[task] = [...toggled(picked, run.id), ...this.picks.missing(task)]
    this.edited = task
    await this.lookForRuns()
  }

  async forgetMissing(task: string): Promise<void> {
    this.draft.picks[task] = this.picks.of(task).map(({ id }) => id)
    await this.lookForRuns()
  }

  toggleSection(name: SectionName): void {
    this.draft.leftOut = toggled(this.draft.leftOut, name)
    this.edited = name
  }

  togglePart(name: TaskPartName): void {
    this.draft.partsLeftOut = toggled(this.draft.partsLeftOut, name)
  }

  move(name: SectionName, by: 1 | -1): void {
    const { order } = this.draft
    const from = order.indexOf(name)
    const to = from + by
    if (to < 0 || to >= order.length) return
    this.draft.order = order.toSpliced(from, 1).toSpliced(to, 0, name)
    this.edited = name
  }

  /** Reads, once, what was typed before; the tab is shown afterwards. */
  open(): Promise<void> {
    this.#opening ??= this.#kept.open(today()).then(({ draft, fault }) => {
      this.draft = draft
      this.fault = fault
    })
    return this.#opening
  }

  /** Keeps what was typed. */
  async keep(draft: ReportDraft): Promise<void> {
    this.fault = (await this.#kept.keep(draft)) ?? this.fault
  }

  async lookForRuns(): Promise<void> {
    this.fault = (await this.picks.refresh()) ?? this.fault
  }

  /** @param isWanted false when a later turn has taken this one's place: then nothing of it is shown */
  #compose(what: 'preview' | 'document', isWanted: () => boolean = () => true): Promise<Result<Report>> {
    const draft = $state.snapshot(this.draft)
    return composeReport(
      draft,
      this.sections,
      (task) => this.picks.of(task),
      this.#reader,
      (done, of) => {
        if (isWanted()) this.work = { phase: 'drawing', what, done, of }
      }
    )
  }

  /** Shows the report as it will print; a later call takes an earlier one's place. */
  async preview(): Promise<void> {
    this.#isStale = true
    if (this.busy) return
    const turn = ++this.#turn
    const isWanted = (): boolean => turn === this.#turn
    const report = await this.#compose('preview', isWanted)
    if (!isWanted()) return
    this.work = { phase: 'idle' }
    if (!report.ok) return void (this.fault = report.fault)
    const shown = await this.#around.lab.call('previewReport', { html: reportHtml(report.value) })
    if (!isWanted()) return
    this.#isStale = false
    if (shown.ok) this.previewUrl = `${shown.value.url}#${this.edited}`
    else this.fault = shown.fault
  }

  /** Asks where to, and writes. Null: it is written, or the student changed their mind. */
  async #write(format: Format, report: Report): Promise<Fault | null> {
    const { lab, shell } = this.#around
    if (format === 'udplab') {
      this.work = { phase: 'saving' }
      return saveReportFile(report, lab, shell)
    }
    const html = reportHtml(report)
    let bytes = encodeText(format === 'md' ? reportMarkdown(report) : html)
    if (format === 'pdf') {
      this.work = { phase: 'printing' }
      const printed = await lab.call('printReport', { html })
      if (!printed.ok) return printed.fault
      bytes = printed.value as Uint8Array<ArrayBuffer>
    }
    this.work = { phase: 'saving' }
    return shell.save(`udp-lab-report.${format}`, bytes)
  }

  async save(format: Format): Promise<void> {
    if (this.busy) return
    this.#turn++
    this.fault = null
    this.work = { phase: 'drawing', what: 'document', done: 0, of: 0 }
    // A session that went on is another one in the history by now.
    this.fault = await this.picks.refresh()
    const report = await this.#compose('document')
    this.fault = report.ok ? await this.#write(format, report.value) : report.fault
    this.work = { phase: 'idle' }
    if (this.#isStale) void this.preview()
  }
}
