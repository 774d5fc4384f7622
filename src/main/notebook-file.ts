/**
 * The student's notebook as a file: written whole or not at all; a damaged one is set aside and never overwritten. What a
 * newer UDP Lab wrote into it is written back as it was; a file of a newer form is left alone.
 */
import { readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { done, failure, type Result } from '#shared/fault'
import { isNewerForm, type JsonObject, parseObject, withChanges } from '#shared/kept-json'
import { emptyNotebook, type Notebook, notebookFileSchema, notebookVersion } from '#shared/lessons/notebook'
import { writeFile } from './write-file'

/** Far above what the schema lets through in plain use; more is not ours. */
const sizeMaximumBytes = 32 * 1024 * 1024

export interface ReadNotebook {
  notebook: Notebook
  /** The name that a damaged file was given; null when there was none. */
  setAside: string | null
  /** A newer UDP Lab wrote the file: it is left as it is, and nothing is kept. */
  newer?: true
}

export class NotebookFile {
  readonly #file: string
  /** Writes go one after the other, and of those that wait only the last is done. */
  #writing: Promise<Result<void>> = Promise.resolve(done)
  #next: Notebook | null = null
  /** What the file says, and what was read of it; null before it was read. */
  #written: { file: JsonObject; notebook: Notebook } | null = null
  #isNewer = false

  /** @param folder the app's own, where it may write */
  constructor(folder: string) {
    this.#file = path.join(folder, 'notebook.json')
  }

  async read(): Promise<ReadNotebook> {
    await this.settled()
    return this.#load()
  }

  async #load(): Promise<ReadNotebook> {
    this.#written = { file: {}, notebook: emptyNotebook }
    this.#isNewer = false
    let content: string
    try {
      if ((await stat(this.#file)).size > sizeMaximumBytes) return await this.#setAside()
      content = await readFile(this.#file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        return { notebook: emptyNotebook, setAside: null }
      return this.#setAside()
    }
    const file = parseObject(content)
    if (file && isNewerForm(file, notebookVersion)) {
      this.#isNewer = true
      return { notebook: emptyNotebook, setAside: null, newer: true }
    }
    const parsed = v.safeParse(notebookFileSchema, file)
    if (!file || !parsed.success) return this.#setAside()
    this.#written = { file, notebook: parsed.output }
    return { notebook: parsed.output, setAside: null }
  }

  keep(notebook: Notebook): Promise<Result<void>> {
    const waiting = this.#next !== null
    this.#next = notebook
    if (!waiting) this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  /** When all that was asked for is on the disk, or has failed. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write(): Promise<Result<void>> {
    const notebook = this.#next
    this.#next = null
    if (notebook === null) return done
    // Before it was read it is not known what must stay.
    if (!this.#written) await this.#load()
    if (this.#isNewer) return done
    const { file: before, notebook: read } = this.#written ?? { file: {}, notebook: emptyNotebook }
    const file = withChanges(before, { ...read }, { ...notebook })
    const written = await writeFile(this.#file, new TextEncoder().encode(JSON.stringify(file)))
    if (written.ok) {
      this.#written = { file, notebook }
      return done
    }
    const { errno } = written.fault
    return failure(
      'file/not-written',
      `Your progress and answers could not be kept: ${written.fault.message}`,
      {
        advice: 'They stay in this window until it is closed. Make room, and answer or step once more.',
        ...(errno === undefined ? {} : { errno })
      }
    )
  }

  async #setAside(): Promise<ReadNotebook> {
    const aside = `${this.#file}.damaged-${Date.now()}`
    await rename(this.#file, aside).catch(() => undefined)
    return { notebook: emptyNotebook, setAside: aside }
  }
}
