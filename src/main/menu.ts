/** The application menu: the system's usual items. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'

export function installMenu(): void {
  const lab: MenuItemConstructorOptions = { label: '&Lab', submenu: [{ role: 'quit' }] }
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
