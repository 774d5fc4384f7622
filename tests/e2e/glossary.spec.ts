import { expect, openTab, test } from './app'
import { axeFindings } from './axe'
import { runPreset } from './ledger'

test('a field and a figure say what they mean, by keyboard', async ({ page, complaints }) => {
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  const result = page.getByRole('region', { name: 'Result' })
  await expect(result).toContainText('8 of 8 numbers came back')
  for (const [button, term, source] of [
    ['Lost requests', 'lost request', 'RFC 7680'],
    ['Server buffer', 'receive buffer', 'socket(7)'],
    ['What is “service time”?', 'service time', 'recvfrom(2)']
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: term })).toContainText(source)
    expect(await axeFindings(page), term).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  expect(complaints).toEqual([])
})
