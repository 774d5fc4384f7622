/**
 * A JSON file of the app's own folder: checked when it is read, and written whole or not at all. A damaged one is set aside
 * and never overwritten. What a newer UDP Lab wrote into it is written back as it was; a file of a newer form is left alone.
 */
import { readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { done, failure, type Result } from '#shared/fault'
import { isNewerForm, type JsonObject, parseObject, withChanges } from '#shared/kept-json'
import { writeFile } from '#lab/run-file/write-file'

type ContentSchema = v.GenericSchema<unknown, JsonObject>

export interface JsonFileForm<Schema extends ContentSchema> {
  name: string
  /** What the file must be; its `version` is not above the one here. */
  schema: Schema
  version: number
  /** What holds without a file. */
  empty: v.InferOutput<Schema>
  /** Far above what the schema lets through in plain use. Larger files are rejected. */
  sizeMaximumBytes: number
  /** The file as this version knows it: what a newer one named falls to its default. */
  known?: (file: JsonObject) => JsonObject
  /** Of each level, for files that people read too; else the file is one line. */
  indentSpaces?: number
  /** What the student is told when a write fails: what could not be kept, and what to do. */
  notKept: { message: string; advice: string }
}

export interface ReadFile<Content> {
  content: Content
  /** There was no file. */
  first: boolean
  /** The name that a damaged file was given; null when there was none. */
  setAside: string | null
  /** A newer UDP Lab wrote the file: it is left as it is, and nothing is kept. */
  newer?: true
}

export class JsonFile<Schema extends ContentSchema> {
  readonly #file: string
  readonly #form: JsonFileForm<Schema>
  /** Writes go one after the other, and of those that wait only the last is done. */
  #writing: Promise<Result<void>> = Promise.resolve(done)
  #next: v.InferOutput<Schema> | null = null
  /** What the file says, and what was read of it; null before it was read. */
  #written: { file: JsonObject; content: v.InferOutput<Schema> } | null = null
  #isNewer = false

  /** @param folder the app's own, where it may write */
  constructor(folder: string, form: JsonFileForm<Schema>) {
    this.#file = path.join(folder, form.name)
    this.#form = form
  }

  /** At once: what waits to be written is not in it. */
  read(): ReadFile<v.InferOutput<Schema>> {
    const { schema, version, empty, sizeMaximumBytes, known } = this.#form
    this.#written = { file: {}, content: empty }
    this.#isNewer = false
    let text: string
    try {
      text = statSync(this.#file).size > sizeMaximumBytes ? '' : readFileSync(this.#file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return this.#putAside()
      return { content: empty, first: true, setAside: null }
    }
    const file = parseObject(text)
    if (!file) return this.#putAside()
    if (isNewerForm(file, version)) {
      this.#isNewer = true
      return { content: empty, first: false, setAside: null, newer: true }
    }
    const parsed = v.safeParse(schema, known ? known(file) : file)
    if (!parsed.success) return this.#putAside()
    this.#written = { file, content: parsed.output }
    return { content: parsed.output, first: false, setAside: null }
  }

  /** Resolves when it, or what was kept after it, is on the disk, or has failed. */
  keep(content: v.InferOutput<Schema>): Promise<Result<void>> {
    const waiting = this.#next !== null
    this.#next = content
    if (!waiting) this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  /** When all that was asked for is on the disk, or has failed. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write(): Promise<Result<void>> {
    const content = this.#next
    this.#next = null
    if (content === null) return done
    // Before it was read it is not known what must stay.
    if (!this.#written) this.read()
    if (this.#isNewer) return done
    const { indentSpaces, notKept } = this.#form
    const before = this.#written ?? { file: {}, content: this.#form.empty }
    const file = withChanges(before.file, before.content, content)
    const json = JSON.stringify(file, null, indentSpaces)
    const written = await writeFile(
      this.#file,
      new TextEncoder().encode(indentSpaces === undefined ? json : `${json}\n`)
    )
    if (written.ok) {
      this.#written = { file, content }
      return done
    }
    const { message, errno } = written.fault
    return failure('file/not-written', `${notKept.message}: ${message}`, {
      advice: notKept.advice,
      ...(errno === undefined ? {} : { errno })
    })
  }

  #putAside(): ReadFile<v.InferOutput<Schema>> {
    const aside = `${this.#file}.damaged-${Date.now()}`
    let setAside = aside
    try {
      renameSync(this.#file, aside)
    } catch {
      // What cannot be moved cannot be read either: it is told by its own name.
      setAside = this.#file
    }
    return { content: this.#form.empty, first: false, setAside }
  }
}
