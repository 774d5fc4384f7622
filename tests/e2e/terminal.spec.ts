/** A terminal's lines are read whole, and what one does with them is behind one button. */
import type { Page } from '@playwright/test'
import { expect, startServer, test } from './app'

const log = (page: Page) => page.getByRole('log', { name: 'Server log' })

/** How far the log's lines reach beyond it, in px. */
const beyond = (page: Page): Promise<number> =>
  log(page).evaluate((list) => list.scrollWidth - list.clientWidth)

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More for Server log' }).click()
  await page.getByRole('menu').getByLabel(name).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
}

/** A message that fits no row. */
const message = 'every word of it '.repeat(12).trim()

test.beforeEach(async ({ page }) => {
  await startServer(page)
  await page.getByRole('textbox', { name: 'Message' }).fill(message)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(log(page)).toContainText(message)
})

test('lines wrap, and no longer when that is switched off', async ({ page }) => {
  expect(await beyond(page)).toBeLessThanOrEqual(0)
  const row = log(page).getByText(message)
  expect((await row.boundingBox())!.height).toBeGreaterThan(20)
  await choose(page, 'Wrap lines in Server log')
  await expect.poll(() => beyond(page)).toBeGreaterThan(100)
  expect((await row.boundingBox())!.height).toBe(20)
})

test('a wrapped line is selected as one line', async ({ page }) => {
  const text = await log(page)
    .getByText(message)
    .evaluate((row) => {
      getSelection()!.selectAllChildren(row)
      return getSelection()!.toString()
    })
  expect(text.trim()).toBe(`message from client: ${message}`)
})

test('the menu finds, and its field has the focus', async ({ page }) => {
  await choose(page, 'Find in Server log')
  await expect(page.getByRole('searchbox', { name: 'Find in lines' })).toBeFocused()
  await page.keyboard.type('client IP')
  await expect(page.getByRole('search').getByRole('status')).toContainText('1 of 1')
})

test('the times of a wide terminal can be hidden', async ({ page, app }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1800, 900))
  const time = log(page).locator('.gutter').first()
  await expect(time).toBeVisible()
  await choose(page, 'Times and sources in Server log')
  await expect(time).toBeHidden()
})

test('a log of thousands of lines of several rows stands still while one reads it', async ({ page }) => {
  await page.getByRole('spinbutton', { name: 'Clients at once' }).fill('60')
  for (let turn = 0; turn < 3; turn++) {
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
  }
  await log(page).press('Home')
  await expect(log(page)).toContainText('up and listening')
  // Upwards from the end, through lines that nobody has looked at: each step moves by what was scrolled.
  await log(page).press('End')
  for (let step = 0; step < 12; step++) {
    const moved = await log(page).evaluate(async (list) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      await frame()
      const rows = [...list.querySelectorAll('.row')]
      const middle = rows[Math.floor(rows.length / 2)]!
      const [text, before] = [middle.textContent, middle.getBoundingClientRect().top]
      const at = rows.filter((row) => row.textContent === text).indexOf(middle)
      list.scrollBy(0, -40)
      await frame()
      await frame()
      const again = [...list.querySelectorAll('.row')].filter((row) => row.textContent === text)[at]
      return again ? again.getBoundingClientRect().top - before : null
    })
    if (moved !== null) expect(Math.abs(moved - 40) % 20).toBeLessThan(1)
  }
})
