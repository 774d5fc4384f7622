/** Task 1 over IPv6: in the window, in the history, in a file, and computed anew in the terminal. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findFreePort } from '../../src/lab/net/port-holder'
import { expect, openTab, startServer, test } from './app'
import { keptRuns } from './kept-runs'
import { lab } from './lab-command'
import { save, savesTo } from './report-page'

test.beforeEach(async () => {
  test.skip((await findFreePort('::1')) === null, 'this machine has no IPv6')
})

test('a server on ::1 answers, and all that shows or keeps it names it so', async ({
  app,
  page,
  profile,
  complaints
}) => {
  await page.getByRole('textbox', { name: 'Address' }).fill(' 0:0:0:0:0:0:0:1 ')
  await page.getByRole('button', { name: 'Start server' }).click()
  const server = page.getByRole('log', { name: 'Server log' })
  await expect(server).toContainText('UDP server up and listening')
  const sockets = page.getByRole('list', { name: 'Open sockets' })
  await expect(sockets).toContainText(/UNCONN\s*\[::1\]:20001\s*\[::\]:\*/)
  await page.getByRole('button', { name: '1 socket', exact: true }).click()
  await expect(page.getByRole('table', { name: /^Open sockets/ })).toContainText('[::1]:20001')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(server).toContainText(/client IP address: \('::1', \d+, 0, 0\)/)
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
    'Message from server: Hello UDP Client'
  )
  const ladder = page.getByRole('img', { name: 'Ladder: 2 datagrams' })
  await expect(ladder).toContainText('[::1]:20001')

  await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
  await expect(server).not.toContainText('client IP address')
  await page.getByRole('button', { name: 'History', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'History' })
  const file = path.join(profile, 'six.udplab')
  await savesTo(app, file)
  await dialog.getByRole('button', { name: 'Export all' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toContainText('six.udplab')
  await dialog.getByRole('button', { name: /^Open Task 1/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'not live' })).toBeVisible()
  await expect(server).toContainText(/client IP address: \('::1', \d+, 0, 0\)/)
  await expect(ladder).toContainText('[::1]:20001')
  const [kept] = await keptRuns(page)
  const locals = kept?.endpoints.map(({ state }) => ('local' in state ? state.local?.address : null))
  expect(locals).toEqual(['::1', '::1'])

  const verified = lab('verify', file)
  expect(verified.output).toContain('holds')
  expect(verified.code).toBe(0)
  const bytes = readFileSync(file)
  bytes[bytes.length - 100]! ^= 1
  writeFileSync(file, bytes)
  expect(lab('verify', file).code).toBe(1)

  await openTab(page, 'Report')
  const html = (await save(app, page, 'Save HTML', path.join(profile, 'six.html'))).toString()
  expect(html).toMatch(/client IP address: \((&#39;|')::1(&#39;|'), \d+, 0, 0\)/)
  expect(complaints).toEqual([])
})

test('an IPv4 address of an IPv6 socket is named as what it is', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Address' }).fill('::ffff:127.0.0.1')
  await startServer(page)
  const sockets = page.getByRole('list', { name: 'Open sockets' })
  await expect(sockets).toContainText('127.0.0.1:20001 (IPv4-mapped)')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const server = page.getByRole('log', { name: 'Server log' })
  await expect(server).toContainText('message from client: Helllo UDP Server   [from 127.0.0.1, IPv4-mapped]')
  await expect(server).toContainText(/client IP address: \('::ffff:127\.0\.0\.1', \d+, 0, 0\)/)
})

test('the program beside a socket of IPv6 says that it is the exercise’s, of IPv4', async ({ page }) => {
  await page.getByRole('button', { name: 'Code of Server log' }).click()
  const program = page.getByRole('region', { name: 'Program of Server log' })
  const start = page.getByRole('button', { name: 'Start server' })
  await start.click()
  await expect(program.getByRole('listitem').filter({ hasText: '.bind(' })).toContainText('ran 1 time')
  await expect(program).not.toContainText('AF_INET6')
  await page.getByRole('button', { name: 'Stop server' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill('::1')
  await start.click()
  await expect(program).toContainText('AF_INET6')
})

test('addresses beyond this machine need the permission, of either family', async ({ page }) => {
  const address = page.getByRole('textbox', { name: 'Address' })
  await address.fill('2001:db8::1')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('[2001:db8::1]:20001 is not on this machine')
  await expect(page.getByRole('alert')).toContainText('Use ::1')
  await address.fill('::1::')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('"::1::" is not an IP address.')
})
