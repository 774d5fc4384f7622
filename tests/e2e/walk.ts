/** A walkthrough, walked as a student does: by the buttons and fields of its own region and nothing else. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './app'

export const regionOf = (page: Page): Locator => page.getByRole('region', { name: 'Walkthrough' })
export const currentOf = (page: Page): Locator => regionOf(page).locator('[aria-current="step"]')

/** Does what the open step asks for, by its own button or field. */
export async function doStep(page: Page): Promise<void> {
  const step = currentOf(page)
  const radios = step.getByRole('radio')
  const field = step.getByRole('textbox')
  if ((await radios.count()) > 0) await radios.first().check()
  else if ((await field.count()) > 0) await field.fill('0')
  const own = step.getByRole('button', { name: 'Give my answer' })
  const heading = step.getByRole('heading')
  if ((await own.count()) > 0) await own.click()
  // On a busy machine a run may lose where it should not, and the step asks for another.
  const act = step.locator('button.button').first()
  const done = heading.getByText(', done')
  for (let attempt = 0; (await own.count()) === 0 && (await done.count()) === 0 && attempt < 16; attempt++) {
    await act.click()
    await expect(act).toBeEnabled({ timeout: 30_000 })
    await expect(done.or(step.getByText(/run it again/i)).first()).toBeAttached()
  }
  await expect(heading).toContainText(', done')
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
