import { expect, openTab, test } from './app'

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 2')
})

test('one client talks to two servers and tells them apart', async ({ page }) => {
  await page.getByRole('button', { name: 'Start server 1' }).click()
  await page.getByRole('button', { name: 'Start server 2' }).click()
  await expect(page.getByRole('log', { name: 'Server 1 log' })).toContainText('UDP server 1 up and listening')
  await expect(page.getByRole('log', { name: 'Server 2 log' })).toContainText('UDP server 2 up and listening')
  await page.getByRole('button', { name: 'Send to both' }).click()
  const client = page.getByRole('log', { name: 'Client log' })
  await expect(client).toContainText('Message from server 1: Hello UDP Client(from server 1)')
  await expect(client).toContainText('Message from server 2: Hello UDP Client(from server 2)')
})

test('as in the exercise, a slow server 1 is taken for server 2', async ({ page }) => {
  await page.getByRole('spinbutton', { name: /^Delay of server 1/ }).fill('100')
  await page.getByRole('checkbox', { name: /^As in the exercise/ }).check()
  await page.getByRole('button', { name: 'Start server 1' }).click()
  await page.getByRole('button', { name: 'Start server 2' }).click()
  // What is sent before it is bound is lost, and nobody says so.
  await expect(page.getByRole('log', { name: 'Server 2 log' })).toContainText('up and listening')
  await page.getByRole('button', { name: 'Send to both' }).click()
  const client = page.getByRole('log', { name: 'Client log' })
  await expect(client).toContainText('Message from server 1: Hello UDP Client(from server 2)')
  await expect(client).toContainText('Message from server 2: Hello UDP Client(from server 1)')
})
