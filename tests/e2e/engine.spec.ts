import { expect, openTab, test } from './app'

test('the engine of new sockets is shown and can be chosen', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'elsewhere node:dgram is the only engine')
  const engine = (name: string) => page.getByRole('button', { name: `Socket engine: ${name}` })
  await openTab(page, 'Task 4')
  const eight = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Eight numbers' }).click()
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('No run yet')
  }
  await eight()
  await engine('System calls').focus()
  await page.keyboard.press('Enter')
  await expect(engine('node:dgram')).toBeVisible()
  await eight()
  await engine('node:dgram').click()
  await expect(engine('System calls')).toBeVisible()
})
