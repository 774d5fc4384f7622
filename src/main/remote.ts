/** Whether datagrams may leave this machine: the user is asked by main itself, so that no page can decide it. */
import { type BrowserWindow, dialog } from 'electron'

export class RemotePermission {
  allowed = false

  /** Asks before it is turned on; turning it off needs no question. Gives what holds from now on. */
  async request(allowed: boolean, window: BrowserWindow): Promise<boolean> {
    this.allowed = allowed && (this.allowed || (await this.#ask(window)))
    return this.allowed
  }

  async #ask(window: BrowserWindow): Promise<boolean> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Allow addresses beyond this machine?',
      detail:
        'Datagrams may then leave this machine, and others may reach its servers, until the app is closed.',
      buttons: ['Cancel', 'Allow'],
      defaultId: 0,
      cancelId: 0
    })
    return response === 1
  }
}
