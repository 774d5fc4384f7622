/** What the specs of the report do in its tab. */
import { readFileSync } from 'node:fs'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect } from './app'

/** The dialog is the system's own: here it answers at once. */
export async function savesTo(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
}

/** Presses one of the report's save buttons; the bytes that it wrote. */
export async function save(
  app: ElectronApplication,
  page: Page,
  button: string,
  file: string
): Promise<Buffer> {
  await savesTo(app, file)
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByText(`Saved ${file}`)).toBeVisible({ timeout: 15_000 })
  return readFileSync(file)
}

/** What main answers for an address of ours. */
export const answerOf = (app: ElectronApplication, url: string, method = 'GET') =>
  app.evaluate(
    async ({ session }, [url, method]) => {
      const answer = await session.defaultSession.fetch(url, { method })
      const csp = answer.headers.get('content-security-policy')
      return { status: answer.status, csp, text: await answer.text() }
    },
    [url, method] as const
  )
