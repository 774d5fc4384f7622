import { clientPorts, expect, startServer, test } from './app'

test('the server answers every client, each from another ephemeral port', async ({ page }) => {
  await expect(page.getByRole('tablist', { name: 'Lab' })).toBeVisible()
  await startServer(page)
  const server = page.getByRole('log', { name: 'Server log' })
  const client = page.getByRole('log', { name: 'Client log' })
  await expect(server).toContainText('UDP server up and listening')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(server).toContainText('message from client: Helllo UDP Server')
  await expect(server).toContainText(/client IP address: \('127\.0\.0\.1', \d+\)/)
  await expect(client).toContainText('Message from server: Hello UDP Client')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(client.getByText('Message from server: Hello UDP Client')).toHaveCount(2)
  await clientPorts(server, 2)
  await page.getByRole('button', { name: 'Stop server' }).click()
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible()
  await expect(server).toContainText('message from client: Helllo UDP Server')
})

test('localhost is a name of this machine: the field shows the address that is used', async ({ page }) => {
  const address = page.getByRole('textbox', { name: 'Address' })
  await address.fill('localhost')
  await startServer(page)
  await expect(address).toHaveValue('127.0.0.1')
})

test('silence is told as what it is when nobody listens', async ({ page }) => {
  await page.getByRole('spinbutton', { name: 'Wait' }).fill('100')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('no answer within 100 ms')
})

test('many clients at once', async ({ page }) => {
  await startServer(page)
  await page.getByRole('spinbutton', { name: 'Clients at once' }).fill('8')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const client = page.getByRole('log', { name: 'Client log' })
  await expect(client.getByText('Message from server: Hello UDP Client')).toHaveCount(8)
})

test('the ladder draws what went both ways', async ({ page }) => {
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('img', { name: /^Ladder: 2 datagrams/ })).toBeVisible()
})
