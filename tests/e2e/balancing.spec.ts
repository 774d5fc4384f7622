/** Load balancing in the window: the walkthrough, a pool that is disturbed in mid-run, a kept run, and a client of one's own. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { Locator, Page } from '@playwright/test'
import { balancing } from '../../src/tasks/balancing/index'
import { expect, openTab, test } from './app'
import { currentOf, doStep, regionOf } from './walk'

const resultOf = (page: Page): Locator => page.getByRole('region', { name: 'Result' })
const pictureOf = (page: Page): Locator => page.getByRole('region', { name: 'Pool picture' }).getByRole('img')
const rowOf = (page: Page, server: number): Locator =>
  page.getByRole('region', { name: 'Servers', exact: true }).getByRole('row').nth(server)
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()
const numberIn = (text: string): number => Number(text.replaceAll(',', ''))

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await page.getByRole('spinbutton', { name, exact: true }).fill(value)
}

/** What the result says of all that was sent, which must be accounted for; and how much came back. */
async function balanced(page: Page): Promise<{ sent: number; returned: number }> {
  const result = resultOf(page)
  await expect(result.getByRole('heading')).toContainText('came back', { timeout: 60_000 })
  const parts = /([\d,]+) sent = ([\d,]+) returned \+ ([\d,]+) lost on a hop \+ ([\d,]+) ended/.exec(
    (await result.textContent()) ?? ''
  )
  const [sent = 0, returned = 0, lost = 0, ended = 0] = (parts ?? []).slice(1).map(numberIn)
  expect(sent).toBeGreaterThan(0)
  expect(returned + lost + ended).toBe(sent)
  return { sent, returned }
}

/** What the picture's name says that a server received. */
async function receivedIn(page: Page, server: number): Promise<number> {
  const name = (await pictureOf(page).getAttribute('aria-label')) ?? ''
  return numberIn(new RegExp(`Server ${server}:[a-z ,]* ([\\d,]+) received`).exec(name)?.[1] ?? '0')
}

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Load balancing')
})

test('the walkthrough: each step is done by its button, says figures, and marks the prediction', async ({
  page,
  complaints
}) => {
  test.setTimeout(180_000)
  await openTab(page, 'Load balancing')
  const { steps } = balancing.lesson
  const region = regionOf(page)
  for (const [index, { id, title }] of steps.entries()) {
    await expect(currentOf(page)).toContainText(title)
    await doStep(page)
    if (id !== 'balancing/predict') {
      await expect(currentOf(page)).toContainText(/\d/)
      await balanced(page)
    }
    if (index < steps.length - 1) await region.getByRole('button', { name: 'Next step' }).click()
  }
  await expect(region).toContainText(`${steps.length} of ${steps.length} done`)
  await region.getByRole('button', { name: /^Before the second server ?, done/ }).click()
  await expect(currentOf(page)).toContainText(/Right|Not right/)
  await expect(currentOf(page)).toContainText(/half of the answers came within [\d.,]+ ms/)
  expect(complaints).toEqual([])
})

test('servers are stopped, started and slowed in mid-run, and the picture, the rows and the result say so', async ({
  page
}) => {
  test.setTimeout(90_000)
  await fill(page, { Clients: '16', 'Messages each': '300', 'Rate of each': '50', Wait: '500' })
  await press(page, 'Run')
  await expect.poll(() => receivedIn(page, 1)).toBeGreaterThan(0)
  await press(page, 'Stop server 1')
  await expect(rowOf(page, 1)).toContainText('stopped')
  await expect(pictureOf(page)).toHaveAccessibleName(/Server 1: stopped, [\d,]+ received/)
  const slow = page.getByRole('button', { name: 'Slow server 2' })
  await slow.click()
  await expect(slow).toHaveAttribute('aria-pressed', 'true')
  await expect(rowOf(page, 2)).toContainText('slow')
  // Each of its clients has written to it meanwhile, and waits.
  await expect(pictureOf(page)).toHaveAccessibleName(/Server 2: [\d,]+ received \(\d+ %\), \d+ outstanding/)
  await slow.click()
  await expect(slow).toHaveAttribute('aria-pressed', 'false')
  await press(page, 'Start server 1')
  await expect(rowOf(page, 1)).not.toContainText('stopped')
  const { sent } = await balanced(page)
  expect(sent).toBe(16 * 300)
  const result = resultOf(page)
  await expect(result).toContainText('Failure detected after')
  await expect(result).toContainText('A server stopped after')
  await expect(page.getByRole('button', { name: 'Stop server 1' })).toBeDisabled()
})

