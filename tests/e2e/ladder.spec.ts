/** The picture of datagrams: where nobody is, and what is in one of them. */
import { expect, startServer, test } from './app'

test('a datagram that nobody is there for ends at a place of that name', async ({ page }) => {
  await page.getByRole('spinbutton', { name: 'Wait' }).fill('50')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.locator('.arrow.no-socket')).toContainText('nobody')
  await expect(page.getByText(/Nobody answered/)).toBeVisible()
  // Its cause is gone, and so is the callout.
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByText(/Nobody answered/)).toHaveCount(0)
})

test('a datagram opens: the eight bytes of its header, and its payload', async ({ page, complaints }) => {
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.locator('.arrow.delivered')).toHaveCount(2)
  const port = /\('127\.0\.0\.1', (\d+)\)/.exec(
    await page.getByRole('log', { name: 'Server log' }).innerText()
  )![1]!
  await page.locator('.arrow.delivered').first().click()
  const dialog = page.getByRole('dialog', { name: 'Datagram' })
  const values = dialog.getByRole('row').last().getByRole('cell')
  await expect(values).toHaveText([port, '20001', '25 bytes', /^0x[0-9a-f]{4}$/])
  await expect(dialog.getByRole('region', { name: 'Payload' })).toContainText('48 65 6c 6c 6c 6f')
  await expect(dialog).toContainText('RFC 768')
  await page.keyboard.press('Escape')
  await page.getByRole('group', { name: 'Datagrams over time' }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Hello UDP Client')
  expect(complaints).toEqual([])
})
