/** A walkthrough, walked as a student does: by the buttons and fields of its own region and nothing else. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './app'

export const regionOf = (page: Page): Locator => page.getByRole('region', { name: 'Walkthrough' })
export const currentOf = (page: Page): Locator => regionOf(page).locator('[aria-current="step"]')

/** What marks the open step as done. */
const doneMark = (page: Page): Locator => currentOf(page).getByRole('heading').getByText(', done')

/** Uses the open step's button until it is done: on a busy machine a run may lose where it should not, and the step asks for another. */
async function actUntilDone(page: Page, use: (act: Locator) => Promise<void>): Promise<void> {
  const step = currentOf(page)
  const act = step.locator('button.button').first()
  const done = doneMark(page)
  for (let attempt = 0; (await done.count()) === 0 && attempt < 16; attempt++) {
    await use(act)
    await expect(act).toBeEnabled({ timeout: 30_000 })
    await expect(done.or(step.getByText(/run it again/i)).first()).toBeAttached()
  }
}

/** Does what the open step asks for, by its own button or field. */
export async function doStep(page: Page): Promise<void> {
  const step = currentOf(page)
  const radios = step.getByRole('radio')
  const field = step.getByRole('textbox')
  if ((await radios.count()) > 0) await radios.first().check()
  else if ((await field.count()) > 0) await field.fill('0')
  const own = step.getByRole('button', { name: 'Submit answer' })
  if ((await own.count()) > 0) await own.click()
  if ((await own.count()) === 0) await actUntilDone(page, (act) => act.click())
  await expect(step.getByRole('heading')).toContainText(', done')
}

/** Whether the focus is on it, or on something in it. */
const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node.contains(document.activeElement))

/** All steps of the task that is open, by the keyboard alone from its tab on; how many keys were pressed. */
export async function walkByKeys(page: Page, steps: number): Promise<number> {
  const region = regionOf(page)
  const onward = region.getByRole('button', { name: /^Next step$|^Continue to / })
  let pressed = 0
  const press = async (key: string): Promise<void> => {
    pressed += 1
    await page.keyboard.press(key)
  }
  for (let pane = 0; pane < 8 && !(await hasFocus(region)); pane++) await press('Shift+F6')
  for (let at = 1; at <= steps; at++) {
    const form = currentOf(page).getByRole('form')
    if ((await form.count()) > 0) {
      await expect.poll(() => hasFocus(form)).toBe(true)
      await press((await form.getByRole('radio').count()) > 0 ? 'Space' : '7')
      await press('Enter')
    } else {
      await actUntilDone(page, async (act) => {
        await expect(act).toBeFocused()
        await press('Enter')
      })
    }
    await expect(doneMark(page)).toBeAttached()
    await expect(onward).toBeFocused()
    if (at < steps) await press('Enter')
  }
  await expect(region).toContainText(`${steps} of ${steps} done`)
  return pressed
}

/** All steps of the task that is open. */
export async function walk(page: Page, steps: number): Promise<void> {
  const region = regionOf(page)
  await expect(region.getByRole('list', { name: 'Steps' }).getByRole('listitem')).toHaveCount(steps)
  for (let step = 1; step <= steps; step++) {
    await doStep(page)
    if (step < steps) await region.getByRole('button', { name: 'Next step' }).click()
  }
  await expect(region).toContainText(`${steps} of ${steps} done`)
}
