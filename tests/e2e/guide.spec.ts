/** The walkthrough in a window with little room, and the ways from pane to pane and from task to task. */
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './app'
import { currentOf, regionOf } from './walk'

async function narrow(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1024, 640))
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1024)
}

test('below 1280 px it is a bar with the step and its button, and opens as a sheet', async ({
  app,
  page
}) => {
  await narrow(app, page)
  const region = regionOf(page)
  await expect(currentOf(page)).toContainText('A server waits')
  expect((await region.boundingBox())!.height).toBeLessThan(60)
  await region.getByRole('button', { name: 'Let the server listen' }).click()
  await expect(currentOf(page).getByRole('heading')).toContainText(', done')
  await region.getByRole('button', { name: 'Next step' }).click()
  await expect(currentOf(page)).toContainText('One client')
  await region.getByRole('button', { name: 'Read the step' }).click()
  await expect(region.getByRole('list', { name: 'Steps' }).getByRole('listitem')).not.toHaveCount(0)
  await expect(currentOf(page).getByRole('heading')).toBeFocused()
  await region.getByRole('button', { name: 'Previous step' }).click()
  await expect(currentOf(page)).toContainText('A server waits')
  await page.keyboard.press('Escape')
  await expect(region.getByRole('list', { name: 'Steps' })).toHaveCount(0)
})

test('the last step leads on to the next task', async ({ page }) => {
  const region = regionOf(page)
  const steps = region.getByRole('list', { name: 'Steps' }).getByRole('listitem')
  await steps.last().getByRole('button').click()
  await region.getByRole('button', { name: 'Continue to Task 2' }).click()
  await expect(page.getByRole('tab', { name: /^Task 2/ })).toHaveAttribute('aria-selected', 'true')
})

test('while it is open one button is filled, and it is the guide’s', async ({ page }) => {
  const filled = (): Promise<string[]> =>
    page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'))
      probe.style.color = 'var(--accent)'
      const accent = getComputedStyle(probe).color
      probe.remove()
      return [...document.querySelectorAll('main button')]
        .filter((button) => getComputedStyle(button).backgroundColor === accent)
        .map((button) => (button.textContent ?? '').replaceAll(/\s+/g, ' ').trim())
    })
  expect(await filled()).toEqual(['Let the server listen'])
  await page.getByRole('button', { name: 'Walkthrough', exact: true }).click()
  expect(await filled()).toEqual(['Start server', 'Send'])
})

test('F6 goes through the panes and comes round, Shift+F6 goes back', async ({ page }) => {
  // The bar, two terminals, the walkthrough and the strip; in the empty picture there is nothing to be on.
  const panes = 5
  const here = (): Promise<number> =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll('[data-pane]')]
      return all.findLastIndex((pane) => pane.contains(document.activeElement))
    })
  const seen: number[] = []
  for (let press = 0; press < panes; press++) {
    await page.keyboard.press('F6')
    seen.push(await here())
  }
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
  expect(seen).not.toContain(-1)
  await page.keyboard.press('F6')
  expect(await here()).toBe(seen[0])
  await page.keyboard.press('Shift+F6')
  expect(await here()).toBe(seen.at(-1))
})
