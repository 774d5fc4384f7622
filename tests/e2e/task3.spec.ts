import { expect, openTab, test } from './app'

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 3')
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('UDP server up and listening')
})

test('the connected client sends and receives; the server prints the bytes', async ({ page }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText(
    "message from client: b'Helllo UDP Server'"
  )
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
    'Message from server: Hello UDP Client'
  )
})

test('the same without connect() stands beside it', async ({ page }) => {
  await page.getByRole('button', { name: /^Exchange without connect/ }).click()
  await expect(page.getByRole('log', { name: 'Unconnected socket log' })).toContainText(
    'Message from server: Hello UDP Client'
  )
})

const trials = [
  { row: /stranger.*datagram/i, connected: /filtered/i, unconnected: /delivered/i },
  { row: /dead port/i, connected: /refused/i, unconnected: /silence/i },
  { row: /second address/i, connected: /not sent/i, unconnected: /delivered/i },
  { row: /connect\(\) alone/i, connected: /nothing on the wire/i, unconnected: /nothing on the wire/i }
]

for (const { row, connected, unconnected } of trials) {
  test(`trial: ${row.source}`, async ({ page }) => {
    for (const [column, verdict] of [
      [/, connected$/, connected],
      [/, unconnected$/, unconnected]
    ] as const) {
      const cell = page.getByRole('cell').filter({
        has: page.getByRole('button', { name: row }).and(page.getByRole('button', { name: column }))
      })
      await cell.getByRole('button').first().click()
      await expect(cell).toContainText(verdict)
    }
  })
}
