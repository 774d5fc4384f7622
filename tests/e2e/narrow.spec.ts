import { expect, openTab, test } from './app'

test('at 900 px each terminal of Task 2 says whose it is, in full', async ({ app, page }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(900, 700))
  await openTab(page, 'Task 2')
  await page.getByRole('button', { name: 'Start server 1' }).click()
  await page.getByRole('button', { name: 'Start server 2' }).click()
  await expect(page.getByRole('log', { name: 'Server 2 log' })).toContainText('up and listening')
  await page.getByRole('button', { name: 'Send to both' }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server 2')
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(900)
  const titles = page.locator('header:has(.light) .title:visible')
  await expect(titles).toHaveCount(3)
  for (const title of await titles.all()) {
    const cut = await title.evaluate((element) => element.scrollWidth > element.clientWidth)
    expect(cut, (await title.textContent()) ?? '').toBe(false)
  }
})
