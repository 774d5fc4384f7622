/** A student's own program in a terminal of a task, in place of the app's own endpoint. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openTab, startServer, test } from './app'
import { axeFindings } from './axe'
import { answerWithFile, rightServer } from './chosen-file'
import { answerQuestions, buttonsOf, dropFile, logOf, questionsOf, terminalOf } from './student-pane'

const ours = (name: string): string => path.resolve(import.meta.dirname, '../../resources/python', name)

/** Picks a file for the pane, and waits until the program prints. */
async function put(
  page: Page,
  app: Parameters<typeof answerWithFile>[0],
  { file, name, prints }: { file: string; name: string; prints: string }
): Promise<void> {
  await answerWithFile(app, ours(file))
  await page.getByRole('button', { name: `Run my program as ${name}`, exact: true }).click()
  await expect(logOf(page, name)).toContainText(prints)
}

test('a server of one’s own has the place of Task 1’s server, answers the app’s client, and gives the place back', async ({
  app,
  page,
  complaints
}) => {
  await startServer(page)
  await answerWithFile(app, rightServer)
  await page.getByRole('button', { name: 'Run my program as server', exact: true }).click()
  const log = logOf(page, 'server')
  await expect(log).toContainText('UDP server up and listening')
  const terminal = terminalOf(page, 'server')
  await expect(terminal).toContainText('The app’s own server was stopped')
  await expect(terminal).toContainText('server.py')
  await expect(terminal).toContainText('127.0.0.1:20001')

  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
    'Message from server: Hello UDP Client'
  )
  await expect(log).toContainText('message from client: Helllo UDP Server')

  // The lines that did it are named where the app's side is shown, and the lane has the name of the program.
  const numberOf = (call: string): number =>
    readFileSync(rightServer, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(call)) + 1
  const sending = numberOf('.sendto(')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(`line ${sending}`)
  const datagrams = page.getByRole('list', { name: 'Datagrams as a list' })
  await expect(datagrams).toContainText(`received by line ${numberOf('.recvfrom(')} of server.py`)
  await expect(datagrams).toContainText(`sent by line ${sending} of server.py`)
  await expect(page.locator('svg.header').getByText('server.py')).toBeVisible()
  await expect(page.locator('svg.header').getByText('Elsewhere')).toHaveCount(0)
  expect(await axeFindings(page)).toEqual([])

  await buttonsOf(page, 'server').getByRole('button', { name: /^Stop/ }).click()
  await expect(terminal).toContainText(/ended (by signal|with exit code)/)
  await expect(log).toContainText('message from client: Helllo UDP Server')
  await buttonsOf(page, 'server')
    .getByRole('button', { name: /^Run again/ })
    .click()
  await expect(terminal).toContainText('runs')
  await expect(log).toContainText('UDP server up and listening')
  await expect(log).not.toContainText('message from client')

  await buttonsOf(page, 'server').getByRole('button', { name: /^Back/ }).click()
  await expect(log).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Run my program as server' })).toBeFocused()
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByRole('button', { name: 'Stop server' })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('a file that is dropped runs after main asked, and not before', async ({ app, page }) => {
  const target = page.getByRole('log', { name: 'Server log' })
  await answerQuestions(app, false)
  await dropFile(page, target, rightServer)
  await expect.poll(() => questionsOf(app)).toHaveLength(1)
  const [question = ''] = await questionsOf(app)
  expect(question).toMatch(/^Run “server\.py” with Python\?\n/)
  expect(question).toContain('resources/python/task1')
  // The key Enter alone says no.
  expect(question).toMatch(/\n0$/)
  await expect(page.getByRole('button', { name: 'Run my program as server' })).toBeEnabled()
  await expect(logOf(page, 'server')).toHaveCount(0)

  await answerQuestions(app, true)
  await dropFile(page, target, rightServer)
  await expect(logOf(page, 'server')).toContainText('UDP server up and listening')
})

test('a file that a page made up is none, and a number that it guessed neither', async ({ app, page }) => {
  await answerQuestions(app, true)
  const target = page.getByRole('log', { name: 'Server log' })
  await target.evaluate((element) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['print("mine")'], 'server.py'))
    element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })
  await expect(page.getByRole('alert')).toContainText('What was dropped is no file of this machine')
  const answers = await page.evaluate(async (file) => {
    const lab = (globalThis as unknown as { lab: Record<string, (input: unknown) => Promise<unknown>> }).lab
    return {
      guessed: await lab['practice.takeForPane']!({ pane: 'task1-server', dropped: 1 }),
      named: await lab['practice.takeForPane']!({ pane: 'task1-server', dropped: file }),
      given: await lab['giveFile']!(file),
      like: await lab['giveFile']!({ path: file, name: 'server.py' })
    }
  }, rightServer)
  for (const answer of Object.values(answers)) expect(answer).toMatchObject({ ok: false })
  expect(await questionsOf(app)).toEqual([])
})

