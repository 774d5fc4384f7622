/** A student's own program in a terminal of a task, in place of the app's own endpoint. */
import { expect, startServer, test } from './app'
import { axeFindings } from './axe'
import { answerWithFile, rightServer } from './chosen-file'
import { answerQuestions, buttonsOf, dropFile, logOf, questionsOf, terminalOf } from './student-pane'

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
