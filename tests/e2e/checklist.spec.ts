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

test('every permission is refused', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']
    const states = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return `${name}: ${state}`
    })
    const refused = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        () => 'granted',
        (error: DOMException) => error.name
      )
    return {
      states: await Promise.all(states),
      screen: await refused(navigator.mediaDevices.getDisplayMedia({ video: true })),
      midi: await refused(navigator.requestMIDIAccess()),
      clipboard: await refused(navigator.clipboard.readText())
    }
  })
  expect(answers.states).toEqual([
    'geolocation: denied',
    'notifications: denied',
    'camera: denied',
    'microphone: denied',
    'midi: denied',
    'clipboard-read: denied'
  ])
  expect([answers.screen, answers.midi, answers.clipboard]).not.toContain('granted')
})

test('a call from a window that is not ours is refused', async ({ app, page }) => {
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible()
  const answer = await app.evaluate(async ({ app, BrowserWindow }) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: {
        sandbox: true,
        preload: `${app.getAppPath()}/out/preload/index.cjs`,
        additionalArguments: ['--udp-lab-calls=startServer', '--udp-lab-at-start=%7B%7D']
      }
    })
    await stranger.loadURL('about:blank')
    return stranger.webContents.executeJavaScript(
      "lab.startServer({ task: 'task1', address: '127.0.0.1', port: 20001 })"
    ) as Promise<unknown>
  })
  expect(answer).toMatchObject({ ok: false, fault: { code: 'lab/refused' } })
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible()
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
