/** Composition root: which parts there are and how they hold together. No work is done here. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import type { Answers } from '#shared/calls'
import { preloadCalls } from '#shared/contract'
import { callNames, calls, tabs, type TaskCalls } from '#tasks/contract'
import { openLab } from '#tasks/lab'
import { registry } from '#tasks/registry'
import { startHistory } from './keep-history'
import { keepDrawing, keepPageAlive } from './crashes'
import { DroppedFiles } from './dropped-files'
import { confirm } from './dialogs'
import { readEarly } from './early-files'
import { EngineChoice } from './engine-choice'
import { EventPump } from './event-pump'
import { chooseFile } from './files'
import { closeNetwork, guardEverything } from './guards'
import { createHandlers } from './handlers'
import { claimInstance } from './instance'
import { register } from './ipc'
import { installMenu } from './menu'
import { NotebookFile } from './notebook-file'
import { declareScheme, servePage } from './protocol'
import { RemotePermission } from './remote'
import { ReportDraftFile } from './report-draft-file'
import { ReportPreview } from './report/preview'
import { SettingsFile } from './settings-file'
import { boundsOf, bringToFront, openWindow } from './window'

const here = import.meta.dirname
const pageFolder = path.join(here, '../renderer')
/** What a quit may take before threads that do not end are left to the system. */
const quitDeadlineMs = 2000

// As root on Linux (containers) Chromium's sandbox cannot start at all; everywhere else every page has it.
if (process.getuid?.() !== 0) app.enableSandbox()
closeNetwork()
declareScheme()

const instance = claimInstance()
if (instance === 'refused') app.exit(1)
else if (instance === 'second') app.quit()
else void start()

async function start(): Promise<void> {
  const read = readEarly(path.join(pageFolder, 'index.html'))
  const remote = new RemotePermission()
  const settings = new SettingsFile(app.getPath('userData'), tabs)
  nativeTheme.themeSource = settings.content.settings.appearance
  const engine = new EngineChoice(settings.content.engine)
  const pump = new EventPump()
  const notebook = new NotebookFile(app.getPath('userData'))
  const reportDraft = new ReportDraftFile(app.getPath('userData'))
  const kept = startHistory({
    workerFile: path.join(here, 'history-worker.js'),
    snapshot: () => lab.snapshot(),
    engine,
    tell: pump.push,
    nameOfTask: (task) => registry[task as keyof typeof registry].name
  })
  const dropped = new DroppedFiles((question) => confirm(window, question))
  const lab = openLab({
    workerFile: path.join(here, 'worker.js'),
    engine: () => engine.wanted,
    onEvent: (event) => {
      kept.keeper.take(event)
      pump.push(event)
    },
    onEnding: kept.keeper.ending,
    onSeries: kept.keeper.series,
    remoteAllowed: () => remote.allowed,
    keepEvents: true,
    chooseFile: ({ name, endings }) =>
      chooseFile(window, [
        { name, extensions: [...endings] },
        { name: 'All files', extensions: ['*'] }
      ]),
    takeDropped: dropped.take
  })
  await app.whenReady()
  guardEverything()
  const preview = new ReportPreview()
  servePage({ folder: pageFolder, read }, (address) => preview.respond(address))
  const window = openMainWindow(pump, settings)
  const attach = (): void => pump.listen(window.webContents)
  const files = { notebook, reportDraft, settings }
  const around = { lab, window: () => window, attach, remote, engine, preview, ...files, ...kept }
  const ofTasks = lab.answers() as unknown as Answers<TaskCalls>
  register(calls, { ...createHandlers(around), ...ofTasks }, () => pump.flush())
  register(preloadCalls, { giveFile: ({ path: file }) => dropped.give(file) }, () => undefined)
  installMenu(window)
  const written = () => Object.values(files).map((file) => file.settled())
  endWithWindow(() => Promise.all([lab.close().then(kept.close), ...written()]))
}

function openMainWindow(pump: EventPump, settings: SettingsFile): BrowserWindow {
  const packaged = path.join(process.resourcesPath, 'icon.png')
  const icon = process.platform === 'linux' && existsSync(packaged) ? packaged : null
  const { content, first } = settings
  const { reopen } = content.settings
  const window = openWindow({
    preload: path.join(here, '../preload/index.cjs'),
    icon,
    bounds: reopen ? content.window : null,
    callNames,
    atStart: { settings: content.settings, place: reopen ? content.place : {}, first }
  })
  const keepBounds = (): void => {
    if (!window.isDestroyed()) void settings.keep({ window: boundsOf(window) })
  }
  // A window that is closed is no more when the app quits; one of an app that quits is never closed.
  window.on('close', keepBounds)
  app.once('before-quit', keepBounds)
  // A page that loads anew has no listener yet: it attaches itself when it is ready.
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) pump.listen(null)
  })
  keepPageAlive(window, () => pump.listen(null))
  keepDrawing(() => window)
  app.on('second-instance', () => bringToFront(window))
  // A report that is being printed has a window that nobody sees: the app does not wait for it.
  window.on('closed', () => {
    for (const hidden of BrowserWindow.getAllWindows()) hidden.destroy()
  })
  return window
}

/** Sockets are closed and files written before the app goes, within the deadline. */
function endWithWindow(finish: () => Promise<unknown>): void {
  let closing = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    // Also when quit is asked for once more meanwhile: app.exit alone ends the app.
    event.preventDefault()
    if (closing) return
    closing = true
    const deadline = new Promise((resolve) => setTimeout(resolve, quitDeadlineMs))
    void Promise.race([finish(), deadline]).then(() => app.exit(0))
  })
}
