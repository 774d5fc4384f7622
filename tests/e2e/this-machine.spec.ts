/** The dialog "This machine": what `lab doctor` says, in the window. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { engineChecks } from '../../src/shared/machine/engine-check'
import { expect, test } from './app'
import { axeFindings } from './axe'

/** As the user picks it. */
async function openDialog(app: ElectronApplication, page: Page): Promise<Locator> {
  await app.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help')
    help?.submenu?.items.find(({ label }) => label === 'This machine')?.click()
  })
  const dialog = page.getByRole('dialog', { name: 'This machine' })
  await expect(dialog.getByRole('region', { name: 'Facts' })).toHaveAttribute('aria-busy', 'false')
  return dialog
}

test('tells what this machine is, what works on it, and how it counts', async ({ app, page, complaints }) => {
  const dialog = await openDialog(app, page)
  const facts = dialog.getByRole('region', { name: 'Facts' })
  for (const sentence of Object.values(engineChecks)) {
    await expect(facts.getByText(sentence)).toHaveCount(process.platform === 'linux' ? 2 : 1)
  }
  await expect(facts).toContainText(`Node calls it ${process.platform}`)
  await expect(facts).toContainText(/holds [\d,]+ datagrams of 5 bytes/)
  await expect(facts).toContainText(/\(50 sleeps by Atomics\.wait\)/)
  await expect(facts).toContainText(/Node\s*\d+\.\d+/)
  const table = facts.getByRole('table', { name: 'How does your system count?' })
  await expect(table.getByRole('row')).toHaveCount(5)
  await expect(table.getByRole('row').last()).toContainText('1,000')
  await expect(facts).toContainText(/Here (a|every) datagram took/)
  expect(complaints).toEqual([])
})

test('axe finds nothing in This machine, and it fits 1024x640', async ({ app, page }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640))
  const dialog = await openDialog(app, page)
  expect(await axeFindings(page)).toEqual([])
  const box = await dialog.boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(640)
  const wide = (element: Element): number => element.scrollWidth - element.clientWidth
  expect(await dialog.getByRole('region', { name: 'Facts' }).evaluate(wide)).toBeLessThanOrEqual(0)
  await expect(dialog.getByRole('button', { name: 'Measure again' })).toBeInViewport()
})

test('is read, measured again and closed by keyboard alone', async ({ app, page }) => {
  const dialog = await openDialog(app, page)
  const facts = dialog.getByRole('region', { name: 'Facts' })
  await expect(facts).toContainText('Engine node:dgram')
  await facts.focus()
  await page.keyboard.press('End')
  await expect(facts.getByRole('table')).toBeInViewport()
  await page.keyboard.press('Tab')
  const again = dialog.getByRole('button', { name: 'Measure again' })
  await expect(again).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(facts).toHaveAttribute('aria-busy', 'true')
  await expect(facts).toHaveAttribute('aria-busy', 'false')
  await expect(again).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})
