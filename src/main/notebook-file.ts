/** The student's notebook as a file. */
import type { OutputOf } from '#shared/calls'
import type { CommonCalls } from '#shared/contract'
import type { Result } from '#shared/fault'
import { emptyNotebook, type Notebook, notebookFileSchema, notebookVersion } from '#shared/lessons/notebook'
import { JsonFile } from './json-file'

export class NotebookFile {
  readonly #file: JsonFile<typeof notebookFileSchema>

  /** @param folder the app's own, where it may write */
  constructor(folder: string) {
    this.#file = new JsonFile(folder, {
      name: 'notebook.json',
      schema: notebookFileSchema,
      version: notebookVersion,
      empty: emptyNotebook,
      sizeMaximumBytes: 32 * 1024 * 1024,
      notKept: {
        message: 'Your progress and answers could not be kept',
        advice: 'They stay in this window until it is closed. Make room, and answer or step once more.'
      }
    })
  }

  async read(): Promise<OutputOf<CommonCalls['readNotebook']>> {
    await this.settled()
    const { content, setAside, newer } = this.#file.read()
    return { notebook: content, setAside, ...(newer && { newer }) }
  }

  keep(notebook: Notebook): Promise<Result<void>> {
    return this.#file.keep(notebook)
  }

  /** When all that was asked for is on the disk, or has failed. */
  settled(): Promise<void> {
    return this.#file.settled()
  }
}
