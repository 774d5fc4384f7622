/** Every word can be read, at every size, before and after use; and nothing moves when a result comes. */
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, openTab, restOf, test } from './app'
import { type Finding, shiftDuring, unreadable } from './clipped'

const sizes = [
  { width: 1024, height: 640, zoom: 1 },
  { width: 1280, height: 800, zoom: 1 },
  { width: 1440, height: 900, zoom: 1 },
  { width: 1920, height: 1080, zoom: 1 },
  { width: 1280, height: 800, zoom: 2 }
]
type Size = (typeof sizes)[number]

async function resize(app: ElectronApplication, page: Page, { width, height, zoom }: Size): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, to) => {
      const window = BrowserWindow.getAllWindows()[0]!
      window.setContentSize(to.width, to.height)
      window.webContents.setZoomFactor(to.zoom)
    },
    { width, height, zoom }
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / zoom)
  // The page hears of its size in the next frame, and has laid itself out by the one after.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  )
}

const click = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

/** Where there is one column, each of its panes. */
async function eachPane(page: Page, look: (pane: string) => Promise<void>): Promise<void> {
  const panes = page.getByRole('tablist', { name: 'Panes' }).getByRole('tab')
  const names = await panes.allTextContents()
  if (names.length === 0) return look('')
  for (const [index, name] of names.entries()) {
    await panes.nth(index).click()
    await look(name)
  }
}

async function look(app: ElectronApplication, page: Page, state: string): Promise<string[]> {
  const found = new Set<string>()
  for (const size of sizes) {
    await resize(app, page, size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await eachPane(page, async (pane) => {
        await restOf(page)
        const at = `${size.width}${size.zoom === 1 ? '' : ` at ${100 * size.zoom} %`} ${state} ${pane}`.trim()
        const words = ({ kind, where, text }: Finding): string => `${at}: ${kind} ${where}: ${text}`
        for (const finding of await unreadable(page)) found.add(words(finding))
      })
    }
  }
  await resize(app, page, { width: 1280, height: 800, zoom: 1 })
  return [...found]
}

interface Use {
  tab: string
  before: (page: Page) => Promise<void>
  /** The click whose result must not move anything, and what comes of it. */
  act: (page: Page) => Promise<void>
  after?: (page: Page) => Promise<void>
}

const said = (page: Page, log: string, text: string): Promise<void> =>
  expect(page.getByRole('log', { name: log })).toContainText(text)

const uses: Use[] = [
  {
    tab: 'Task 1',
    before: async (page) => {
      await click(page, 'Start server')
      await said(page, 'Server log', 'up and listening')
    },
    act: async (page) => {
      await click(page, 'Send')
      await said(page, 'Client log', 'Message from server')
    },
    // To nobody: the callout and the place of nobody come.
    after: async (page) => {
      await click(page, 'Stop server')
      await page.getByRole('spinbutton', { name: 'Wait' }).fill('50')
      await click(page, 'Send')
      await said(page, 'Client log', 'no answer within 50 ms')
    }
  },
  {
    tab: 'Task 2',
    before: async (page) => {
      for (const server of [1, 2]) {
        await click(page, `Start server ${server}`)
        await said(page, `Server ${server} log`, 'up and listening')
      }
      await page.getByRole('checkbox', { name: /^As in the exercise/ }).check()
    },
    act: async (page) => {
      await click(page, 'Send to both')
      await said(page, 'Client log', 'Message from server 2')
    }
  },
  {
    tab: 'Task 3',
    before: async (page) => {
      await click(page, 'Start server')
      await said(page, 'Server log', 'up and listening')
    },
    act: async (page) => {
      await click(page, 'Send')
      await said(page, 'Client log', 'Message from server')
    },
    after: async (page) => {
      for (const both of await page.getByRole('button', { name: /^Try both/ }).all()) {
        await both.click()
        await expect(both).toBeEnabled()
      }
    }
  },
  {
    tab: 'Task 4',
    before: async (page) => {
      await page.getByRole('spinbutton', { name: 'Count' }).fill('500')
    },
    act: async (page) => {
      await click(page, 'Run')
      await expect(page.getByRole('region', { name: 'Result' })).toContainText(/came back|lost/i)
    }
  },
  {
    tab: 'Load balancing',
    before: async (page) => {
      await page.getByRole('spinbutton', { name: 'Clients', exact: true }).fill('8')
    },
    act: async (page) => {
      await click(page, 'Run')
      await expect(page.getByRole('region', { name: 'Result' })).toContainText('came back')
    }
  },
  {
    tab: 'Report',
    before: async (page) => {
      await page.frameLocator('iframe').locator('h1').waitFor()
    },
    act: async () => undefined
  }
]

for (const { tab, before, act, after } of uses) {
  test(`${tab}: every word can be read, and no result moves what stands`, async ({ app, page }) => {
    test.setTimeout(240_000)
    await openTab(page, tab)
    const empty = await look(app, page, 'empty')
    await before(page)
    const shift = await shiftDuring(page, () => act(page))
    await after?.(page)
    expect([...empty, ...(await look(app, page, 'used'))]).toEqual([])
    expect(shift).toBeLessThanOrEqual(0.05)
  })
}

test('a fault moves nothing that stands', async ({ page }) => {
  for (const [tab, port, start] of [
    ['Task 1', 'Port', 'Start server'],
    ['Task 2', 'Port of server 1', 'Start server 1'],
    ['Task 3', 'Port', 'Start server']
  ] as const) {
    await openTab(page, tab)
    await page.getByRole('spinbutton', { name: port, exact: true }).fill('0')
    const shift = await shiftDuring(page, async () => {
      await click(page, start)
      await expect(page.getByRole('alert')).toContainText('65535')
    })
    expect(shift, tab).toBeLessThanOrEqual(0.05)
  }
})

test('no tab’s words reach into the next one', async ({ app, page }) => {
  const tabs = page.getByRole('tablist', { name: 'Lab' }).getByRole('tab')
  const wide: string[] = []
  for (const width of [1001, 1024, 1100, 1101, 1280]) {
    await resize(app, page, { width, height: 640, zoom: 1 })
    for (const tab of await tabs.all()) {
      await tab.click()
      const beyondPx = await tab.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      if (beyondPx > 0) wide.push(`${width}: ${await tab.innerText()} by ${beyondPx} px`)
    }
  }
  expect(wide).toEqual([])
})
