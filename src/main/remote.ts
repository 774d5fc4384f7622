/** Whether datagrams may leave this machine: the user is asked by main itself, so that no page can decide it. */
import type { BrowserWindow } from 'electron'
import { type Result, success } from '#shared/fault'
import { confirm } from './dialogs'

export class RemotePermission {
  allowed = false

  /** Asks before it is turned on; turning it off needs no question. Gives what holds from now on. */
  async request(allowed: boolean, window: BrowserWindow): Promise<Result<boolean>> {
    if (allowed && !this.allowed) {
      const said = await this.#ask(window)
      if (!said.ok) return said
      this.allowed = said.value
    } else this.allowed = allowed
    return success(this.allowed)
  }

  #ask(window: BrowserWindow): Promise<Result<boolean>> {
    const question = {
      message: 'Allow addresses beyond this machine?',
      detail:
        'Datagrams may then leave this machine, and others may reach its servers, until the app is closed.',
      yes: 'Allow'
    }
    return confirm(window, question, 'warning')
  }
}
