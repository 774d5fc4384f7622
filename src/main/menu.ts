/** The application menu: the system's usual items, and what the lab itself can be told. */
import { app, type BrowserWindow, dialog, Menu, type MenuItemConstructorOptions } from 'electron'

export interface MenuSurroundings {
  window: BrowserWindow
  remote: { allowed: boolean }
}

/** Turning it on is asked about, because datagrams then leave this machine. */
async function askRemote(window: BrowserWindow): Promise<boolean> {
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

export function installMenu({ window, remote }: MenuSurroundings): void {
  const lab: MenuItemConstructorOptions = {
    label: '&Lab',
    submenu: [
      {
        label: 'Allow addresses beyond this machine',
        type: 'checkbox',
        checked: remote.allowed,
        click: (item) => {
          if (!item.checked) {
            remote.allowed = false
            return
          }
          void askRemote(window).then((allowed) => {
            remote.allowed = allowed
            item.checked = allowed
          })
        }
      },
      { type: 'separator' },
      { role: 'quit' }
    ]
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const])
    ]
  }
  const first: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...first, lab, { role: 'editMenu' }, view, { role: 'windowMenu' }])
  )
}
