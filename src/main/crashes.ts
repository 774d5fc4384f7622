/**
 * What the app does when one of its processes dies: a page is loaded again and attaches itself to what goes on; what draws the
 * window is started again by Chromium. Should one die again and again, the user is asked in words; nothing ends in silence.
 */
import { app, type BrowserWindow, dialog, type RenderProcessGoneDetails } from 'electron'
import { CrashCount } from './crash-count'

const pageDeathsMaximum = 3
/** Before each fall back to plainer drawing Chromium bears three. */
const drawingDeathsMaximum = 9
/** With it Chromium starts the process that draws again, however often it died. */
const noDrawingLimit = 'disable-gpu-process-crash-limit'

const meanwhile = 'Runs continue, and the history is safe.'

interface Question {
  message: string
  detail: string
  /** The first is what Escape means. */
  buttons: readonly [string, string]
  signal?: AbortSignal
}

/** True for the second button. The question is also a line for who started the app in a terminal. */
async function ask(window: BrowserWindow, { buttons, ...question }: Question): Promise<boolean> {
  console.error(`UDP Lab: ${question.message}`)
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    ...question,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: 0
  })
  return response === 1
}

const causes: Partial<Record<RenderProcessGoneDetails['reason'], string>> = {
  oom: 'The window ran out of memory.',
  'memory-eviction': 'The system took the window’s memory.',
  killed: 'Another program or the system ended the window.',
  'launch-failed': 'The window could not be started.'
}

/** @param onGone called when the page is no more: nobody listens until it attaches itself again */
export function keepPageAlive(window: BrowserWindow, onGone: () => void): void {
  const deaths = new CrashCount(pageDeathsMaximum)
  const revive = async (reason: RenderProcessGoneDetails['reason']): Promise<void> => {
    if (window.isDestroyed()) return
    if (deaths.tooMany()) {
      const quit = await ask(window, {
        message: 'The window of UDP Lab failed several times within a minute.',
        detail: `${causes[reason] ?? 'The window crashed.'} ${meanwhile} Load the window again, or quit and start UDP Lab again.`,
        buttons: ['Reload', 'Quit']
      })
      if (quit) return app.quit()
    }
    if (!window.isDestroyed() && window.webContents.isCrashed()) window.webContents.reload()
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onGone()
    // Chromium is still taking the dead process apart: a reload within this turn ends the app by its own check.
    setImmediate(() => void revive(reason))
  })
  offerReloadOfHungPage(window)
}

/** A page that hangs takes no reload: its process is ended, and it is loaded again like one that died. */
function offerReloadOfHungPage(window: BrowserWindow): void {
  let asking: AbortController | null = null
  const stopAsking = (): void => {
    asking?.abort()
    asking = null
  }
  window.on('responsive', stopAsking)
  window.webContents.on('render-process-gone', stopAsking)
  window.on('unresponsive', () => {
    if (asking) return
    asking = new AbortController()
    const { signal } = asking
    const question: Question = {
      message: 'The window of UDP Lab does not answer.',
      detail: `${meanwhile} Wait, or load the window again.`,
      buttons: ['Wait', 'Reload'],
      signal
    }
    void ask(window, question).then((reload) => {
      if (signal.aborted) return
      asking = null
      if (reload && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
    })
  })
}

/**
 * Chromium draws the window in a process of its own, falls back to plainer ways when it dies, and after the third death of the
 * plainest ends the app. Once drawing is by software nothing is left to win by that limit, so it is lifted, and the user decides.
 */
export function keepDrawing(window: () => BrowserWindow): void {
  const deaths = new CrashCount(drawingDeathsMaximum)
  let reported = false
  let asking = false
  // Before the first report the status says software whatever is true, and the way to fall back must stay open.
  app.on('gpu-info-update', () => (reported = true))
  const consider = async (): Promise<void> => {
    if (reported && app.getGPUFeatureStatus().gpu_compositing !== 'enabled') {
      app.commandLine.appendSwitch(noDrawingLimit)
    }
    if (!deaths.tooMany() || asking || window().isDestroyed()) return
    asking = true
    const quit = await ask(window(), {
      message: 'The process that draws the window of UDP Lab fails again and again.',
      detail: `${meanwhile} Continue, or quit and start UDP Lab again with --disable-gpu.`,
      buttons: ['Continue', 'Quit']
    })
    asking = false
    if (quit) app.quit()
  }
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type === 'GPU' && reason !== 'clean-exit') void consider()
  })
}
