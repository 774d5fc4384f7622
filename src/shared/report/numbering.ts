/** The numbers of runs and figures, from 1 in the order of the report, so that every document names them alike. */
import { type Report, type ReportPicture, type ReportRun, runsOf } from './report'

export interface NumberedPicture {
  number: number
  picture: ReportPicture
  /** It stands on the first page, and not with its run. */
  isLeading: boolean
}

export class Numbering {
  readonly leading: { run: ReportRun; picture: NumberedPicture } | null
  readonly #runs: ReadonlyMap<string, number>
  readonly #pictures = new Map<string, NumberedPicture[]>()

  constructor(report: Report) {
    const runs = runsOf(report)
    this.#runs = new Map(runs.map(({ stamp }, index) => [stamp.runId, index + 1]))
    const first = runs.find(({ stamp }) => stamp.runId === report.leadingRunId)
    const wide = first?.pictures.find((picture) => picture.wide !== undefined) ?? null
    let number = wide ? 1 : 0
    for (const { stamp, pictures } of runs) {
      const numbered = pictures.map((picture) => {
        const isLeading = picture === wide
        return { picture, isLeading, number: isLeading ? 1 : ++number }
      })
      this.#pictures.set(stamp.runId, numbered)
    }
    const leading = first && this.picturesOf(first).find(({ isLeading }) => isLeading)
    this.leading = first && leading ? { run: first, picture: leading } : null
  }

  runOf(runId: string): number {
    return this.#runs.get(runId) ?? 0
  }

  picturesOf({ stamp }: Pick<ReportRun, 'stamp'>): readonly NumberedPicture[] {
    return this.#pictures.get(stamp.runId) ?? []
  }
}
