/** The ledger that the window shows of a run of Task 4, and what must hold in it however busy the machine is. */
import type { Page } from '@playwright/test'
import { expect } from './app'

const labels = {
  sent: 'Sent',
  served: 'Served',
  replied: 'Replied',
  returned: 'Returned',
  lostRequests: 'Lost requests',
  lostReplies: 'Lost replies',
  duplicated: 'Duplicated'
} as const

/** In datagrams. */
export type ShownLedger = Record<keyof typeof labels, number>

/** Reads the figures in the text of the region Result, and asserts that none of `sent` numbers is unaccounted for. */
export function balancedLedger(text: string, sent: number): ShownLedger {
  const figure = (label: string): number =>
    Number(new RegExp(`\\b${label}\\s*(\\d+)`).exec(text)?.[1] ?? `no figure ${label}`)
  const ledger = Object.fromEntries(
    Object.entries(labels).map(([name, label]) => [name, figure(label)])
  ) as ShownLedger
  const { served, replied, returned, lostRequests, lostReplies } = ledger
  expect(ledger).toMatchObject({ sent, duplicated: 0 })
  expect(served + lostRequests).toBe(sent)
  expect(replied).toBe(served)
  expect(returned + lostReplies).toBe(replied)
  return ledger
}

/** The run of `sent` numbers that is on or was the last: its ledger once it is over, which the kernel must confirm where it can. */
export async function ledgerOfRun(page: Page, sent: number): Promise<ShownLedger> {
  const result = page.getByRole('region', { name: 'Result' })
  await expect(result).toContainText('numbers came back', { timeout: 30_000 })
  const confirmed = process.platform === 'linux' ? 'The kernel agrees' : /The kernel (agrees|cannot tell)/
  await expect(result.getByRole('button', { name: confirmed })).toBeVisible()
  return balancedLedger((await result.textContent())!, sent)
}

/** A preset fills the fields; what runs them is one button, which is disabled until the machine has been measured. */
export async function runPreset(page: Page, preset: string): Promise<void> {
  await page.getByRole('button', { name: preset, exact: true }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

/** Empties the tab, so that no earlier run is taken for the next one, and runs what the fields say, or a preset. */
export async function runAnew(page: Page, sent: number, preset?: string): Promise<ShownLedger> {
  const result = page.getByRole('region', { name: 'Result' })
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(result).toContainText('No run yet')
  if (preset !== undefined) await runPreset(page, preset)
  else await page.getByRole('button', { name: 'Run', exact: true }).click()
  return ledgerOfRun(page, sent)
}
