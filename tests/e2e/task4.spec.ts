import { inOneOfThreeTries } from '../tries'
import { expect, openTab, test } from './app'
import { ledgerOfRun, runAnew } from './ledger'

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Task 4')
})

test('part 1: one number goes there and comes back', async ({ page }) => {
  await page.getByRole('button', { name: 'Start server' }).click()
  await page.getByRole('spinbutton', { name: 'Number' }).fill('99')
  await page.getByRole('button', { name: 'Send number' }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('Number from client: 99')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText(
    'Message from server: Hello UDP Client'
  )
})

test('part 2: all eight come back', async ({ page }) => {
  await page.getByRole('button', { name: 'Eight numbers' }).click()
  const result = page.getByRole('region', { name: 'Result' })
  await expect(result).toContainText('8 of 8 numbers came back')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Number from server: 8')
  await expect(page.getByRole('img', { name: /Delivery by number/ })).toBeVisible()
})

test('parts 3 and 4: Loss loses, No loss does not @alone', async ({ page }) => {
  test.setTimeout(120_000)
  const result = page.getByRole('region', { name: 'Result' })
  await inOneOfThreeTries(
    () => runAnew(page, 'Loss', 20_000),
    ({ lostRequests }) => lostRequests > 0
  )
  await expect(result).toContainText('The first number that did not come back')
  await inOneOfThreeTries(
    () => runAnew(page, 'No loss', 20_000),
    ({ returned }) => returned === 20_000
  )
  await expect(result).toContainText('20,000 of 20,000 numbers came back')
  await expect(result).toContainText('Nothing was lost')
})

test('an experiment beyond the exercise fills the fields, runs, and sets the kernel beside the ledger', async ({
  page
}) => {
  await page.getByRole('combobox', { name: 'Experiment' }).selectOption({ label: 'All sent before reading' })
  await page.getByRole('button', { name: 'Run experiment' }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('numbers came back')
  await expect(page.getByRole('spinbutton', { name: 'Server receive buffer' })).toHaveValue('4000000')
  await page.getByRole('button', { name: /The kernel (agrees|cannot tell)/ }).click()
  await expect(page.getByRole('region', { name: 'The kernel as a witness' })).toContainText('The kernel')
})

test('the emulated queue says what it is, and numbers are padded to the payload size', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Emulated Windows queue' }).check()
  await page.getByRole('spinbutton', { name: 'Count' }).fill('3')
  await page.getByRole('spinbutton', { name: 'Payload size' }).fill('100')
  await page.getByRole('spinbutton', { name: 'Server receive buffer' }).fill('500')
  await page.getByRole('spinbutton', { name: 'Service time' }).fill('20000')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: /The kernel (agrees|cannot tell)/ }).click()
  const witness = page.getByRole('region', { name: 'The kernel as a witness' })
  await expect(witness).toContainText('queue is emulated: it charges payload bytes, 500 in all')
  const server = page.getByRole('log', { name: 'Server log' })
  await expect(server).toContainText('emulated: a Windows queue of 500 payload bytes')
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

for (const count of ['0', '-1', '1000000000', '']) {
  test(`a count of "${count}" is refused in words`, async ({ page }) => {
    await page.getByRole('spinbutton', { name: 'Rate' }).fill('123')
    await page.getByRole('spinbutton', { name: 'Count' }).fill(count)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByRole('alert').first()).toContainText(/1,?000,?000/)
    await expect(page.getByRole('spinbutton', { name: 'Rate' })).toHaveValue('123')
  })
}

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
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('UDP server up and listening')
  await openTab(page, 'Task 4')
  await page.getByRole('button', { name: 'Eight numbers' }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
  await expect(page.getByRole('img', { name: /Delivery by number.* 8 returned/ })).toBeVisible()
  await page.getByRole('button', { name: 'Send number' }).click()
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('Number from client: 99')
})
