/** The application menu: the system's usual items, and what the window opens when it is asked to. */
import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import { askChannel } from '#shared/channels'
import type { Ask } from '#shared/settings'

export function installMenu(window: BrowserWindow): void {
  // The page listens to the keys itself (App.svelte): here they are only shown.
  const ask = (label: string, what: Ask, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator && { accelerator, registerAccelerator: false }),
    click: () => {
      if (!window.isDestroyed()) window.webContents.send(askChannel, what)
    }
  })
  const lab: MenuItemConstructorOptions = {
    label: '&Lab',
    submenu: [ask('Settings…', 'settings', 'CmdOrCtrl+,'), { type: 'separator' }, { role: 'quit' }]
  }
  const help: MenuItemConstructorOptions = {
    label: '&Help',
    role: 'help',
    submenu: [ask('Welcome', 'welcome'), ask('Shortcuts', 'shortcuts'), ask('This machine', 'machine')]
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
    Menu.buildFromTemplate([...first, lab, { role: 'editMenu' }, view, { role: 'windowMenu' }, help])
  )
}
