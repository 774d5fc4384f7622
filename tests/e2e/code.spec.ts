/** A terminal's program: which line did it, what the line does, and what belongs to it in the log and the picture. */
import type { Page } from '@playwright/test'
import { expect, openTab, startServer, test } from './app'
import { axeFindings } from './axe'

const program = (page: Page, name: string) => page.getByRole('region', { name: `Program of ${name}` })
const line = (page: Page, name: string, text: RegExp) =>
  program(page, name).getByRole('listitem').filter({ hasText: text })

async function showCode(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Code of ${name}` }).click()
}

test('the lines that ran are marked as it happens', async ({ page, complaints }) => {
  await showCode(page, 'Server log')
  await showCode(page, 'Client log')
  await expect(line(page, 'Server log', /\.bind\(\(/)).toContainText('bind(), has not run')
  await startServer(page)
  await expect(line(page, 'Server log', /\.bind\(\(/)).toContainText('bind(), ran 1 time')
  await expect(line(page, 'Server log', /UDP server up/)).toHaveAttribute('aria-current', 'true')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(line(page, 'Server log', /\.recvfrom\(/)).toContainText('ran 1 time')
  await expect(line(page, 'Server log', /\.sendto\(/)).toHaveAttribute('aria-current', 'true')
  await expect(line(page, 'Client log', /\.sendto\(/)).toContainText('ran 1 time')
  await expect(line(page, 'Client log', /\.recvfrom\(/)).toContainText('ran 1 time')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(line(page, 'Server log', /\.recvfrom\(/)).toContainText('ran 2 times')
  // The client was run anew.
  await expect(line(page, 'Client log', /\.sendto\(/)).toContainText('ran 1 time')
  await page.getByRole('button', { name: 'Stop server' }).click()
  // The exercise's servers never close their socket: the line that ran last stays marked.
  await expect(line(page, 'Server log', /\.sendto\(/)).toHaveAttribute('aria-current', 'true')
  expect(complaints).toEqual([])
})

test('a line is explained, by keyboard too, with its manual page', async ({ page, complaints }) => {
  await showCode(page, 'Server log')
  const bind = line(page, 'Server log', /\.bind\(/).getByRole('button')
  await bind.click()
  const words = program(page, 'Server log').getByRole('status')
  await expect(words).toContainText('bind(2)')
  await expect(bind).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(words).toContainText('recvfrom(2)')
  await page.getByRole('button', { name: 'Close the explanation' }).click()
  await expect(words).toBeHidden()
  expect(complaints).toEqual([])
})

test('the same program in TypeScript and in C, in colours', async ({ page, complaints }) => {
  await showCode(page, 'Server log')
  await page.getByRole('button', { name: 'Start server' }).click()
  for (const [language, text] of [
    ['TypeScript', /socket\.bind\(20001/],
    ['C', / bind\(fd/],
    ['Python', /\.bind\(\(/]
  ] as const) {
    await program(page, 'Server log')
      .getByRole('radio', { name: language, exact: true })
      .check({ force: true })
    await expect(line(page, 'Server log', text)).toContainText('bind(), ran 1 time')
    const colours = () =>
      program(page, 'Server log')
        .locator('li span[style]')
        .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size)
    await expect.poll(colours).toBeGreaterThan(3)
  }
  expect(complaints).toEqual([])
})

test('a line of the log, the line of code and the datagram belong together', async ({ page }) => {
  await showCode(page, 'Server log')
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const log = page.getByRole('log', { name: 'Server log' })
  await log.getByText(/^client IP address/).hover()
  await expect(line(page, 'Server log', /client IP address/)).toHaveClass(/pointed/)
  await expect(line(page, 'Server log', /\.recvfrom\(/)).toHaveClass(/pointed/)
  await expect(line(page, 'Server log', /message from client/)).not.toHaveClass(/pointed/)
  await expect(page.locator('.arrow.pointed')).toHaveCount(1)
  await line(page, 'Server log', /\.sendto\(/)
    .getByRole('button')
    .click()
  await expect(page.locator('.arrow.pointed')).toHaveCount(1)
  await expect(line(page, 'Server log', /\.sendto\(/)).toHaveClass(/pointed/)
})

test('Task 4 shows the program of the part that runs, and asks for the buffer', async ({ page }) => {
  await openTab(page, 'Task 4')
  await showCode(page, 'Server log')
  await expect(program(page, 'Server log')).toContainText('part2_server.py')
  await page.getByRole('spinbutton', { name: 'Server receive buffer' }).fill('200000')
  await page.getByRole('spinbutton', { name: 'Count' }).fill('8')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(line(page, 'Server log', /\.setsockopt\(/)).toContainText('ran 1 time')
  await expect(line(page, 'Server log', /\.sendto\(/)).toContainText('ran 8 times')
  // The run is over and its server closed: its program is still that of part 4.
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8')
  // The exercise's servers never close their socket: the line that ran last stays marked.
  await expect(line(page, 'Server log', /\.sendto\(/)).toHaveAttribute('aria-current', 'true')
  await expect(program(page, 'Server log')).toContainText('part4_server.py')
})

test('by keyboard, from a line of the log and from a datagram', async ({ page, complaints }) => {
  await showCode(page, 'Server log')
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const log = page.getByRole('log', { name: 'Server log' })
  await expect(log).toContainText('client IP address')
  await log.focus()
  await page.keyboard.press('ArrowUp')
  await expect(line(page, 'Server log', /client IP address/)).toHaveClass(/pointed/)
  await expect(page.locator('.arrow.pointed')).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await expect(line(page, 'Server log', /message from client/)).toHaveClass(/pointed/)
  await page.keyboard.press('ArrowUp')
  await expect(line(page, 'Server log', /\.bind\(/)).toHaveClass(/pointed/)
  await page.keyboard.press('Escape')
  await expect(line(page, 'Server log', /\.bind\(/)).not.toHaveClass(/pointed/)

  await expect(page.locator('.arrow.delivered')).toHaveCount(2)
  await page.getByRole('group', { name: 'Datagrams over time' }).focus()
  await page.keyboard.press('ArrowUp')
  await expect(page.locator('.arrow.current')).toHaveCount(1)
  await expect(line(page, 'Server log', /\.sendto\(/)).toHaveClass(/pointed/)
  await page.keyboard.press('ArrowUp')
  await expect(line(page, 'Server log', /\.recvfrom\(/)).toHaveClass(/pointed/)
  await page.keyboard.press('Tab')
  await expect(page.locator('.arrow.pointed')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('in TypeScript and in C the lines of an exchange run as in Python', async ({ page }) => {
  await showCode(page, 'Server log')
  await showCode(page, 'Client log')
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  for (const language of ['Python', 'TypeScript', 'C']) {
    await program(page, 'Server log')
      .getByRole('radio', { name: language, exact: true })
      .check({ force: true })
    for (const terminal of ['Server log', 'Client log']) {
      for (const call of terminal === 'Server log'
        ? ['bind', 'recvfrom', 'sendto']
        : ['sendto', 'recvfrom']) {
        const made = program(page, terminal).locator(`li[data-call="${call}()"]`)
        await expect(made).toHaveCount(1)
        await expect(made).toContainText('ran 1 time')
      }
    }
  }
})

test('axe finds nothing where programs are shown', async ({ page }) => {
  await showCode(page, 'Server log')
  await showCode(page, 'Client log')
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(line(page, 'Server log', /\.sendto\(/)).toContainText('ran 1 time')
  await line(page, 'Server log', /\.bind\(/)
    .getByRole('button')
    .click()
  expect(await axeFindings(page)).toEqual([])
})