test('a kept run says the same again, and its fields are locked', async ({ page }) => {
  await fill(page, { Servers: '3', Clients: '9', 'Messages each': '20' })
  await press(page, 'Run')
  const { sent } = await balanced(page)
  expect(sent).toBe(180)
  const figures = await resultOf(page).textContent()
  // The picture is told of the last datagrams a moment after the result.
  const name = `9 clients, a balancer, 3 servers. ${[1, 2, 3].map((server) => `Server ${server}: 60 received (33 %).`).join(' ')}`
  await expect(pictureOf(page)).toHaveAccessibleName(name)
  await press(page, 'Clear')
  await expect(resultOf(page)).toContainText('No run yet')
  await fill(page, { Clients: '5' })
  await press(page, 'History')
  await page
    .getByRole('dialog', { name: 'History' })
    .getByRole('button', { name: /^Open Load balancing/ })
    .click()
  await expect(resultOf(page)).toHaveText(figures ?? '')
  await expect(pictureOf(page)).toHaveAccessibleName(name)
  await expect(rowOf(page, 3)).toContainText('60')
  const clients = page.getByRole('spinbutton', { name: 'Clients', exact: true })
  await expect(clients).toHaveValue('9')
  await expect(clients).not.toBeEditable()
  await expect(page.getByRole('combobox', { name: 'Algorithm' })).toBeDisabled()
  await press(page, 'Back to live')
  await expect(clients).toHaveValue('5')
  await expect(clients).toBeEditable()
})

test('a pool that stands answers any client at the address that the tab says', async ({ page }) => {
  await press(page, 'Start pool')
  const heading = resultOf(page).getByRole('heading')
  await expect(heading).toContainText('The pool stands at 127.0.0.1:')
  const port = Number(/:(\d+)/.exec((await heading.textContent()) ?? '')?.[1])
  const socket = createSocket('udp4')
  try {
    const answer = once(socket, 'message')
    socket.send('Helllo UDP Server', port, '127.0.0.1')
    const [payload] = (await answer) as [Buffer]
    expect(payload.toString()).toBe('Helllo UDP Server')
    await expect(pictureOf(page)).toHaveAccessibleName(
      /^1 client, a balancer, 4 servers\. Server 1: 1 received/
    )
    await page.getByRole('tab', { name: 'Sessions' }).click()
    const own = page.getByRole('region', { name: 'Sessions' }).getByRole('row').nth(1)
    await expect(own).toContainText(`127.0.0.1:${socket.address().port}`)
    await expect(own).toContainText('Server 1')
  } finally {
    socket.close()
  }
  await press(page, 'Stop pool')
  await expect(page.getByRole('button', { name: 'Start pool' })).toBeVisible()
})

test('behind a shared port the kernel picks: what it cannot do is locked, and why is said @linux', async ({
  page
}) => {
  test.skip(process.platform !== 'linux')
  await page.getByRole('combobox', { name: 'Balancer', exact: true }).selectOption('reuseport')
  await expect(page.getByRole('combobox', { name: 'Algorithm' })).toBeDisabled()
  await expect(page.getByRole('combobox', { name: 'Algorithm' })).toHaveAccessibleDescription(
    /knows no algorithm/
  )
  await expect(page.getByRole('spinbutton', { name: 'Weight of server 1' })).not.toBeEditable()
  await press(page, 'Run')
  const { sent } = await balanced(page)
  expect(sent).toBe(64 * 100)
  await expect(pictureOf(page)).toHaveAccessibleName(/^64 clients, Kernel, 4 servers/)
  await expect(page.getByRole('region', { name: 'Pool picture' })).toContainText(
    'The kernel picks and tells nothing'
  )
})
