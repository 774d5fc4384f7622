/** The settings in this window, kept by main in a file after each change; and where the student is, kept as well. */
import type { Fault } from '#shared/fault'
import { type Bookmark, type Settings, type WalkthroughStart } from '#shared/settings'
import type { Lab } from '../lab'
import type { Sessions } from '../sessions.svelte'
import type { Shell } from '../shell.svelte'

interface Around {
  lab: Lab
  sessions: Sessions
  shell: Shell
}

/** Who types or drags changes the place many times a second. */
const placePauseMs = 250

/** What was known when the window was made is old for a page that was loaded anew. */
const isReload = (): boolean =>
  (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type ===
  'reload'

export class SettingsState {
  values: Settings = $state.raw({} as Settings)
  /** The page for who starts the app for the first time. */
  welcome = $state(false)
  fault: Fault | null = $state.raw(null)
  /** Where the window was left the last time. */
  readonly place: Bookmark
  #kept = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #around: Around

  constructor(around: Around) {
    this.#around = around
    const { settings, place, first } = around.lab.atStart
    this.values = settings
    this.place = place
    this.welcome = first && !isReload()
    this.#apply()
  }

  /** What a task's walkthrough does at this start; a reload of the page is none. */
  get walkthroughAtStart(): WalkthroughStart {
    return isReload() ? 'as-left' : this.values.walkthrough
  }

  /** Asks main without holding up the window. `replaced` is told the place of a page that was loaded anew. */
  async open(replaced: (place: Bookmark) => void): Promise<void> {
    const opened = await this.#around.lab.call('readSettings')
    if (!opened.ok) {
      this.fault = opened.fault
      return
    }
    const { settings, place, setAside, newer } = opened.value
    if (setAside !== null) {
      this.fault = {
        code: 'file/damaged',
        message: 'The file of your settings was damaged.',
        advice: `The file was renamed to ${setAside}, and the usual settings are used.`
      }
    }
    if (newer) {
      this.fault = {
        code: 'file/newer',
        message: 'The settings were written by a newer UDP Lab.',
        advice: 'That file is left as it is. Changes last until UDP Lab is closed.'
      }
    }
    if (!isReload()) return
    this.values = settings
    this.#apply()
    replaced(place)
  }

  change(news: Partial<Settings>): void {
    this.values = { ...this.values, ...news }
    this.#apply()
    void this.#keep()
  }

  /** Theme and engine are main's to change (main/settings-handlers.ts). */
  #apply(): void {
    document.documentElement.style.setProperty('--terminal-size', `${this.values.terminalTextPx}px`)
  }

  async #keep(): Promise<void> {
    const kept = await this.#around.lab.call('keepSettings', this.values)
    this.fault = kept.ok ? null : kept.fault
  }

  async reset(): Promise<void> {
    const reset = await this.#around.lab.call('resetSettings')
    this.fault = reset.ok ? null : reset.fault
    if (!reset.ok) return
    this.values = reset.value.settings
    this.#around.sessions.facts = reset.value.facts
    this.#apply()
    this.#around.shell.say('Settings reset to defaults')
  }

  async openDataFolder(): Promise<void> {
    const opened = await this.#around.lab.call('openDataFolder')
    this.fault = opened.ok ? null : opened.fault
  }

  /** Remembers where the student is, once they stay there for a moment. */
  remember(place: Bookmark): void {
    const text = JSON.stringify(place)
    if (text === this.#kept) return
    const isFirst = this.#kept === ''
    this.#kept = text
    // What is there when the window opens is what was kept, or nothing yet.
    if (isFirst) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#around.lab.call('keepBookmark', place), placePauseMs)
  }

  /** The first page was seen: it does not come by itself again. */
  dismissWelcome(): void {
    if (!this.welcome) return
    this.welcome = false
    void this.#around.lab.call('keepBookmark', {})
  }
}
