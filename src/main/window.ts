/** The one window. */
import path from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { atStartWord, callNamesWord } from '../shared/channels'
import { callNames } from '../shared/contract'
import type { StartFacts, WindowBounds } from '../shared/settings'
import { appPage } from './protocol'
import { fitWindow, smallest } from './window-place'

/** The page's own background, so that nothing flashes before it is drawn (theme.css). */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#101216' : '#f6f7f9')

export interface WindowPlan {
  preload: string
  /** The app's picture where the system does not take it from the package. */
  icon: string | null
  /** Where it was; null: where the system puts it. */
  bounds: WindowBounds | null
  /** What the page knows before it asks anything. */
  atStart: StartFacts
}

export function openWindow({ preload, icon, bounds, atStart }: WindowPlan): BrowserWindow {
  const displays = bounds ? screen.getAllDisplays().map(({ workArea }) => workArea) : []
  const window = new BrowserWindow({
    ...fitWindow(bounds, displays),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'UDP Lab',
    backgroundColor: background(),
    ...(icon && { icon }),
    webPreferences: {
      preload: path.resolve(preload),
      additionalArguments: [
        atStartWord + encodeURIComponent(JSON.stringify(atStart)),
        callNamesWord + callNames.join(',')
      ],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A run goes on while the window is behind others, and so do its pictures.
      backgroundThrottling: false
    }
  })
  window.once('ready-to-show', () => {
    if (bounds?.maximized) window.maximize()
    window.show()
  })
  reviveAfterCrash(window)
  void window.loadURL(appPage)
  return window
}

/** Where the window is now, as it can be opened there again. */
export const boundsOf = (window: BrowserWindow): WindowBounds => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized()
})

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
