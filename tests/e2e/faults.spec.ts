import dgram from 'node:dgram'
import { once } from 'node:events'
import { expect, openTab, startServer, test } from './app'

test('a port in use is told with its number, and a free one is offered', async ({ page }) => {
  const holder = dgram.createSocket('udp4')
  holder.bind(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address()
  await page.getByRole('spinbutton', { name: 'Port' }).fill(String(port))
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByRole('alert')).toContainText(String(port))
  await page.getByRole('button', { name: /^Use port \d+/ }).click()
  await startServer(page)
  holder.close()
})

test('a port that is none is refused in words', async ({ page }) => {
  const port = page.getByRole('spinbutton', { name: 'Port' })
  const start = page.getByRole('button', { name: 'Start server' })
  for (const bad of ['0', '65536', '-1', '']) {
    await port.fill(bad)
    await start.click()
    await expect(page.getByRole('alert').first(), `port "${bad}"`).toContainText('65535')
    // What is right takes the message away: each of them is refused for itself.
    await port.fill('20001')
    await startServer(page)
    await expect(page.getByRole('alert'), `after port "${bad}"`).toHaveCount(0)
    await page.getByRole('button', { name: 'Stop server' }).click()
    await expect(start).toBeVisible()
  }
})

test('an address beyond this machine is refused until it is allowed', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Address' }).fill('192.0.2.1')
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByRole('alert').first()).toContainText('loopback')
})

test('a text that no datagram can carry is refused, and stays in its field', async ({ page }) => {
  const text = 'x'.repeat(65_508)
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('alert').first()).toContainText(/65,?507/)
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue(text)
})

test('what a stranger sends cannot forge a line of the log', async ({ page }) => {
  await page.getByRole('button', { name: 'Start server' }).click()
  const server = page.getByRole('log', { name: 'Server log' })
  await expect(server).toContainText('UDP server up and listening')
  const stranger = dgram.createSocket('udp4')
  stranger.send(Buffer.from('x\nUDP server is hacked\u001b[31m'), 20001, '127.0.0.1')
  await expect(server).toContainText('x\\nUDP server is hacked\\x1b[31m')
  stranger.close()
})

test('a page that crashes comes back with what was logged', async ({ app, page }) => {
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
  const pid = await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    // In a later turn: what is evaluated answers first.
    setImmediate(() => webContents.forcefullyCrashRenderer())
    return webContents.getOSProcessId()
  })
  // The text of the page that came after the crash, in a process of its own.
  const textOfNewPage = (): Promise<string> =>
    app.evaluate(({ BrowserWindow }, old) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const now = webContents.getOSProcessId()
      if (now === old || now === 0 || webContents.isCrashed() || webContents.isLoading()) return ''
      return webContents.executeJavaScript(
        'document.querySelector("[role=log][aria-label=\\"Client log\\"]")?.innerText ?? ""'
      ) as Promise<string>
    }, pid)
  await expect.poll(textOfNewPage, { timeout: 20_000 }).toContain('Message from server: Hello UDP Client')
})

test('servers stop with the window', async ({ app, page }) => {
  await openTab(page, 'Task 1')
  await startServer(page)
  await app.close()
  const probe = dgram.createSocket('udp4')
  probe.bind(20001, '127.0.0.1')
  await once(probe, 'listening')
  probe.close()
})

test('the app ends within its deadline in mid-run @alone', async ({ app, page }) => {
  await openTab(page, 'Task 4')
  await page.getByRole('spinbutton', { name: 'Count' }).fill('100000')
  await page.getByRole('spinbutton', { name: 'Rate' }).fill('1000')
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(/Number from server: \d{2}/)
  const startedMs = Date.now()
  await app.close()
  // 2 s for the sockets, and what the system takes to end the processes.
  expect(Date.now() - startedMs).toBeLessThan(5000)
})

test('while the server runs, its port is where it is bound, whatever is typed, and what is sent goes there', async ({
  page
}) => {
  await openTab(page, 'Task 1')
  const port = page.getByRole('spinbutton', { name: 'Port' })
  // Any port that is not the exercise's own: this test has a network of its own.
  const typed = '20777'
  await port.fill(typed)
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(port).not.toBeEditable()
  await expect(port).toHaveAccessibleDescription(/Stop the server to change it/)
  await port.focus()
  await page.keyboard.press('ArrowUp')
  await expect(port).toHaveValue(typed)
  // A window that is loaded anew shows where the server is, not what fields begin with.
  await page.reload()
  await expect(port).toHaveValue(typed)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Hello UDP Client')
  await page.getByRole('button', { name: 'Stop server' }).click()
  await expect(port).toBeEditable()
})
