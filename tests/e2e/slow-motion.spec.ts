/** Slow motion: endpoints that stop before each call, let go by mouse, by keyboard and by Play. */
import type { Page } from '@playwright/test'
import { expect, openTab, test } from './app'
import { axeFindings } from './axe'

const bar = (page: Page) => page.getByRole('region', { name: 'Slow motion' })
const chip = (page: Page, name: string) =>
  bar(page)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${name} `) })
const log = (page: Page, name: string) => page.getByRole('log', { name })
const program = (page: Page, name: string) => page.getByRole('region', { name: `Program of ${name}` })
const line = (page: Page, name: string, text: RegExp) =>
  program(page, name).getByRole('listitem').filter({ hasText: text })

async function slowDown(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Slow motion' }).click()
  await expect(bar(page)).toContainText('stops each program before every call')
}

/** Lets an endpoint make calls, one after the other, each by its own Step. */
async function step(page: Page, name: string, ...calls: string[]): Promise<void> {
  for (const [index, call] of calls.entries()) {
    await expect(chip(page, name)).toContainText(`next ${call}`)
    const lines = index + 1 < calls.length && calls[index + 1] === call ? await marked(page) : null
    await page.getByRole('button', { name: `Step ${name}`, exact: true }).click()
    // The same call once more is another line of the program.
    if (lines !== null) await expect.poll(() => marked(page)).not.toBe(lines)
  }
}

async function marked(page: Page): Promise<string> {
  const lines = page.locator('li.standing')
  return (await lines.evaluateAll((all) => all.map((item) => item.dataset['line']))).join()
}

test('Task 1, call by call', async ({ page, complaints }) => {
  await slowDown(page)
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(line(page, 'Server log', /\.bind\(/)).toContainText('bind(), has not run, next')
  await step(page, 'Server', 'bind()')
  await expect(line(page, 'Server log', /\.bind\(/)).toContainText('bind(), ran 1 time')
  await expect(chip(page, 'Server')).toContainText('next print()')
  await expect(log(page, 'Server log')).not.toContainText('up and listening')
  await step(page, 'Server', 'print()')
  await expect(log(page, 'Server log')).toContainText('UDP server up and listening')
  await step(page, 'Server', 'recvfrom()')
  await expect(chip(page, 'Server')).toContainText('waiting in recvfrom()')
  await expect(line(page, 'Server log', /\.recvfrom\(/)).toContainText('has not run, waiting')

  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await step(page, 'Client 1', 'socket()')
  await expect(chip(page, 'Client 1')).toContainText('next sendto()')
  await expect(page.locator('.arrow')).toHaveCount(0)
  await step(page, 'Client 1', 'sendto()')
  await expect(chip(page, 'Server')).toContainText('next print()')
  await expect(page.locator('.arrow.delivered')).toHaveCount(1)
  await expect(log(page, 'Server log')).not.toContainText('message from client')
  await step(page, 'Client 1', 'recvfrom()')
  await expect(chip(page, 'Client 1')).toContainText('waiting in recvfrom()')
  await step(page, 'Server', 'print()')
  await expect(log(page, 'Server log')).toContainText('message from client')
  await expect(log(page, 'Server log')).not.toContainText('client IP address')
  await step(page, 'Server', 'print()')
  await expect(log(page, 'Server log')).toContainText('client IP address')
  await step(page, 'Server', 'sendto()')
  await step(page, 'Client 1', 'print()')
  await expect(log(page, 'Client log')).toContainText('Message from server: Hello UDP Client')
  await step(page, 'Client 1', 'close()')
  await expect(chip(page, 'Client 1')).toHaveCount(0)
  await page.getByRole('button', { name: 'Slow motion' }).click()
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(log(page, 'Client log').getByText('Message from server')).toHaveCount(2)
  expect(complaints).toEqual([])
})

test('a datagram waits in the kernel while its receiver is held', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'only Linux tells what waits in a receive queue')
  await slowDown(page)
  await page.getByRole('button', { name: 'Start server' }).click()
  await step(page, 'Server', 'bind()', 'print()')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await step(page, 'Client 1', 'socket()', 'sendto()')
  await expect(chip(page, 'Server')).toContainText('B in its receive queue')
  // It is on its way, and not lost, for as long as it waits.
  await expect(page.locator('.arrow.in-flight')).toHaveCount(1)
  await step(page, 'Server', 'recvfrom()')
  await expect(page.locator('.arrow.delivered')).toHaveCount(1)
  await expect(chip(page, 'Server')).not.toContainText('receive queue')
})

test('by keyboard: F7, F9 and F8', async ({ page, complaints }) => {
  await page.keyboard.press('F7')
  await expect(bar(page)).toBeVisible()
  await page.getByRole('button', { name: 'Start server' }).focus()
  await page.keyboard.press('Enter')
  for (const call of ['bind()', 'print()', 'recvfrom()']) {
    await expect(chip(page, 'Server')).toContainText(`next ${call}`)
    await page.keyboard.press('F9')
  }
  await expect(chip(page, 'Server')).toContainText('waiting in recvfrom()')
  await page.getByRole('slider', { name: 'Pause between calls' }).focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', '0.3 s')
  await page.keyboard.press('F8')
  await page.getByRole('textbox', { name: 'Message' }).focus()
  await page.keyboard.press('Enter')
  await expect(log(page, 'Client log')).toContainText('Message from server: Hello UDP Client')
  await expect(chip(page, 'Client 1')).toHaveCount(0)
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await page.keyboard.press('F7')
  await expect(bar(page)).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('Task 2: the student decides whose answer comes first, and the trap bites', async ({ page }) => {
  await openTab(page, 'Task 2')
  await page.getByRole('button', { name: 'Start server 1' }).click()
  await page.getByRole('button', { name: 'Start server 2' }).click()
  await expect(log(page, 'Server 2 log')).toContainText('up and listening')
  await slowDownFromRunning(page)
  await page.getByRole('checkbox', { name: 'As in the exercise' }).check()
  await page.getByRole('button', { name: 'Send to both' }).click()
  await step(page, 'Client 1', 'socket()', 'sendto()', 'sendto()')
  await step(page, 'Server 2', 'print()', 'print()', 'sendto()')
  await step(page, 'Client 1', 'recvfrom()', 'print()')
  await expect(log(page, 'Client log')).toContainText(
    'Message from server 1: Hello UDP Client(from server 2)'
  )
  await expect(chip(page, 'Server 1')).toContainText('next print()')
  await page.getByRole('button', { name: 'Slow motion' }).click()
  await expect(log(page, 'Client log')).toContainText(
    'Message from server 2: Hello UDP Client(from server 1)'
  )
})

async function slowDownFromRunning(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Slow motion' }).click()
  await expect(chip(page, 'Server 1')).toContainText('waiting in recvfrom()')
  await expect(chip(page, 'Server 2')).toContainText('waiting in recvfrom()')
}

test('what is held can be stopped, cleared and found again after a reload', async ({ page }) => {
  await slowDown(page)
  await page.getByRole('button', { name: 'Start server' }).click()
  await step(page, 'Server', 'bind()')
  await expect(chip(page, 'Server')).toContainText('next print()')
  await page.reload()
  await expect(chip(page, 'Server')).toContainText('next print()')
  await expect(log(page, 'Server log')).not.toContainText('up and listening')
  await page.getByRole('button', { name: 'Stop server' }).click()
  await expect(chip(page, 'Server')).toHaveCount(0)
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(chip(page, 'Server')).toContainText('next bind()')
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(chip(page, 'Server')).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Start server' })).toBeEnabled()
})

test('Task 4 holds a single number, and says why no run is held', async ({ page }) => {
  await openTab(page, 'Task 4')
  await slowDown(page)
  await expect(bar(page)).toContainText('A run of 1 to n is not')
  await page.getByRole('button', { name: 'Send number' }).click()
  await step(page, 'Server', 'bind()', 'print()', 'recvfrom()')
  await step(page, 'Client 1', 'socket()', 'sendto()')
  await expect(chip(page, 'Server')).toContainText('next print()')
  await page.getByRole('spinbutton', { name: 'Count' }).fill('300')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('300')
})

test('axe finds nothing in slow motion', async ({ page }) => {
  await slowDown(page)
  await page.getByRole('button', { name: 'Start server' }).click()
  await step(page, 'Server', 'bind()', 'print()', 'recvfrom()')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await step(page, 'Client 1', 'socket()')
  await expect(chip(page, 'Client 1')).toContainText('next sendto()')
  expect(await axeFindings(page)).toEqual([])
})
