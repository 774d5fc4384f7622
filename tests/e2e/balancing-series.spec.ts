/** Load balancing in the window: every balancer before one trace, a sweep, and nginx, which never outlives the app. */
import { findNginx } from '../../src/tasks/balancing/lab/nginx/find-nginx'
import { contestants } from '../../src/tasks/balancing/model/comparison'
import { balancingDefaults } from '../../src/tasks/balancing/model/parameters'
import { ourNginx } from '../our-nginx'
import { expect, openTab, test } from './app'
import { axeFindings } from './axe'

const nginx = await findNginx()

test.beforeEach(async ({ page }) => {
  await openTab(page, 'Load balancing')
  await page.getByRole('spinbutton', { name: 'Clients', exact: true }).fill('8')
  await page.getByRole('spinbutton', { name: 'Messages each', exact: true }).fill('10')
})

test('one trace before every balancer is one table, and a sweep has a row for each value', async ({
  page
}) => {
  test.setTimeout(120_000)
  await page.getByRole('tab', { name: 'Compare', exact: true }).click()
  await page.getByRole('button', { name: 'Compare all' }).click()
  const table = page.getByRole('table', { name: 'Every balancer' })
  await expect(table.getByRole('row')).toHaveCount(contestants(balancingDefaults).length + 1, {
    timeout: 60_000
  })
  await expect(table.getByRole('row', { name: /^Maglev per session/ })).toContainText('%')
  await expect(page.getByText('The same 80 datagrams')).toBeVisible()

  await page.getByRole('tab', { name: 'Sweep', exact: true }).click()
  await page.getByRole('textbox', { name: 'Values' }).fill('1, 17')
  await page.getByRole('button', { name: 'Run sweep' }).click()
  await expect(page.getByRole('alert')).toContainText('from 1 to 16, not 17')
  await page.getByRole('textbox', { name: 'Values' }).fill('2, 1')
  await page.getByRole('button', { name: 'Run sweep' }).click()
  const values = page.getByRole('table', { name: 'Sweep values' })
  await expect(values.getByRole('row')).toHaveCount(3, { timeout: 30_000 })
  await expect(page.getByRole('img', { name: /^Waiting by value.* 1: half within/ })).toBeVisible()
})

test('two kept runs stand beside each other, with their shares, waits and a row each', async ({ page }) => {
  const result = page.getByRole('region', { name: 'Result' }).getByRole('heading')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result).toContainText('80 datagrams came back: 4 servers')
  await page.getByRole('button', { name: 'Remove server' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result).toContainText('80 datagrams came back: 3 servers')
  await page.getByRole('button', { name: 'History', exact: true }).click()
  const boxes = page.getByRole('checkbox', { name: /^Compare Load balancing/ })
  await expect(boxes).toHaveCount(2)
  for (const box of await boxes.all()) await box.check()
  await page.getByRole('button', { name: 'Compare 2 runs' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare runs' })
  await expect(dialog.getByRole('table', { name: 'Runs' }).getByRole('row')).toHaveCount(3)
  await expect(dialog.getByRole('img', { name: /A: Server 1 25\.0 %.* B: .*Server 4 none/ })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})

test.describe(nginx.ok ? 'nginx' : 'nginx (skipped: none with a stream module is installed)', () => {
  test.skip(!nginx.ok || process.platform !== 'linux')

  test('takes the place of the balancer, and its run is told as one of nginx', async ({ page }) => {
    await page.getByRole('button', { name: 'Run with nginx' }).click()
    const result = page.getByRole('region', { name: 'Result' })
    await expect(result.getByRole('heading')).toContainText('came back', { timeout: 30_000 })
    await expect(result).toContainText('nginx')
    expect(ourNginx()).toEqual([])
  })

  test('is gone after kill -9 of the app', async ({ page, app }) => {
    await page.getByRole('spinbutton', { name: 'Messages each', exact: true }).fill('10000')
    await page.getByRole('spinbutton', { name: 'Rate of each', exact: true }).fill('50')
    await page.getByRole('button', { name: 'Run with nginx' }).click()
    await expect.poll(() => ourNginx().length).toBe(1)
    const gone = new Promise((resolve) => app.process().once('exit', resolve))
    app.process().kill('SIGKILL')
    await gone
    await expect.poll(() => ourNginx()).toEqual([])
  })
})
