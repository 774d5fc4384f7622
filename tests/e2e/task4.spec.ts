import { inOneOfThreeTries } from '../tries'
import { expect, openTab, startServer, test } from './app'
import { ledgerOfRun, runAnew, runPreset } from './ledger'

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 4')
})

test('part 1: one number goes there and comes back', async ({ page }) => {
  await startServer(page)
  await page.getByRole('spinbutton', { name: 'Number' }).fill('99')
  await page.getByRole('button', { name: 'Send number' }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('Number from client: 99')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
    'Message from server: Hello UDP Client'
  )
})

test('part 2: all eight come back', async ({ page }) => {
  await runPreset(page, 'Eight numbers')
  const result = page.getByRole('region', { name: 'Result' })
  await expect(result).toContainText('8 of 8 numbers came back')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Number from server: 8')
  await expect(page.getByRole('img', { name: /Delivery by number/ })).toBeVisible()
})

test('parts 3 and 4: Loss loses, No loss does not @alone', async ({ page }) => {
  test.setTimeout(120_000)
  const result = page.getByRole('region', { name: 'Result' })
  await inOneOfThreeTries(
    () => runAnew(page, 20_000, 'Loss'),
    ({ lostRequests }) => lostRequests > 0
  )
  await expect(result).toContainText('The first number that did not come back')
  await inOneOfThreeTries(
    () => runAnew(page, 20_000, 'No loss'),
    ({ returned }) => returned === 20_000
  )
  await expect(result).toContainText('20,000 of 20,000 numbers came back')
  await expect(result).toContainText('Nothing was lost')
})

test('an experiment beyond the exercise fills the fields, runs, and sets the kernel beside the ledger', async ({
  page
}) => {
  await page.getByRole('combobox', { name: 'Experiment' }).selectOption({ label: 'All sent before reading' })
  await page.getByRole('button', { name: 'Fill the fields' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('numbers came back')
  await expect(page.getByRole('spinbutton', { name: 'Server receive buffer' })).toHaveValue('4000000')
  await page.getByRole('button', { name: /The kernel (agrees|cannot tell)/ }).click()
  await expect(page.getByRole('region', { name: 'The kernel as a witness' })).toContainText('The kernel')
})

test('the emulated queue says what it is, and numbers are padded to the payload size', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Emulated queue' }).check()
  await page.getByRole('spinbutton', { name: 'Count' }).fill('3')
  await page.getByRole('spinbutton', { name: 'Payload size' }).fill('100')
  await page.getByRole('spinbutton', { name: 'Server receive buffer' }).fill('500')
  await page.getByRole('spinbutton', { name: 'Service time' }).fill('20000')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: /The kernel (agrees|cannot tell)/ }).click()
  const witness = page.getByRole('region', { name: 'The kernel as a witness' })
  await expect(witness).toContainText('queue is emulated: it counts payload bytes alone, 500 in all')
  const server = page.getByRole('log', { name: 'Server log' })
  await expect(server).toContainText('emulated: a queue of 500 payload bytes')
  await expect(server).toContainText('Number from client: 1   [padded to 100 bytes]')
})

test('a run can be cancelled, and what it measured stays', async ({ page }) => {
  await page.getByRole('spinbutton', { name: 'Count' }).fill('100000')
  await page.getByRole('spinbutton', { name: 'Rate' }).fill('1000')
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(/Number from server: \d/)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(/numbers came back/)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
})

test('a count that is none is refused in words, and nothing is lost', async ({ page }) => {
  const rate = page.getByRole('spinbutton', { name: 'Rate' })
  const count = page.getByRole('spinbutton', { name: 'Count' })
  const run = page.getByRole('button', { name: 'Run', exact: true })
  for (const bad of ['0', '-1', '1000000000', '']) {
    await rate.fill('123')
    await count.fill(bad)
    await run.click()
    await expect(page.getByRole('alert').first(), `count "${bad}"`).toContainText(/1,?000,?000/)
    await expect(rate).toHaveValue('123')
    // What is right takes the message away: each of them is refused for itself.
    await count.fill('8')
    await run.click()
    await expect(page.getByRole('alert'), `after count "${bad}"`).toHaveCount(0)
    await expect(run).toBeEnabled()
  }
})

test('a window reloaded in mid-run shows the same run, and nothing is counted twice', async ({ page }) => {
  await page.getByRole('spinbutton', { name: 'Count' }).fill('3000')
  await page.getByRole('spinbutton', { name: 'Rate' }).fill('1000')
  await page.getByRole('radio', { name: 'Client reads while sending' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(/Number from server: \d{2}/)
  await page.reload()
  await openTab(page, 'Task 4')
  // None is counted twice, and none is missing from the count.
  await ledgerOfRun(page, 3000)
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('of 3,000 numbers came back')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(/Number from server: \d{4}/)
})

test('runs although the server of Task 1 still holds the port of the exercise', async ({ page }) => {
  await openTab(page, 'Task 1')
  await startServer(page)
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
  await expect(page.getByRole('img', { name: /Delivery by number.* 8 returned/ })).toBeVisible()
  await page.getByRole('button', { name: 'Send number' }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('Number from client: 99')
})
