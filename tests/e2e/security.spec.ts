import { expect, startServer, test } from './app'

test('the page has no Node, no way out, and only the named methods', async ({ page, app }) => {
  const found = await page.evaluate(() => ({
    node:
      typeof (globalThis as { process?: unknown }).process +
      typeof (globalThis as { require?: unknown }).require,
    frozen: Object.isFrozen((globalThis as unknown as { lab: object }).lab),
    opened: window.open('https://example.invalid') === null
  }))
  expect(found).toEqual({ node: 'undefinedundefined', frozen: true, opened: true })
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      getLastWebPreferences: () => Electron.WebPreferences
    }
    const { contextIsolation, sandbox, nodeIntegration } = page.getLastWebPreferences()
    return { contextIsolation, sandbox, nodeIntegration }
  })
  expect(preferences).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false })
})

test('the page goes nowhere else', async ({ app, page }) => {
  const watched = app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    return new Promise((resolve) =>
      // In the next turn every listener has had its say.
      webContents.on('will-frame-navigate', (event) =>
        setImmediate(() => resolve({ prevented: event.defaultPrevented, url: webContents.getURL() }))
      )
    )
  })
  // Main answers in order: now it listens, before the page, which has a line of its own to the test, is asked.
  await app.evaluate(() => undefined)
  // In a later turn: what is evaluated answers first.
  await page.evaluate(() => void setTimeout(() => (location.href = 'https://example.invalid/')))
  expect(await watched).toEqual({ prevented: true, url: 'app://lab/index.html' })
  // The page that asked is still there, and answers.
  expect(await page.evaluate(() => location.href)).toBe('app://lab/index.html')
})

test('inline scripts and styles from elsewhere do not run', async ({ page }) => {
  const violations = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
    const script = document.createElement('script')
    try {
      script.text = 'window.injected = true'
      document.head.append(script)
    } catch {
      seen.push('trusted-types')
    }
    const image = document.createElement('img')
    const failed = new Promise((resolve) => image.addEventListener('error', resolve))
    image.src = 'https://example.invalid/x.png'
    document.body.append(image)
    await failed
    return { seen, injected: 'injected' in window }
  })
  expect(violations.injected).toBe(false)
  expect(violations.seen).toContain('img-src')
})

test('a call of the wrong shape is refused in words', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const lab = (globalThis as unknown as { lab: Record<string, (input: unknown) => Promise<unknown>> }).lab
    return Promise.all([
      lab['task4.run']!({ count: Number.NaN }),
      lab['task1.startServer']!({ address: '127.0.0.1', port: 70_000 }),
      lab['task1.startServer']!({ address: 'localhost', port: 1 }),
      lab['task1.sendMessage']!({ text: 'x', clients: 1e9, waitMs: 100, address: '127.0.0.1', port: 1 }),
      lab['clear']!({ task: 'task1', extra: true })
    ])
  })
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
})

test('the app serves nothing beyond its own folder', async ({ page }) => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      [
        'app://lab/../package.json',
        'app://lab/%2e%2e/main/index.js',
        'app://lab/..%2fmain%2findex.js',
        'app://lab/none.js'
      ].map((url) => fetch(url).then(({ status }) => status))
    )
  )
  expect(statuses).toEqual([404, 404, 404, 404])
})

test('the console is quiet while every task is used', async ({ page, complaints }) => {
  for (const name of ['Task 2', 'Task 3', 'Task 4', 'Task 1']) {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
  expect(complaints).toEqual([])
})
