/** The picture of datagrams: where nobody is, and what is in one of them. */
import { clientPorts, expect, openTab, startServer, test } from './app'
import { axeFindings } from './axe'

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
  const [port = ''] = await clientPorts(page.getByRole('log', { name: 'Server log' }), 1)
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

test('to scale, a wait is folded and says how long it was', async ({ page, complaints }) => {
  await page.getByRole('spinbutton', { name: 'Wait' }).fill('1000')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const drawing = page.getByRole('img', { name: /^Ladder: / })
  await expect(drawing).toContainText('waited, no answer')
  await expect(page.getByText('time runs down, not to scale')).toBeVisible()
  const fold = page.locator('.fold text')
  await expect(fold).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'To scale' }).focus()
  await page.keyboard.press('Space')
  await expect(fold).toHaveText([/^(9\d\d ms|1(\.\d+)? s)$/])
  await expect(
    page.getByRole('img', { name: /^Scale: The bar is .+ Gaps above .+ are folded/ })
  ).toBeVisible()
  await expect(page.getByText('not to scale')).toHaveCount(0)
  expect(await axeFindings(page)).toEqual([])
  // The keys and the datagram work as before.
  await page.getByRole('group', { name: 'Datagrams over time' }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Datagram' })).toContainText('Helllo UDP Server')
  await page.keyboard.press('Escape')
  // What is chosen holds in every task's tab.
  await openTab(page, 'Task 3')
  await page.getByRole('spinbutton', { name: 'Wait' }).fill('50')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'To scale' })).toBeChecked()
  expect(complaints).toEqual([])
})