test('a file dropped on Practice is chosen after main asked', async ({ app, page }) => {
  await openTab(page, 'Practice')
  await answerQuestions(app, true)
  await dropFile(page, page.getByRole('log', { name: 'My program log' }), rightServer)
  await expect(page.getByRole('region', { name: 'My program', exact: true })).toContainText('server.py')
  expect((await questionsOf(app))[0]).toMatch(/^Choose “server\.py” as your program, to be run with Python\?/)
  await page.getByRole('button', { name: 'Run program' }).click()
  await expect(page.getByRole('log', { name: 'My program log' })).toContainText('UDP server up and listening')
})

test('Task 2 has both servers of one’s own at once; one of Task 1 on the same port makes room', async ({
  app,
  page
}) => {
  await put(page, app, { file: 'task1/server.py', name: 'server', prints: 'UDP server up and listening' })
  await openTab(page, 'Task 2')
  await put(page, app, { file: 'task2/server1.py', name: 'server 1', prints: 'UDP server 1 up' })
  await expect(terminalOf(page, 'server 1')).toContainText('Stopped, same port: your Task 1, server.')
  await put(page, app, { file: 'task2/server2.py', name: 'server 2', prints: 'UDP server 2 up' })
  await page.getByRole('button', { name: 'Send to both' }).click()
  const client = page.getByRole('log', { name: 'Client log' })
  await expect(client).toContainText('Message from server 1: Hello UDP Client(from server 1)')
  await expect(client).toContainText('Message from server 2: Hello UDP Client(from server 2)')
  await openTab(page, 'Task 1')
  await expect(terminalOf(page, 'server')).toContainText('ended by signal')
})

test('clients of one’s own talk to the app’s servers, and Task 4’s number goes to the server of one’s own', async ({
  app,
  page
}) => {
  await startServer(page)
  await put(page, app, { file: 'task1/client.py', name: 'client', prints: 'Hello UDP Client' })
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText(
    'message from client: Helllo UDP Server'
  )
  await expect(terminalOf(page, 'client')).toContainText('ended with exit code 0')

  await openTab(page, 'Task 4')
  await put(page, app, { file: 'task4/part1_server.py', name: 'server', prints: 'up and listening' })
  await page.getByRole('spinbutton', { name: 'Number', exact: true }).fill('41')
  await page.getByRole('button', { name: 'Send number' }).click()
  await expect(logOf(page, 'server')).toContainText('41')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Hello UDP Client')
})

test('a file that is saved runs again; a fault of its run is told in its pane', async ({
  app,
  page,
  profile
}) => {
  const file = path.join(profile, 'mine.py')
  writeFileSync(file, 'print("first", flush=True)\ninput()\n')
  await answerWithFile(app, file)
  await page.getByRole('button', { name: 'Run my program as client', exact: true }).click()
  await expect(logOf(page, 'client')).toContainText('first')
  writeFileSync(file, 'print("second", flush=True)\n')
  await expect(logOf(page, 'client')).toContainText('second')
  await expect(terminalOf(page, 'client')).toContainText('ended with exit code 0')
  rmSync(file)
  await buttonsOf(page, 'client')
    .getByRole('button', { name: /^Run again/ })
    .click()
  await expect(page.getByRole('alert')).toContainText('There is no file')
  await expect(terminalOf(page, 'client')).toContainText('not started')
  expect(await axeFindings(page)).toEqual([])
})

