/** The settings as a file: read at once, as the window depends on them. */
import type { Result } from '#shared/fault'
import {
  defaultContent,
  knownSettings,
  type OpenedSettings,
  type SettingsContent,
  type SettingsFileSchema,
  settingsFileSchemaOf,
  settingsVersion,
  type Tabs
} from '#shared/settings'
import { JsonFile } from './json-file'

export class SettingsFile {
  readonly #file: JsonFile<SettingsFileSchema>
  #content: SettingsContent
  #first: boolean
  #setAside: string | null
  /** A newer UDP Lab wrote the file, and that is not told yet. */
  #newerIsUntold: boolean

  /**
   * @param folder the app's own, where it may write
   * @param tabs which tabs there are, and what each keeps
   */
  constructor(folder: string, tabs: Tabs) {
    this.#file = new JsonFile(folder, {
      name: 'settings.json',
      schema: settingsFileSchemaOf(tabs),
      version: settingsVersion,
      empty: defaultContent,
      sizeMaximumBytes: 256 * 1024,
      known: (file) => knownSettings(file, tabs),
      indentSpaces: 2,
      notKept: {
        message: 'Your settings could not be kept',
        advice: 'They hold until UDP Lab is closed. Make room, and change one of them once more.'
      }
    })
    const { content, first, setAside, newer = false } = this.#file.read()
    this.#content = content
    this.#first = first
    this.#setAside = setAside
    this.#newerIsUntold = newer
  }

  get content(): SettingsContent {
    return this.#content
  }

  get first(): boolean {
    return this.#first
  }

  /** What the window asks for; a damaged or newer file is told once. */
  open(): OpenedSettings {
    const { settings, place } = this.#content
    const [setAside, newer] = [this.#setAside, this.#newerIsUntold]
    this.#setAside = null
    this.#newerIsUntold = false
    return { settings, place, first: this.#first, setAside, ...(newer && { newer }) }
  }

  /** Changes some of it; resolves when that is on the disk, or has failed. */
  keep(news: Partial<Omit<SettingsContent, 'version'>>): Promise<Result<void>> {
    this.#content = { ...this.#content, ...news }
    this.#first = false
    return this.#file.keep(this.#content)
  }

  /** When all that was asked for is on the disk, or has failed. */
  settled(): Promise<void> {
    return this.#file.settled()
  }
}
