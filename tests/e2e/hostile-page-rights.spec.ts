/** The page turned hostile: permissions, downloads, devices, and calls that do not come from the page's own top frame. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { atStartWord, callNamesWord } from '../../src/shared/channels'
import { electronWords, expect, test } from './app'
import { heardNothing, test as withListener } from './listener'

/** Electron's own list, as its types give it. */
function electronPermissions(): string[] {
  const types = readFileSync(
    path.resolve(import.meta.dirname, '../../node_modules/electron/electron.d.ts'),
    'utf8'
  )
  const union = /setPermissionCheckHandler\(handler: \(\(webContents: .*?, permission: ([^,]*),/.exec(
    types
  )![1]!
  return [...union.matchAll(/'([^']+)'/g)].map((match) => match[1]!)
}

/** Loaded before the app: it remembers which handlers each session is given, and changes nothing. */
const recorder = `
const { app } = require('electron')
globalThis.givenHandlers = []
app.on('session-created', (session) => {
  const given = { session }
  globalThis.givenHandlers.push(given)
  for (const name of ['Request', 'Check']) {
    const method = 'setPermission' + name + 'Handler'
    const set = session[method].bind(session)
    session[method] = (handler) => { given[name] = handler; set(handler) }
  }
})`

interface Given {
  session: Electron.Session
  Request?: (page: null, permission: string, answer: (granted: boolean) => void) => void
  Check?: (page: null, permission: string) => boolean
}

test('every permission that Electron knows is denied in every session', async ({ profile }) => {
  const hook = path.join(profile, 'recorder.cjs')
  writeFileSync(hook, recorder)
  const app = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: ['-r', hook, ...electronWords(profile)]
  })
  try {
    await (await app.firstWindow()).getByRole('tab', { name: /^Task 1/ }).waitFor()
    const permissions = electronPermissions()
    expect(permissions.length).toBeGreaterThan(30)
    const granted = await app.evaluate(({ session }, permissions) => {
      for (const partition of ['report-print', 'another', 'persist:another']) session.fromPartition(partition)
      const { givenHandlers } = globalThis as unknown as { givenHandlers: Given[] }
      const answers = givenHandlers.flatMap(({ Request, Check }) =>
        permissions.flatMap((permission) => {
          let asked: boolean | null = null
          Request!(null, permission, (granted) => (asked = granted))
          return [asked, Check!(null, permission)]
        })
      )
      return {
        sessions: givenHandlers.length,
        hasDefault: givenHandlers.some((one) => one.session === session.defaultSession),
        answers: answers.length,
        others: answers.filter((answer) => answer !== false)
      }
    }, permissions)
    expect(granted).toEqual({ sessions: 4, hasDefault: true, answers: 8 * permissions.length, others: [] })
  } finally {
    await app.close()
  }
})

test('the page asks for what it might want, and gets none of it', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const said = (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        (value) => `got ${String(value)}`,
        (error: unknown) => (error as Error).name
      )
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as const
    const states = await Promise.all(
      names.map((name) => navigator.permissions.query({ name: name as PermissionName }))
    )
    return {
      states: states.map(({ state }) => state),
      notification: await Notification.requestPermission(),
      position: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('got'),
          ({ code }) => resolve(code)
        )
      ),
      clipboard: await said(navigator.clipboard.readText()),
      midi: await said(navigator.requestMIDIAccess())
    }
  })
  expect(answers).toEqual({
    states: Array.from({ length: 6 }, () => 'denied'),
    notification: 'denied',
    position: 1,
    clipboard: 'NotAllowedError',
    midi: expect.stringMatching(/^(NotAllowed|Security)Error$/) as unknown
  })
})

test('no Bluetooth device is picked for the page', async ({ app, page }) => {
  await expect(page).toHaveTitle('UDP Lab')
  const found = await app.evaluate(({ BrowserWindow }) => {
    let chosen = 'none'
    const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) }
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const devices = [{ deviceId: 'first', deviceName: 'first' }]
    webContents.emit('select-bluetooth-device', event, devices, (id: string) => (chosen = id))
    return { prevented: event.defaultPrevented, chosen }
  })
  expect(found).toEqual({ prevented: true, chosen: '' })
})

withListener(
  'no download begins: of a blob, of data, by an address',
  async ({ app, page, profile, listener }) => {
    const seen = app.evaluate(
      ({ app, session }, folder) =>
        new Promise<boolean[]>((resolve) => {
          app.setPath('downloads', folder)
          const prevented: boolean[] = []
          session.defaultSession.on('will-download', (event) => {
            prevented.push(event.defaultPrevented)
            if (prevented.length === 3) resolve(prevented)
          })
        }),
      profile
    )
    // Main answers in order: now it listens, before the page, which has a line of its own to the test, is asked.
    await app.evaluate(() => undefined)
    await page.evaluate(() => {
      const save = (href: string): void =>
        Object.assign(document.createElement('a'), { href, download: 'taken.txt' }).click()
      save(URL.createObjectURL(new Blob(['history'])))
      save('data:text/plain,history')
    })
    await app.evaluate(({ BrowserWindow }, port) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      webContents.downloadURL(`http://127.0.0.1:${port}/taken.txt`)
      webContents.downloadURL('app://lab/index.html')
    }, listener.port)
    expect(await seen).toEqual([true, true, true])
    expect(readdirSync(profile)).not.toContain('taken.txt')
    await heardNothing(listener)
  }
)

const call = `lab.clear({ task: 'task1' })`
const refused = { ok: false, fault: { code: 'lab/refused' } }

test('a call from a frame below the page, or from another page, is refused', async ({ app, page }) => {
  expect(await page.evaluate(call)).toMatchObject({ ok: true })
  const words = {
    preload: path.resolve(import.meta.dirname, '../../out/preload/index.cjs'),
    additionalArguments: [`${atStartWord}{}`, `${callNamesWord}clear`]
  }
  const answers = await app.evaluate(
    async ({ BrowserWindow, session }, [call, words]) => {
      // A session of its own, whose documents are the test's: the frame is of our own origin too.
      const apart = session.fromPartition('foreign')
      apart.webRequest.onBeforeRequest(null)
      apart.protocol.handle('app', ({ url }) => {
        const body = url.endsWith('top.html') ? '<iframe src="app://lab/index.html"></iframe>' : '<p>below'
        return new Response(body, { headers: { 'content-type': 'text/html' } })
      })
      const window = new BrowserWindow({
        show: false,
        webPreferences: { ...words, sandbox: true, session: apart, nodeIntegrationInSubFrames: true }
      })
      const { webContents } = window
      await window.loadURL('data:text/html,<p>foreign')
      const fromForeign: unknown = await webContents.executeJavaScript(call)
      await window.loadURL('app://lab/top.html')
      const fromTop: unknown = await webContents.executeJavaScript(call)
      const fromFrame: unknown = await webContents.mainFrame.frames[0]!.executeJavaScript(call)
      window.destroy()
      return { fromForeign, fromFrame, fromTop }
    },
    [call, words] as const
  )
  expect(answers.fromForeign).toMatchObject(refused)
  expect(answers.fromFrame).toMatchObject(refused)
  // The same preload, window and origin: it is the frame that made the difference.
  expect(answers.fromTop).toMatchObject({ ok: true })
})
