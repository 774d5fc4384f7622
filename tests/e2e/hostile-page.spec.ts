/** The page turned hostile: frames and addresses by which it would get out of its policy. */
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, openTab } from './app'
import { heardNothing, test } from './listener'
import { answerOf } from './report-page'

/** Addresses that name no file and no preview, in the ways that a check on text would be led past. */
const crooked = [
  'app://lab/report-preview/0.html',
  'app://lab/report-preview/..%2findex.html',
  'app://lab/report-preview/..%5cindex.html',
  'app://lab/report-preview/%2e%2e/index.html/',
  'app://lab/..%252f..%252fpackage.json',
  'app://lab/..%2f..%2fpackage.json',
  'app://lab/index.html%00.png',
  'app://lab/index.html?preview',
  'app://lab/assets//index.js',
  'app://lab/',
  'app://lab/none.js',
  'app://lab.preview/1.html',
  'app://other/index.html',
  'app://preview/',
  'app://preview/0.html',
  'app://preview/1.html',
  'app://preview/..%2f1.html',
  'app://preview/1.html%2f..%2findex.html',
  'app://preview/index.html'
]

/** What the page gets out of a frame with this address or document, when it makes itself at home there. */
function breakInto(page: Page, frame: { src?: string; srcdoc?: string }, port: number) {
  return page.evaluate(
    async ([{ src, srcdoc }, port]) => {
      // A later turn: what a test evaluates is let past the policy against eval, what it starts is not.
      await new Promise((resolve) => setTimeout(resolve))
      const element = document.createElement('iframe')
      const loaded = new Promise((resolve) => element.addEventListener('load', resolve))
      if (src !== undefined) element.src = src
      if (srcdoc !== undefined) element.setAttribute('srcdoc', srcdoc)
      document.body.append(element)
      await loaded
      try {
        const inside = element.contentDocument
        if (!inside?.documentElement) return 'no way in'
        const got: string[] = []
        const script = inside.createElement('script')
        const ended = new Promise((resolve) => {
          script.onload = () => resolve(got.push('remote script'))
          script.onerror = resolve
        })
        try {
          script.src = `http://127.0.0.1:${port}/remote.js`
          inside.documentElement.append(script)
          await ended
        } catch {
          // Trusted Types took no plain address.
        }
        const room = element.contentWindow as unknown as {
          eval: (text: string) => unknown
          fetch: typeof fetch
        }
        try {
          room.eval('1')
          got.push('eval')
        } catch {
          // Refused.
        }
        await room.fetch(`http://127.0.0.1:${port}/out`, { method: 'POST', body: 'history' }).then(
          () => got.push('fetch'),
          () => undefined
        )
        return got.join() || 'nothing'
      } catch (error) {
        return String(error)
      } finally {
        element.remove()
      }
    },
    [frame, port] as const
  )
}

/** Resolves when main has refused a navigation to this address: the frame hears nothing of it then. */
const refusal = (app: ElectronApplication, src: string) =>
  app.evaluate(
    ({ BrowserWindow }, src) =>
      new Promise<string>((resolve) =>
        BrowserWindow.getAllWindows()[0]!.webContents.on('will-frame-navigate', (event) => {
          if (event.url === src && event.defaultPrevented) resolve('refused')
        })
      ),
    src
  )

test('a frame on an address of ours that names nothing gives the page no room without a policy', async ({
  app,
  page,
  listener
}) => {
  for (const src of crooked) {
    const refused = refusal(app, src)
    const end = await Promise.race([breakInto(page, { src }, listener.port), refused])
    expect(['no way in', 'refused'], src).toContain(end)
  }
  await heardNothing(listener)
})

test('frames that are made in place have no more rights than the page, or are not shown', async ({
  page,
  listener
}) => {
  const html = '<!doctype html><p>mine</p>'
  const blob = await page.evaluate(
    (html) => URL.createObjectURL(new Blob([html], { type: 'text/html' })),
    html
  )
  for (const src of [blob, `data:text/html,${html}`, `http://127.0.0.1:${listener.port}/page.html`]) {
    expect(await breakInto(page, { src }, listener.port), src).toBe('no way in')
  }
  expect(await breakInto(page, { src: 'about:blank' }, listener.port)).toBe('nothing')
  // Trusted Types take no text for a document in the frame's own attribute.
  await expect(breakInto(page, { srcdoc: html }, listener.port)).rejects.toThrow(/TrustedHTML/)
  await heardNothing(listener)
})

test('every answer of the scheme carries a policy, refusals the strictest', async ({ app }) => {
  const page = await answerOf(app, 'app://lab/index.html')
  expect(page.status).toBe(200)
  expect(page.csp).toMatch(/^default-src 'none'; script-src 'self';/)
  const strictest = /^default-src 'none'; sandbox; .*frame-ancestors 'none'$/
  for (const url of crooked) {
    const { status, csp } = await answerOf(app, url)
    expect([url, status]).toEqual([url, 404])
    expect(csp, url).toMatch(strictest)
  }
  for (const method of ['POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS']) {
    const { status, csp } = await answerOf(app, 'app://lab/index.html', method)
    expect([method, status]).toEqual([method, 405])
    expect(csp, method).toMatch(strictest)
  }
})

test('the preview stays closed to the page, without the sandbox of its frame too', async ({ page }) => {
  await openTab(page, 'Report')
  await expect(page.locator('iframe[title="Report preview"]')).toBeVisible()
  const found = await page.evaluate(async () => {
    const shown = document.querySelector<HTMLIFrameElement>('iframe[title="Report preview"]')!
    const bare = document.createElement('iframe')
    const loaded = new Promise((resolve) => bare.addEventListener('load', resolve))
    bare.src = shown.src
    document.body.append(bare)
    await loaded
    const closed = [shown, bare].map(({ contentDocument }) => contentDocument === null)
    const fetched = await fetch(shown.src).then(
      () => 'read',
      () => 'refused'
    )
    bare.remove()
    return { closed, fetched, origin: new URL(shown.src).host === location.host }
  })
  expect(found).toEqual({ closed: [true, true], fetched: 'refused', origin: false })
})
