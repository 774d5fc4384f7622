/** A student's own programs, run in the window and checked. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, openTab, test as base } from './app'
import { axeFindings } from './axe'
import { answerWithFile } from './chosen-file'

const projectFolder = path.resolve(import.meta.dirname, '../..')
const ours = (name: string): string => path.join(projectFolder, 'resources/python', name)

interface Fixtures {
  /** The student's folder. */
  folder: string
}

const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'udp lab é-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  }
})

const mine = (page: Page): Locator => page.getByRole('region', { name: 'My program', exact: true })
const checks = (page: Page): Locator => page.getByRole('region', { name: 'Checks' })
const screen = (page: Page): Locator => page.getByRole('log', { name: 'My program log' })
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

/** A copy of one of the exercise's programs in the student's folder, chosen. */
async function choose(
  page: Page,
  app: Parameters<typeof answerWithFile>[0],
  { source, folder, name, role }: { source: string; folder: string; name: string; role: string }
): Promise<string> {
  const file = path.join(folder, name)
  copyFileSync(source, file)
  await answerWithFile(app, file)
  await openTab(page, 'Practice')
  await mine(page).getByRole('combobox', { name: 'Program' }).selectOption(role)
  await press(page, 'Choose program')
  await expect(mine(page)).toContainText(name)
  return file
}

/** Programs of this machine whose command holds the name. */
const running = (name: string): string[] =>
  readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .filter((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(name)
      } catch {
        return false
      }
    })

