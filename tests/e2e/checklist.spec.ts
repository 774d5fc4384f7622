/** What Electron's own checklist asks for and no other test shows; docs/security.md says which test shows which item. */
import { expect, test } from './app'

/** What all pages must have; each is Electron's default, which a change here would undo. */
const safe = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false
}

test('no page has a preference that weakens it, the hidden one of the report neither', async ({
  app,
  page
}) => {
  await app.evaluate(({ app, BrowserWindow }) => {
    const seen: Electron.WebPreferences[] = []
    const look = (contents: Electron.WebContents): void => {
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences: (this: Electron.WebContents) => Electron.WebPreferences
      }
      seen.push({ ...getLastWebPreferences.call(contents) })
    }
    look(BrowserWindow.getAllWindows()[0]!.webContents)
    app.on('web-contents-created', (_event, contents) =>
      contents.once('did-start-loading', () => look(contents))
    )
    Object.assign(globalThis, { preferencesSeen: seen })
  })
  const printed = await page.evaluate(async () => {
    const { lab } = globalThis as unknown as {
      lab: { printReport: (input: object) => Promise<{ ok: boolean }> }
    }
    return (await lab.printReport({ html: '<!doctype html><title>r</title><p>r</p>' })).ok
  })
  expect(printed).toBe(true)
  const seen = await app.evaluate(
    () => (globalThis as unknown as { preferencesSeen: Record<string, unknown>[] }).preferencesSeen
  )
  expect(seen).toHaveLength(2)
  for (const preferences of seen) {
    // One that is at its default may be left out.
    expect({ nodeIntegrationInWorker: false, ...preferences }).toMatchObject(safe)
    expect(preferences['enableBlinkFeatures'] ?? '').toBe('')
  }
})

test('a new window and a webview are refused', async ({ app, page }) => {
  const found = await page.evaluate(async () => {
    const opened = window.open('app://lab/index.html') !== null
    const view = document.createElement('webview')
    view.setAttribute('src', 'app://lab/index.html')
    view.setAttribute('allowpopups', '')
    document.body.append(view)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return { opened, isElement: view instanceof HTMLUnknownElement || !('getURL' in view) }
  })
  expect(found).toEqual({ opened: false, isElement: true })
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
})
