import type { Page } from '@playwright/test'
import { expect, openTab, test } from './app'
import { axeFindings } from './axe'
import { ledgerOfRun } from './ledger'

const count = 2000

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 4')
})

const picture = (page: Page) => page.getByRole('region', { name: 'Queue', exact: true })
const slider = (page: Page) => picture(page).getByRole('slider', { name: 'Moment of the run' })

/** A server that is twice as slow as the client, with a small queue: it loses for certain, and soon. */
async function runWithLoss(page: Page): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Count' }).fill(String(count))
  await page.getByRole('spinbutton', { name: 'Rate' }).fill('5000')
  await page.getByRole('spinbutton', { name: 'Service time' }).fill('400')
  await page.getByRole('spinbutton', { name: 'Server receive buffer' }).fill('30000')
  await page.getByRole('spinbutton', { name: 'Client receive buffer' }).fill('400000')
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

/** The two sums that the picture states, read from its text; each must add up. */
async function sumsOf(page: Page) {
  const text = (await picture(page).locator('.readout').textContent())!.replaceAll(',', '')
  const figure = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? `no ${pattern} in ${text}`)
  const server = /Server: .*? lost/.exec(text)![0]
  const client = /Client: .*? lost/.exec(text)![0]
  const of = (sum: string, word: string): number =>
    Number(new RegExp(`(\\d+) ${word}`).exec(sum)?.[1] ?? (word === 'in service' ? 0 : NaN))
  const sent = of(server, 'sent')
  const [served, lostRequests] = [of(server, 'served'), of(server, 'lost')]
  expect(sent).toBe(of(server, 'waiting') + of(server, 'in service') + served + lostRequests)
  const [replied, returned, lostReplies] = [of(client, 'replied'), of(client, 'returned'), of(client, 'lost')]
  expect(replied).toBe(of(client, 'waiting') + returned + lostReplies)
  expect(replied).toBe(served)
  return { sent, served, replied, returned, lostRequests, lostReplies, atMs: figure(/([\d.]+) m?s after/) }
}

test('a run is a film that ends as the ledger says, and whose every moment adds up', async ({ page }) => {
  await expect(picture(page)).toBeVisible()
  await runWithLoss(page)
  const ledger = await ledgerOfRun(page, count)
  await slider(page).focus()
  const { atMs, ...sums } = await sumsOf(page)
  expect(atMs).toBeGreaterThan(0)
  expect(ledger).toMatchObject(sums)
  await page.keyboard.press('Home')
  await expect(slider(page)).toHaveAttribute(
    'aria-valuetext',
    /^0\.00 ms after the first send\. The client sends/
  )
  expect((await sumsOf(page)).served).toBe(0)
  let before = 0
  for (let press = 0; press < 20; press++) {
    await page.keyboard.press('PageUp')
    const { sent } = await sumsOf(page)
    expect(sent).toBeGreaterThanOrEqual(before)
    before = sent
  }
  expect(before).toBeGreaterThan(0)
  await page.keyboard.press('ArrowLeft')
  expect((await sumsOf(page)).sent).toBeLessThanOrEqual(before)
})

test('a kept run, opened from the history, has its film too, and ends as its ledger says', async ({
  page,
  complaints
}) => {
  await runWithLoss(page)
  const live = await ledgerOfRun(page, count)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('No run yet')
  await expect(slider(page)).toBeHidden()
  await page.getByRole('button', { name: 'History', exact: true }).click()
  await page.getByRole('button', { name: /^Open Task 4/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'not live' })).toBeVisible()
  const kept = await ledgerOfRun(page, count)
  expect(kept).toEqual(live)

  await slider(page).focus()
  await page.keyboard.press('End')
  const { atMs: endMs, ...end } = await sumsOf(page)
  expect(kept).toMatchObject(end)
  await page.keyboard.press('Home')
  const start = await sumsOf(page)
  expect(start).toMatchObject({ served: 0, returned: 0, lostRequests: 0, lostReplies: 0 })
  // Some of it, by hand: each moment adds up, and none is behind the one before.
  let before = start
  for (let press = 0; press < 5; press++) {
    await page.keyboard.press('PageUp')
    const now = await sumsOf(page)
    for (const name of ['sent', 'served', 'returned', 'lostRequests', 'atMs'] as const)
      expect(now[name]).toBeGreaterThanOrEqual(before[name])
    before = now
  }
  expect(before.atMs).toBeLessThan(endMs)
  expect(before.sent).toBeGreaterThan(0)
  // To the end once more, and nothing was counted twice on the way.
  await page.keyboard.press('End')
  expect(await sumsOf(page)).toEqual({ atMs: endMs, ...end })
  await picture(page).getByRole('button', { name: 'Go to the first loss' }).click()
  expect((await sumsOf(page)).lostRequests).toBeGreaterThanOrEqual(1)
  expect(complaints).toEqual([])
})

