import { expect, openTab, test } from './app'
import { axeFindings } from './axe'
import type { Page } from '@playwright/test'

test.skip(process.platform !== 'linux', 'only Linux tells what waits in a receive queue')

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 4')
})

/** A server that is twice as slow as the client, with a small queue: it loses for certain, and soon. */
async function runWithLoss(page: Page, count = 4000): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Count' }).fill(String(count))
  await page.getByRole('spinbutton', { name: 'Rate' }).fill('5000')
  await page.getByRole('spinbutton', { name: 'Service time' }).fill('400')
  await page.getByRole('spinbutton', { name: 'Server receive buffer' }).fill('30000')
  await page.getByRole('spinbutton', { name: 'Client receive buffer' }).fill('400000')
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

const finished = (page: Page) =>
  expect(page.getByRole('region', { name: 'Result' })).toContainText(
    'The first number that did not come back',
    {
      timeout: 30_000
    }
  )

test('both queues are gauges while the run goes on, and a chart that can be saved', async ({ page }) => {
  await runWithLoss(page, 100_000)
  const server = page.getByRole('meter', { name: 'Server receive queue' })
  await expect(server).toHaveAttribute('aria-valuetext', /of 60,000 B, \d+ %, [1-9][\d,]* dropped/)
  await expect(page.getByRole('meter', { name: 'Client receive queue' })).toHaveAttribute(
    'aria-valuetext',
    /of 800,000 B, \d+ %, [\d,]+ dropped/
  )
  // It would go on for twenty seconds: what was seen so far was seen live.
  await page.getByRole('button', { name: 'Cancel' }).click()
  await finished(page)
  await expect(server).toHaveAttribute('aria-valuenow', '0')
  await page.getByRole('radio', { name: 'Counts' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Queues' })).toBeChecked()
  await expect(
    page.getByRole('img', {
      name: /Receive queues over time: the server's held at most \d+ of 60000 granted bytes and dropped [1-9]\d* datagrams/
    })
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save chart CSV: Receive queues' })).toBeEnabled()
})

test('a missing number says which queue lost it, when, and how full it was', async ({ page }) => {
  await runWithLoss(page, 2000)
  await finished(page)
  const words = page.getByRole('status', { name: 'What became of the number' })
  await page.getByRole('button', { name: 'Next missing' }).click()
  const first = await page.getByRole('spinbutton', { name: 'Ask number' }).inputValue()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(
    `did not come back is ${Number(first).toLocaleString('en-US')}`
  )
  await expect(words).toContainText(/was sent at [\d.]+ m?s and lost at the server's receive queue/)
  await expect(words).toContainText(/the queue held [\d,]+ of 60,000 bytes/)
  await expect(words).toContainText("The kernel's drop counter there")
  await page.getByRole('spinbutton', { name: 'Ask number' }).fill('1')
  await page.keyboard.press('Enter')
  await expect(words).toContainText(/Number 1 was sent at .* and came back at/)
  await expect(page.getByRole('button', { name: 'Previous missing' })).toBeDisabled()
  await page.getByRole('button', { name: 'Close the answer' }).click()
  await expect(words).toBeHidden()
})

test('the delivery is zoomed to single numbers and moved by keyboard alone', async ({ page }) => {
  await page.getByRole('spinbutton', { name: 'Count' }).fill('2000')
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('numbers came back', {
    timeout: 20_000
  })
  const chart = page.getByRole('group', { name: /zoom/ })
  const shows = (range: string) =>
    expect(chart.getByRole('img', { name: new RegExp(`^Delivery by number, ${range}:`) })).toBeVisible()
  await shows('1 to 2000')
  await chart.focus()
  await page.keyboard.press('+')
  await shows('501 to 1500')
  await page.keyboard.press('ArrowRight')
  await shows('626 to 1625')
  await page.keyboard.press('End')
  await shows('1001 to 2000')
  for (let press = 0; press < 10; press++) await page.keyboard.press('+')
  await expect(page.getByRole('button', { name: 'Zoom in' })).toBeDisabled()
  await page.keyboard.press('Home')
  await shows('1 to 20')
  await page.keyboard.press('-')
  await shows('1 to 40')
  await page.keyboard.press('0')
  await shows('1 to 2000')
})

test('the delivery is zoomed by wheel, a drag selects a range, and a click asks a number', async ({
  page
}) => {
  await runWithLoss(page, 2000)
  await finished(page)
  const chart = page.getByRole('group', { name: /zoom/ })
  const { x, y, width, height } = (await chart.boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.wheel(0, -400)
  const name = async (): Promise<string> => (await chart.getByRole('img').getAttribute('aria-label'))!
  const from = async (): Promise<number> => Number(/, (\d+) to/.exec(await name())![1])
  await expect.poll(from).toBeGreaterThan(1)
  const before = await from()
  await page.mouse.down()
  await page.mouse.move(x + width / 2 - 80, y + height / 2, { steps: 4 })
  await page.mouse.up()
  await expect.poll(from).toBeGreaterThan(before)
  await page.getByRole('button', { name: 'Go to the losses' }).click()
  const lost = Number(
    (await page.getByRole('region', { name: 'Result' }).innerText()).match(/First lost\s*(\d+)/)![1]
  )
  await expect.poll(from).toBeLessThanOrEqual(lost)
  await expect(page.getByRole('status', { name: 'What became of the number' })).toBeHidden()
  // The button may have been scrolled into view, and the chart with it.
  const now = (await chart.boundingBox())!
  await page.mouse.click(now.x + now.width / 2, now.y + now.height / 2)
  await expect(page.getByRole('status', { name: 'What became of the number' })).toContainText(
    /^Number [\d,]+ was/
  )
})

test('a window reloaded in mid-run sees the queues from the beginning', async ({ page }) => {
  await runWithLoss(page, 8000)
  const server = page.getByRole('meter', { name: 'Server receive queue' })
  await expect(server).toHaveAttribute('aria-valuetext', /[1-9][\d,]* dropped/)
  await page.reload()
  await openTab(page, 'Task 4')
  await expect(server).toHaveAttribute('aria-valuetext', /[1-9][\d,]* dropped/)
  await finished(page)
  const dropped = /Server drops\s*(\d+)/.exec(
    (await page.getByRole('region', { name: 'Result' }).innerText())!
  )
  await expect(server).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`${Number(dropped![1]).toLocaleString('en-US')} dropped`)
  )
})

test('axe finds nothing in a run with its queues and an answer', async ({ page }) => {
  await runWithLoss(page, 1000)
  await finished(page)
  await page.getByRole('button', { name: 'Next missing' }).click()
  for (const view of ['Queues', 'Counts']) {
    await page.getByRole('radio', { name: view }).check({ force: true })
    expect(await axeFindings(page)).toEqual([])
  }
})