test('the keyboard alone runs, types to, stops and leaves a program, which a reload of the window finds again', async ({
  app,
  page
}) => {
  await openTab(page, 'Task 4')
  await answerWithFile(app, ours('task4/part1_client.py'))
  await page.getByRole('button', { name: 'Run my program as client', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(logOf(page, 'client')).toContainText('Enter a Number:')
  const buttons = buttonsOf(page, 'client')
  await expect(buttons.getByRole('button', { name: /^Stop/ })).toBeFocused()
  await page.reload()
  await expect(logOf(page, 'client')).toContainText('Enter a Number:')
  await buttons.getByRole('button', { name: /^Stop/ }).focus()
  const input = terminalOf(page, 'client').getByRole('textbox')
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(input).toBeFocused({ timeout: 50 })
  }).toPass()
  await page.keyboard.type('42')
  await page.keyboard.press('Enter')
  await expect(logOf(page, 'client')).toContainText('Enter a Number: 42')
  await buttons.getByRole('button', { name: /^Stop/ }).focus()
  await page.keyboard.press('Enter')
  await expect(terminalOf(page, 'client')).toContainText('ended')
  await expect(buttons.getByRole('button', { name: /^Run again/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Run my program as client', exact: true })).toBeFocused()
})

test('what a program prints is found, copied, saved and shown in its colours, and no control character gets through', async ({
  app,
  page,
  profile,
  complaints
}) => {
  const file = path.join(profile, 'colours.py')
  const lines = [
    'for n in range(300): print("line", n)',
    'print("\\x1b[31mred\\x1b[0m \\x1b[1mbold\\x1b[0m \\x1b[96mcyan\\x1b[0m a\\x07b \\u202ec", flush=True)',
    'input("? ")'
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  await answerWithFile(app, file)
  await page.getByRole('button', { name: 'Run my program as client', exact: true }).click()
  const log = logOf(page, 'client')
  await expect(log).toContainText('ab \\u202ec')
  await expect(log.locator('.ink-1')).toHaveText('red')
  await expect(log.locator('.bold')).toHaveText('bold')
  await expect(log.locator('.ink-14')).toHaveText('cyan')
  const colours = await log.evaluate((element) =>
    ['.ink-1', '.ink-14'].map((name) => getComputedStyle(element.querySelector(name) ?? element).color)
  )
  expect(new Set(colours).size).toBe(2)

  await log.focus()
  await page.keyboard.press('Control+f')
  const terminal = terminalOf(page, 'client')
  await terminal.getByRole('searchbox', { name: 'Find in lines' }).fill('line 77')
  await expect(terminal).toContainText('1 of 1')
  await expect(log.locator('mark')).toHaveText('line 77')
  await page.keyboard.press('Escape')
  await expect(log).toBeFocused()

  const name = 'Log of my program as client'
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: `Copy ${name}` }).click()
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied.split('\n')).toHaveLength(303)
  expect(copied).toContain('line 299\nred bold cyan ab \\u202ec\n? ')

  const saved = path.join(profile, 'saved.txt')
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, saved)
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: `Save ${name}` }).click()
  await expect.poll(() => (existsSync(saved) ? readFileSync(saved, 'utf8') : '')).toBe(copied)
  expect(complaints).toEqual([])
})

test('Clear empties the screen of a program that runs, which keeps running; Task 4 then offers no server of its own first', async ({
  app,
  page
}) => {
  await openTab(page, 'Task 4')
  const start = page.getByRole('button', { name: 'Start server' })
  await expect(start).toHaveClass(/primary/)
  await put(page, app, { file: 'task4/part1_server.py', name: 'server', prints: 'up and listening' })
  await expect(start).not.toHaveClass(/primary/)
  const send = page.getByRole('button', { name: 'Send number' })
  const number = page.getByRole('spinbutton', { name: 'Number', exact: true })
  await number.fill('41')
  await send.click()
  await expect(logOf(page, 'server')).toContainText('Number from client: 41')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(logOf(page, 'server')).not.toContainText('Number from client: 41')
  await expect(terminalOf(page, 'server').getByRole('status').first()).toHaveText('runs')
  await number.fill('43')
  await send.click()
  await expect(logOf(page, 'server')).toContainText('Number from client: 43')
  await page.reload()
  await expect(logOf(page, 'server')).toContainText('Number from client: 43')
  await expect(logOf(page, 'server')).not.toContainText('Number from client: 41')
})

test('the program of Practice makes room for one in a pane that has its port', async ({ app, page }) => {
  await openTab(page, 'Practice')
  await answerWithFile(app, rightServer)
  await page.getByRole('button', { name: 'Choose program', exact: true }).click()
  await page.getByRole('button', { name: 'Run program', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Sockets of my program' })).toContainText('127.0.0.1:20001')
  await openTab(page, 'Task 1')
  await put(page, app, { file: 'task1/server.py', name: 'server', prints: 'up and listening' })
  await expect(terminalOf(page, 'server')).toContainText('Stopped, same port: your program in Practice.')
})

test('a check in Practice first stops the program of a pane that has the port, and says so in both places', async ({
  app,
  page
}) => {
  test.setTimeout(60_000)
  await put(page, app, { file: 'task1/server.py', name: 'server', prints: 'up and listening' })
  await openTab(page, 'Practice')
  await answerWithFile(app, rightServer)
  await page.getByRole('button', { name: 'Choose program', exact: true }).click()
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByText('Stopped, to free its port for the check: your Task 1, server')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('12 of 12 checks passed', {
    timeout: 20_000
  })
  await expect(page.getByRole('alert')).toHaveCount(0)
  await openTab(page, 'Task 1')
  const terminal = terminalOf(page, 'server')
  await expect(terminal).toContainText('ended by signal')
  await expect(terminal).toContainText('Stopped: a check in Practice needed its port.')
  // Run again: of what was stopped before nothing is said any more.
  await buttonsOf(page, 'server')
    .getByRole('button', { name: /^Run again/ })
    .click()
  await expect(logOf(page, 'server')).toContainText('up and listening')
  await expect(terminal).not.toContainText('a check in Practice')
})