test('a server of one’s own talks to the app, is broken, read about, mended, and passes on save', async ({
  app,
  page,
  folder,
  complaints
}) => {
  test.setTimeout(90_000)
  const source = ours('task1/server.py')
  const file = await choose(page, app, { source, folder, name: 'my server é.py', role: 'task1-server' })
  await press(page, 'Run program')
  await expect(screen(page)).toContainText('UDP server up and listening')
  const sockets = page.getByRole('region', { name: 'Sockets of my program' })
  await expect(sockets).toContainText('127.0.0.1:20001')
  await press(page, 'Send')
  await expect(screen(page)).toContainText('message from client: Helllo UDP Server')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
    'Message from server: Hello UDP Client'
  )

  // The lines that made the calls are lit, and counted.
  await page.getByRole('tab', { name: 'Code', exact: true }).click()
  const code = page.getByRole('list', { name: 'Text of my program' })
  const line = (text: string): Locator => code.getByRole('listitem').filter({ hasText: text })
  await expect(line('.recvfrom(')).toContainText('ran 1 time')
  await expect(line('.sendto(')).toContainText('ran 1 time')
  await press(page, 'Send')
  await expect(line('.sendto(')).toContainText('ran 2 times')

  // So are the lines of both its calls, beside what came and at the arrows, whose lane has the program's name.
  const numberOf = (call: string): number =>
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(call)) + 1
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(`line ${numberOf('.sendto(')}`)
  await page.getByRole('tab', { name: 'Datagrams', exact: true }).click()
  const datagrams = page.getByRole('list', { name: 'Datagrams as a list' }).getByRole('listitem')
  await expect(datagrams).toHaveCount(4)
  const name = 'my server é.py'
  for (const index of [0, 2]) {
    await expect(datagrams.nth(index)).toContainText(`received by line ${numberOf('.recvfrom(')} of ${name}`)
    await expect(datagrams.nth(index + 1)).toContainText(`sent by line ${numberOf('.sendto(')} of ${name}`)
  }
  await expect(page.locator('svg.header').getByText(name)).toBeVisible()
  await page.getByRole('tab', { name: 'Checks', exact: true }).click()

  // Broken and saved while it runs: it runs again, as it is now.
  const right = readFileSync(file, 'utf8')
  writeFileSync(file, right.replace('b"Hello UDP Client"', 'b"Hello UDP client"'))
  await expect(screen(page)).not.toContainText('message from client')
  await expect(screen(page)).toContainText('UDP server up and listening')
  await press(page, 'Send')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
    'Message from server: Hello UDP client'
  )

  await press(page, 'Check')
  const failed = checks(page)
    .getByRole('listitem')
    .filter({ hasText: 'Its answer is the text of the exercise' })
  await expect(failed).toContainText('failed', { timeout: 20_000 })
  await expect(failed).toContainText('byte 11 differs')
  await expect(failed).toContainText('Only upper and lower case')
  await failed.getByRole('button', { name: 'Next hint' }).click()
  await expect(failed).toContainText('Hint 2')
  await expect(page.getByRole('table', { name: 'The first datagram that differs' })).toContainText(
    'Hello UDP client'
  )

  writeFileSync(file, right)
  await expect(checks(page)).toContainText('12 of 12 checks passed', { timeout: 20_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('a client of one’s own is typed to, and ends', async ({ app, page, folder }) => {
  const source = ours('task4/part1_client.py')
  await choose(page, app, { source, folder, name: 'number.py', role: 'task4-part1-client' })
  await press(page, 'Run program')
  await expect(screen(page)).toContainText('Enter a Number:')
  const input = page.getByRole('textbox', { name: /input/i })
  await input.fill('42')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('42')
  await expect(screen(page)).toContainText('Message from server: Hello UDP Client')
  await expect(page.getByRole('region', { name: 'My program’s terminal' })).toContainText(
    'ended with exit code 0'
  )

  // What is known of its lines is there again after a reload.
  const text = readFileSync(source, 'utf8').split('\n')
  const sending = text.findIndex((line) => line.includes('.sendto(')) + 1
  const serverLog = page.getByRole('log', { name: 'Server log' })
  await expect(serverLog).toContainText(`line ${sending}`)
  await page.reload()
  await openTab(page, 'Practice')
  await mine(page).getByRole('combobox', { name: 'Program' }).selectOption('task4-part1-client')
  await expect(serverLog).toContainText(`line ${sending}`)
  await page.getByRole('tab', { name: 'Datagrams', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Datagrams as a list' })).toContainText(
    `sent by line ${sending} of number.py`
  )
})

test('what prints without end is stopped, what does not compile says so, and a fault names who has the port', async ({
  app,
  page,
  folder
}) => {
  const loop = path.join(folder, 'loop.py')
  writeFileSync(loop, 'while True:\n    print("\\x1b[31mhere\\x07")\n')
  await choose(page, app, { source: loop, folder, name: 'copy of loop.py', role: 'task1-server' })
  await press(page, 'Run program')
  const terminal = page.getByRole('region', { name: 'My program’s terminal' })
  await expect(terminal).toContainText('because it printed without end')
  await expect(screen(page)).toContainText('here')

  await expect(screen(page).locator('.ink-1').filter({ hasText: 'here' }).first()).toBeVisible()

  const broken = path.join(folder, 'broken.c')
  writeFileSync(broken, 'int main(void) { return 0\n}\n')
  await answerWithFile(app, broken)
  await press(page, 'Choose program')
  await press(page, 'Run program')
  await expect(terminal).toContainText('does not compile', { timeout: 20_000 })
  await expect(screen(page)).toContainText('error')

  await openTab(page, 'Task 1')
  await press(page, 'Start server')
  await openTab(page, 'Practice')
  await answerWithFile(app, ours('task1/server.py'))
  await press(page, 'Choose program')
  await press(page, 'Check')
  await expect(page.getByRole('alert').first()).toContainText('Port 20001 of 127.0.0.1 is in use', {
    timeout: 20_000
  })
})

test('nothing of a program is left after a kill -9 of the app', async ({ app, page, folder }) => {
  test.skip(process.platform !== 'linux', 'by /proc')
  const stubborn = path.join(folder, 'source.py')
  writeFileSync(
    stubborn,
    [
      'import os, signal, time',
      'signal.signal(signal.SIGTERM, signal.SIG_IGN)',
      'signal.signal(signal.SIGHUP, signal.SIG_IGN)',
      'if os.fork() == 0:',
      '    os.setsid()',
      'print("both here", flush=True)',
      'time.sleep(600)'
    ].join('\n')
  )
  const name = `stubborn-${process.pid}.py`
  await choose(page, app, { source: stubborn, folder, name, role: 'task1-server' })
  await press(page, 'Run program')
  await expect(screen(page)).toContainText('both here')
  expect(running(name).length).toBeGreaterThanOrEqual(2)
  app.process().kill('SIGKILL')
  await expect.poll(() => running(name), { timeout: 15_000 }).toEqual([])
})

test('with what a program runs is shown, and the interpreter can be another one', async ({
  app,
  page,
  folder
}) => {
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
    encoding: 'utf8'
  }).trim()
  const file = await choose(page, app, {
    source: ours('task1/server.py'),
    folder,
    name: 'my server.py',
    role: 'task1-server'
  })
  const details = page.getByRole('region', { name: 'My program’s terminal' }).getByRole('group')
  await details.getByText('How it runs').click()
  await expect(details).toContainText('By the usual program of its ending')
  await press(page, 'Run program')
  const told = details.getByRole('table', { name: 'Command and environment of the last run' })
  await expect(told.getByRole('row', { name: /^Command/ })).toContainText(`${python} `)
  await expect(told.getByRole('row', { name: /^PATH/ })).toContainText(process.env['PATH']!.slice(0, 20))
  await expect(details.getByRole('button', { name: 'Choose interpreter' })).toBeDisabled()
  await page.screenshot({ path: process.env['UDP_LAB_SHOT'] ?? path.join(folder, 'how.png') })
  await press(page, 'Stop program')
  // Its own text may not be run: it is no interpreter.
  await answerWithFile(app, file)
  await press(page, 'Choose interpreter')
  await expect(page.getByRole('alert')).toContainText('"my server.py" is no program: it may not be run.')
  await answerWithFile(app, python)
  await press(page, 'Choose interpreter')
  await expect(details).toContainText(`By ${python}`)
  await press(page, 'Check')
  await expect(checks(page)).toContainText('passed', { timeout: 20_000 })
  await press(page, 'Use the usual one')
  await expect(details).toContainText('By the usual program of its ending')
  expect(await axeFindings(page)).toEqual([])
})

test('axe finds nothing before and after a check', async ({ app, page, folder }) => {
  await openTab(page, 'Practice')
  expect(await axeFindings(page)).toEqual([])
  const source = path.join(projectFolder, 'resources/practice/task1-server-lower-case.py')
  await choose(page, app, { source, folder, name: 'lower.py', role: 'task1-server' })
  await press(page, 'Check')
  await expect(checks(page)).toContainText('passed', { timeout: 20_000 })
  expect(await axeFindings(page)).toEqual([])
})
