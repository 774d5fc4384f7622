/** The one window. */
import path from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { appPage } from './protocol'

/** The page's own background, so that nothing flashes before it is drawn (theme.css). */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#101216' : '#f6f7f9')

/** @param icon the app's picture where the system does not take it from the package */
export function openWindow(preload: string, icon: string | null): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'UDP Lab',
    backgroundColor: background(),
    ...(icon && { icon }),
    webPreferences: {
      preload: path.resolve(preload),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A run goes on while the window is behind others, and so do its pictures.
      backgroundThrottling: false
    }
  })
  window.once('ready-to-show', () => window.show())
  reviveAfterCrash(window)
  void window.loadURL(appPage)
  return window
}

/** A page that died is loaded again, and attaches itself to what goes on; not for ever, should it die at once. */
function reviveAfterCrash(window: BrowserWindow): void {
  let crashes = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    crashes += 1
    if (crashes > 3) return app.quit()
    window.webContents.reload()
  })
}