test('goes to the first loss, and terminal and chart are at that moment too', async ({ page }) => {
  await runWithLoss(page)
  await ledgerOfRun(page, count)
  const result = await page.getByRole('region', { name: 'Result' }).textContent()
  const firstLost = Number(/did not come back is ([\d,]+)/.exec(result!)![1]!.replaceAll(',', ''))
  await picture(page).getByRole('button', { name: 'Go to the first loss' }).click()
  await expect(picture(page).locator('.readout')).toContainText(
    `The client sends number ${firstLost.toLocaleString('en-US')}. The server’s queue is full: the number is dropped.`
  )
  expect((await sumsOf(page)).lostRequests).toBeGreaterThanOrEqual(1)
  await expect(picture(page).getByRole('status')).toContainText('is dropped')
  // A 1 px line: it is in the chart of numbers too, and right of it is what comes later.
  await expect(page.locator('.panel', { hasText: 'Delivery by number' }).locator('.cursor')).toHaveCount(1)
  // On a busy machine the server has served nothing yet by then: to its next event, and on.
  await slider(page).focus()
  let { served } = await sumsOf(page)
  for (let press = 0; press < 1000 && served === 0; press++) {
    await page.keyboard.press('ArrowRight')
    served = (await sumsOf(page)).served
  }
  expect(served).toBeGreaterThan(0)
  // What the server had printed by then is among the rows that are drawn: without following, those of the end are.
  await expect(
    page.getByRole('log', { name: 'Server log' }).getByText(`Number from client: ${served}`, { exact: true })
  ).toBeVisible()
})

test('plays to its end, and stops where one takes hold of it', async ({ page }) => {
  await runWithLoss(page)
  await ledgerOfRun(page, count)
  await picture(page).getByRole('combobox', { name: 'Speed' }).selectOption({ label: 'real time' })
  await picture(page).getByRole('button', { name: 'Play' }).click()
  await expect(picture(page).getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(picture(page).getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 10_000 })
  expect((await sumsOf(page)).sent).toBe(count)
  await picture(page).getByRole('combobox', { name: 'Speed' }).selectOption({ label: '1,000 × slower' })
  await picture(page).getByRole('button', { name: 'Play' }).click()
  await slider(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(picture(page).getByRole('button', { name: 'Play' })).toBeVisible()
})

test('what the student says on the picture is what the field says, and stands beside what was seen', async ({
  page
}) => {
  await page.getByRole('spinbutton', { name: 'Count' }).fill(String(count))
  const rail = picture(page).getByRole('slider', { name: 'My prediction on the picture' })
  await rail.fill('700')
  await expect(page.getByRole('spinbutton', { name: 'My prediction' })).toHaveValue('700')
  await expect(rail).toHaveAttribute('aria-valuetext', 'You say: 700 is lost first')
  await runWithLoss(page)
  await ledgerOfRun(page, count)
  await expect(picture(page).locator('.readout')).toContainText(/You said: 700 is lost first\. /)
})

test('without motion it goes in steps', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await runWithLoss(page)
  await ledgerOfRun(page, count)
  await picture(page).getByRole('button', { name: 'Play' }).click()
  const seen = new Set<string>()
  await expect
    .poll(async () => seen.add(await slider(page).inputValue()).size, { intervals: [200] })
    .toBeGreaterThanOrEqual(3)
  // Each step is a fortieth of the run: three of them are a long way, which no smooth playing would leap over.
  const places = [...seen].map(Number).sort((a, b) => a - b)
  expect(places[2]! - places[1]!).toBeGreaterThanOrEqual(2000)
})

test('axe finds nothing in the picture', async ({ page }) => {
  await runWithLoss(page)
  await ledgerOfRun(page, count)
  await picture(page).getByRole('button', { name: 'Go to the first loss' }).click()
  expect(await axeFindings(page)).toEqual([])
})
