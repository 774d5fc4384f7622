/** The one window. */
import path from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { atStartWord, callNamesWord } from '#shared/channels'
import type { StartFacts, WindowBounds } from '#shared/settings'
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
  /** Every call that the page may make. */
  callNames: readonly string[]
}

export function openWindow({ preload, icon, bounds, atStart, callNames }: WindowPlan): BrowserWindow {
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
  void window.loadURL(appPage)
  return window
}

/** Where the window is now, as it can be opened there again. */
export const boundsOf = (window: BrowserWindow): WindowBounds => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized()
})

/** What a second start of the app does; while the app ends there may be no window any more. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
