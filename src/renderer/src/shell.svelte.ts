/** What belongs to the window and not to a task: saving files, copying, and saying that it was done. */
import type { Fault } from '#shared/fault'
import type { Lab } from './lab'
import { copyText } from './components/clipboard'

const noticeMs = 6000

export class Shell {
  notice = $state('')
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #lab: Lab

  constructor(lab: Lab) {
    this.#lab = lab
  }

  say(notice: string): void {
    clearTimeout(this.#timer)
    this.notice = notice
    this.#timer = setTimeout(() => (this.notice = ''), noticeMs)
  }

  copy(text: string, what: string): void {
    this.say(copyText(text) ? `Copied ${what}` : `${what} could not be copied`)
  }

  /** Writes a file where the user says. Returns what went wrong, if anything did. */
  async save(suggestedName: string, bytes: Uint8Array): Promise<Fault | null> {
    const saved = await this.#lab.call('saveFile', { suggestedName, bytes: bytes as Uint8Array<ArrayBuffer> })
    if (!saved.ok) return saved.fault
    if (saved.value !== null) this.say(`Saved ${saved.value}`)
    return null
  }
}
