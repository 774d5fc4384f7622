/** The Report tab's state: the draft, the runs that are there, the preview, and what is being made. */
import type { Fault, Result } from '../../../../shared/fault'
import type { KeptRunSummary } from '../../../../shared/model/kept-run'
import { encodeText } from '../../../../shared/model/payload'
import { reportHtml } from '../../../../shared/report/html'
import { reportMarkdown } from '../../../../shared/report/markdown'
import type { Report, TaskPartName } from '../../../../shared/report/report'
import type { TaskId } from '../../../../shared/tasks/catalogue'
import type { Lab } from '../../lab'
import type { Shell } from '../../window/shell.svelte'
import { composeReport, pickedRuns, RunReader } from './compose'
import { readDraft, type ReportDraft, type SectionName } from './draft'
import type { RunShelf } from './run-shelf'

export type Format = 'pdf' | 'html' | 'md'

export type Work =
  | { phase: 'idle' }
  | { phase: 'drawing'; done: number; of: number }
  | { phase: 'printing' }
  | { phase: 'saving' }

interface Around {
  lab: Lab
  shell: Shell
  shelf: RunShelf
}

const draftKey = 'udp-lab-report'

function keptDraft(): unknown {
  try {
    return JSON.parse(localStorage.getItem(draftKey) ?? 'null')
  } catch {
    return null
  }
}

/** The student's own day: `2026-11-24`. */
const today = (): string => Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(Date.now())

const toggled = <T>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

export class ReportState {
  draft: ReportDraft = $state(readDraft(keptDraft(), today()))
  runs: readonly KeptRunSummary[] = $state.raw([])
  fault: Fault | null = $state.raw(null)
  work: Work = $state.raw({ phase: 'idle' })
  previewUrl: string | null = $state.raw(null)
  /** Id of the part of the document that was edited last: the preview shows it. */
  edited = 'fields'
  #turn = 0
  readonly #around: Around
  readonly #reader: RunReader

  constructor(around: Around) {
    this.#around = around
    this.#reader = new RunReader(around.shelf)
  }

  get busy(): boolean {
    return this.work.phase === 'printing' || this.work.phase === 'saving'
  }

  isPicked(run: KeptRunSummary): boolean {
    return pickedRuns(this.draft, this.runs, run.task).some(({ id }) => id === run.id)
  }

  pick(run: KeptRunSummary): void {
    const picked = pickedRuns(this.draft, this.runs, run.task).map(({ id }) => id)
    this.draft.picks[run.task] = toggled(picked, run.id)
    this.edited = run.task
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

  runsOf(task: TaskId): KeptRunSummary[] {
    return this.runs.filter((run) => run.task === task)
  }

  /** Keeps what was typed. */
  keep(draft: ReportDraft): void {
    try {
      localStorage.setItem(draftKey, JSON.stringify(draft))
    } catch {
      this.fault = {
        code: 'file/not-written',
        message: 'What you typed could not be kept for the next start.',
        advice: 'Save the report before you close the window.'
      }
    }
  }

  async lookForRuns(): Promise<void> {
    const runs = await this.#around.shelf.list()
    if (runs.ok) this.runs = runs.value
    else this.fault = runs.fault
  }

  async #compose(): Promise<Result<Report>> {
    const draft = $state.snapshot(this.draft)
    return composeReport(draft, this.runs, this.#reader, (done, of) => {
      this.work = { phase: 'drawing', done, of }
    })
  }

  /** Shows the report as it will print; a later call takes an earlier one's place. */
  async preview(): Promise<void> {
    if (this.busy) return
    const turn = ++this.#turn
    const report = await this.#compose()
    if (turn !== this.#turn) return
    this.work = { phase: 'idle' }
    if (!report.ok) return void (this.fault = report.fault)
    const shown = await this.#around.lab.call('previewReport', { html: reportHtml(report.value) })
    if (turn !== this.#turn) return
    if (shown.ok) this.previewUrl = `${shown.value.url}#${this.edited}`
    else this.fault = shown.fault
  }

  async #bytes(format: Format, report: Report): Promise<Result<Uint8Array>> {
    if (format === 'md') return { ok: true, value: encodeText(reportMarkdown(report)) }
    const html = reportHtml(report)
    if (format === 'html') return { ok: true, value: encodeText(html) }
    this.work = { phase: 'printing' }
    return this.#around.lab.call('printReport', { html })
  }

  async save(format: Format): Promise<void> {
    this.#turn++
    this.fault = null
    const report = await this.#compose()
    const bytes = report.ok ? await this.#bytes(format, report.value) : report
    if (bytes.ok) {
      this.work = { phase: 'saving' }
      this.fault = await this.#around.shell.save(`udp-lab-report.${format}`, bytes.value)
    } else this.fault = bytes.fault
    this.work = { phase: 'idle' }
  }
}
