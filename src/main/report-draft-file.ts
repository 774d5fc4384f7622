/** The draft of the student's report as a file. */
import type { OutputOf } from '#shared/calls'
import type { CommonCalls } from '#shared/contract'
import type { Result } from '#shared/fault'
import {
  emptyReportDraft,
  type KeptReportDraft,
  reportDraftFileSchema,
  reportDraftVersion
} from '#shared/report/draft'
import { JsonFile } from './json-file'

export class ReportDraftFile {
  readonly #file: JsonFile<typeof reportDraftFileSchema>

  /** @param folder the app's own, where it may write */
  constructor(folder: string) {
    this.#file = new JsonFile(folder, {
      name: 'report-draft.json',
      schema: reportDraftFileSchema,
      version: reportDraftVersion,
      empty: emptyReportDraft,
      sizeMaximumBytes: 1024 * 1024,
      notKept: {
        message: 'What you typed for the report could not be kept',
        advice:
          'Your text stays in this window until the window is closed. Save the report, or make room and change the text once more.'
      }
    })
  }

  async read(): Promise<OutputOf<CommonCalls['readReportDraft']>> {
    await this.settled()
    const { content, first, setAside, newer } = this.#file.read()
    return { draft: content, first, setAside, ...(newer && { newer }) }
  }

  keep(draft: KeptReportDraft): Promise<Result<void>> {
    return this.#file.keep(draft)
  }

  /** When all that was asked for is on the disk, or has failed. */
  settled(): Promise<void> {
    return this.#file.settled()
  }
}
