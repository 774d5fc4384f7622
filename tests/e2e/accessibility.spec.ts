import { tasks } from '../../src/tasks/registry'
import { expect, openTab, test } from './app'
import { axeFindings } from './axe'

const tabs = [...tasks.map(({ name }) => name), 'Report']

test('axe finds nothing in any tab', async ({ page }) => {
  for (const tab of tabs) {
    await openTab(page, tab)
    expect(await axeFindings(page), tab).toEqual([])
  }
})

test('Task 1 is done by keyboard alone', async ({ page }) => {
  await page.getByRole('tab', { name: /^Task 1/ }).focus()
  await reach(page, 'Start server')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('UDP server up and listening')
  await reach(page, 'Send')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
})

test('tabs are changed by arrow keys', async ({ page }) => {
  await page.getByRole('tab', { name: /^Task 1/ }).focus()
  for (const { name } of tasks.slice(1)) {
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name: new RegExp(`^${name}`) })).toBeFocused()
    await expect(page.getByRole('tab', { name: new RegExp(`^${name}`) })).toHaveAttribute(
      'aria-selected',
      'true'
    )
  }
})

/** Presses Tab until the button of that name has the focus; never is a failure. */
async function reach(page: Parameters<typeof openTab>[0], name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  for (let press = 0; press < 40; press++) {
    if (await button.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(button).toBeFocused()
}
