/** axe on the page as it stands, in both appearances. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { restOf } from './app'

interface Finding {
  colorScheme: string
  id: string
  /** The elements' HTML. */
  nodes: string[]
}

/** To read its million characters again takes a page longer than any rule: once for each page is enough. */
async function sourceFor(page: Page): Promise<{ axeSource?: string }> {
  return (await page.evaluate(() => 'axe' in globalThis)) ? { axeSource: 'undefined' } : {}
}

/** @param exclude what is left out, as a selector: a frame that runs no scripts, axe's neither */
export async function axeFindings(page: Page, exclude?: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Colours that fade are none of either appearance.
    await restOf(page)
    // In Electron no second page can be opened for axe, which its other mode needs.
    const axe = new AxeBuilder({ page, ...(await sourceFor(page)) }).setLegacyMode(true)
    axe.options({ resultTypes: ['violations'] })
    if (exclude !== undefined) axe.exclude(exclude)
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations) {
      findings.push({ colorScheme, id, nodes: nodes.map(({ html }) => html) })
    }
  }
  return findings
}
