/**
 * The settings as a file: read at once, as the window depends on them, and written whole or not at all. What a newer UDP Lab
 * wrote into it is written back as it was; a file of a newer form is left alone.
 */
import { readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { done, failure, type Result } from '#shared/fault'
import { isNewerForm, type JsonObject, parseObject, withChanges } from '#shared/kept-json'
import {
  defaultContent,
  type OpenedSettings,
  parseSettings,
  type SettingsContent,
  settingsVersion
} from '#shared/settings'
import { writeFile } from './write-file'

/** Far above what the schema lets through; more is not ours. */
const sizeMaximumBytes = 256 * 1024

export class SettingsFile {
  readonly #file: string
  #content: SettingsContent = defaultContent
  #first = false
  #setAside: string | null = null
  /** What the file says, and what was read of it. */
  #written: { file: JsonObject; content: SettingsContent } = { file: {}, content: defaultContent }
  #isNewer = false
  #newerIsTold = false
  /** Writes go one after the other, and of those that wait only the last is done. */
  #writing: Promise<Result<void>> = Promise.resolve(done)
  #waiting = false

  /** @param folder the app's own, where it may write */
  constructor(folder: string) {
    this.#file = path.join(folder, 'settings.json')
    this.#read()
  }

  get content(): SettingsContent {
    return this.#content
  }

  get first(): boolean {
    return this.#first
  }

  /** What the window asks for; a damaged file is told once. */
  open(): OpenedSettings {
    const { settings, place } = this.#content
    const setAside = this.#setAside
    this.#setAside = null
    const newer = this.#isNewer && !this.#newerIsTold
    this.#newerIsTold = true
    return { settings, place, first: this.#first, setAside, ...(newer && { newer }) }
  }

  #read(): void {
    let text: string
    try {
      text = statSync(this.#file).size > sizeMaximumBytes ? '' : readFileSync(this.#file, 'utf8')
    } catch (error) {
      this.#first = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (!this.#first) this.#putAside()
      return
    }
    const file = parseObject(text)
    const content = parseSettings(text)
    this.#isNewer = file !== null && isNewerForm(file, settingsVersion)
    if (this.#isNewer) return
    if (!content || !file) return this.#putAside()
    this.#content = content
    this.#written = { file, content }
  }

  #putAside(): void {
    const aside = `${this.#file}.damaged-${Date.now()}`
    try {
      renameSync(this.#file, aside)
      this.#setAside = aside
    } catch {
      // What cannot be moved cannot be read either: it is told by its own name.
      this.#setAside = this.#file
    }
  }

  /** Changes some of it; resolves when that is on the disk, or has failed. */
  keep(news: Partial<Omit<SettingsContent, 'version'>>): Promise<Result<void>> {
    this.#content = { ...this.#content, ...news }
    this.#first = false
    if (!this.#waiting) {
      this.#waiting = true
      this.#writing = this.#writing.then(() => this.#write())
    }
    return this.#writing
  }

  /** When all that was asked for is on the disk, or has failed. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write(): Promise<Result<void>> {
    this.#waiting = false
    if (this.#isNewer) return done
    const content = this.#content
    const file = withChanges(this.#written.file, { ...this.#written.content }, { ...content })
    const text = `${JSON.stringify(file, null, 2)}\n`
    const written = await writeFile(this.#file, new TextEncoder().encode(text))
    if (written.ok) {
      this.#written = { file, content }
      return done
    }
    const { message, errno } = written.fault
    return failure('file/not-written', `Your settings could not be kept: ${message}`, {
      advice: 'They hold until UDP Lab is closed. Make room, and change one of them once more.',
      ...(errno === undefined ? {} : { errno })
    })
  }
}
