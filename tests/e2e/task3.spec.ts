import { expect, openTab, startServer, test } from './app'

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 3')
  await startServer(page)
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
  // The tests' engine is the system's own calls, and Linux sends where it is told: udp(7).
  { row: /second address/i, connected: /delivered/i, unconnected: /delivered/i },
  { row: /connect\(\) alone/i, connected: /nothing on the wire/i, unconnected: /nothing on the wire/i },
  { row: /waiting datagram/i, connected: /delivered/i, unconnected: /delivered/i },
  { row: /a disconnect/i, connected: /delivered/i, unconnected: /delivered/i }
]

test('each trial is told by what the sockets saw', async ({ page }) => {
  for (const { row, connected, unconnected } of trials) {
    for (const [column, verdict] of [
      [/, connected$/, connected],
      [/, unconnected$/, unconnected]
    ] as const) {
      const cell = page.getByRole('cell').filter({
        has: page.getByRole('button', { name: row }).and(page.getByRole('button', { name: column }))
      })
      await cell.getByRole('button').first().click()
      await expect(cell, `${row.source}${column.source}`).toContainText(verdict)
    }
  }
})
