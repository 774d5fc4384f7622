/** Hands the lab's events to the window: all that came within one sixtieth of a second in one message. */
import type { WebContents } from 'electron'
import { eventChannel } from '#shared/channels'
import type { SessionEvent } from '#shared/events/session'

const intervalMs = 1000 / 60

export class EventPump {
  #pending: SessionEvent[] = []
  #timer: NodeJS.Timeout | null = null
  #page: WebContents | null = null

  /** The page that listens from now on. What it missed it gets by `attach`. */
  listen(page: WebContents | null): void {
    // One that listens already and asks again is owed what is on its way: only a new page gets all of it by `attach`.
    if (page && page === this.#page) return this.flush()
    this.#page = page
    this.#pending = []
  }

  readonly push = (event: SessionEvent): void => {
    if (!this.#page) return
    this.#pending.push(event)
    this.#timer ??= setTimeout(() => this.#send(), intervalMs)
  }

  /** Everything up to now goes out before whatever is sent next. */
  flush(): void {
    if (this.#timer) this.#send()
  }

  #send(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const events = this.#pending
    this.#pending = []
    if (events.length > 0 && this.#page && !this.#page.isDestroyed()) this.#page.send(eventChannel, events)
  }
}
