import { AxeBuilder } from '@axe-core/playwright'
import { _electron, type Page } from '@playwright/test'
import path from 'node:path'
import { tasks } from '../../src/tasks/registry'
import { electronWords, expect, openTab, test } from './app'
import { currentOf, doStep, regionOf, walk } from './walk'

for (const { name: task, lesson } of tasks) {
  // What comes back in Task 4 depends on whether the server gets the processor in time.
  const tag = task === 'Task 4' ? ' @alone' : ''
  test(`${task} is walked by its walkthrough alone${tag}`, async ({ page, complaints }) => {
    test.setTimeout(180_000)
    await openTab(page, task)
    await walk(page, lesson.steps.length)
    await expect(page.getByRole('alert')).toHaveCount(0)
    expect(complaints).toEqual([])
  })
}

test('what is done by hand counts, and a step that is not yet done says nothing', async ({ page }) => {
  await expect(regionOf(page)).toContainText('0 of 6 done')
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(regionOf(page)).toContainText('1 of 6 done')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(regionOf(page)).toContainText('2 of 6 done')
})

test('a prediction in the field of Task 4 is the answer to the step that asks for it', async ({ page }) => {
  await openTab(page, 'Task 4')
  await page.getByRole('spinbutton', { name: 'My prediction' }).fill('16156')
  await page.getByRole('button', { name: 'Loss', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('numbers came back', {
    timeout: 30_000
  })
  const step = regionOf(page).getByRole('button', { name: /^Before 20,000 ?, done/ })
  await step.click()
  await expect(currentOf(page)).toContainText('16156')
  await expect(currentOf(page)).toContainText('In your last run')
})

test('a walkthrough goes on where another task has left its server on the port', async ({ page }) => {
  await page.getByRole('button', { name: 'Start server' }).click()
  await expect(regionOf(page)).toContainText('1 of 6 done')
  await openTab(page, 'Task 3')
  await regionOf(page).getByRole('button', { name: 'Let the server listen' }).click()
  await expect(currentOf(page).getByRole('heading')).toContainText(', done')
  await expect(page.getByText('Stopped, to free its port: Server of Task 1')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('the first steps are done by keyboard alone', async ({ page }) => {
  await regionOf(page).getByRole('button', { name: 'Let the server listen' }).focus()
  await page.keyboard.press('Enter')
  await expect(currentOf(page).getByRole('heading')).toContainText(', done')
  await reach(page, 'Next step')
  await page.keyboard.press('Enter')
  await expect(currentOf(page)).toContainText('One client')
  await page.keyboard.press('Shift+Tab')
  await expect(regionOf(page).getByRole('button', { name: 'Previous step' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(currentOf(page)).toContainText('A server waits')
  await currentOf(page).getByRole('button', { name: 'socket' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'socket' })).toContainText('udp(7)')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the model answer comes after the student’s own, with the figures of the runs', async ({ page }) => {
  const region = regionOf(page)
  await page.getByRole('button', { name: 'Start server' }).click()
  for (let run = 0; run < 3; run++) await page.getByRole('button', { name: 'Send', exact: true }).click()
  const server = page.getByRole('log', { name: 'Server log' })
  await expect(server.getByText(/client IP address/)).toHaveCount(3)
  await expect(region).not.toContainText('connectionless')
  const question = region.getByRole('form', { name: /Can the server answer everyone/ })
  await question.getByRole('button', { name: 'Give my answer' }).click()
  await expect(question).toContainText('Say something first')
  await question.getByRole('textbox').fill('Yes, <b>everyone</b>.')
  await question.getByRole('button', { name: 'Give my answer' }).click()
  await expect(region).toContainText('Yes, <b>everyone</b>.')
  await expect(region).toContainText('UDP is connectionless')
  const ports = [...(await server.innerText()).matchAll(/\('127\.0\.0\.1', (\d+)\)/g)].map(
    ([, port]) => port!
  )
  for (const port of ports) await expect(region.getByText(/Your 3 answered clients/)).toContainText(port)
})

test('progress, answers and drafts are there after a restart with the same profile', async ({
  profile,
  app,
  page
}) => {
  await regionOf(page).getByRole('button', { name: 'Let the server listen' }).click()
  await expect(regionOf(page)).toContainText('1 of 6 done')
  await regionOf(page).getByRole('button', { name: 'Next step' }).click()
  const millions = regionOf(page).getByRole('form', { name: /millions/ })
  await millions.getByRole('textbox').fill('With many servers.')
  await millions.getByRole('button', { name: 'Give my answer' }).click()
  await regionOf(page)
    .getByRole('form', { name: /Can the server/ })
    .getByRole('textbox')
    .fill('half a thou')
  await openTab(page, 'Task 2')
  await page.getByRole('button', { name: 'Walkthrough', exact: true }).click()
  await expect(regionOf(page)).toHaveCount(0)
  await app.close()

  const again = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: electronWords(profile),
    cwd: path.resolve(import.meta.dirname, '../..')
  })
  try {
    const later = await again.firstWindow()
    await openTab(later, 'Task 2')
    await expect(later.getByRole('log', { name: 'Client log' })).toBeVisible()
    await expect(regionOf(later)).toHaveCount(0)
    await openTab(later, 'Task 1')
    await expect(regionOf(later)).toContainText('1 of 6 done')
    await expect(currentOf(later)).toContainText('One client')
    await expect(regionOf(later)).toContainText('With many servers.')
    await expect(
      regionOf(later)
        .getByRole('form', { name: /Can the server/ })
        .getByRole('textbox')
    ).toHaveValue('half a thou')
  } finally {
    await again.close()
  }
})

/** Presses Tab until the button of that name has the focus; never is a failure. */
async function reach(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  for (let press = 0; press < 40; press++) {
    if (await button.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(button).toBeFocused()
}

test('the shortcuts are listed, by the button and by the key, but not while typing', async ({ page }) => {
  const dialog = page.getByRole('dialog', { name: 'Shortcuts' })
  await page.getByRole('button', { name: 'Shortcuts' }).click()
  await expect(dialog).toContainText('Ctrl + 1')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Message' }).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue(/\?/)
  await expect(dialog).toHaveCount(0)
  await page.getByRole('tab', { name: /^Task 1/ }).focus()
  await page.keyboard.press('?')
  await expect(dialog).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in steps, answers, terms and shortcuts, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const findings = async (): Promise<unknown> => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    }
    const region = regionOf(page)
    const millions = region.getByRole('form', { name: /millions/ })
    await millions.getByRole('button').click()
    await expect(millions).toContainText('Say something first')
    expect(await findings()).toEqual([])
    await millions.getByRole('textbox').fill('By a balancer.')
    await millions.getByRole('button').click()
    await doStep(page)
    expect(await findings()).toEqual([])
    await currentOf(page).getByRole('button', { name: 'socket' }).click()
    await expect(page.getByRole('dialog', { name: 'socket' })).toBeVisible()
    expect(await findings()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Shortcuts' }).click()
    await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible()
    expect(await findings()).toEqual([])
  })
}
