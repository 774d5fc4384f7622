// @ts-check
/** What there is to see, how to get there, and what a student does before it. */

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} name */
const click = (page, name) => page.getByRole('button', { name, exact: true }).click()

/** Presses a button that stays pressed, or releases it. @param {Page} page @param {string} name @param {boolean} on */
async function press(page, name, on) {
  const button = page.getByRole('button', { name, exact: true })
  if ((await button.getAttribute('aria-pressed')) !== String(on)) await button.click()
}

/** @param {Page} page @param {string} log @param {string} text */
const said = (page, log, text) => page.getByRole('log', { name: log }).getByText(text).first().waitFor()

/** @param {Page} page @param {RegExp} name */
export const openTab = (page, name) => page.getByRole('tab', { name }).click()

/** @param {string} experiment @returns {(page: Page) => Promise<void>} */
export const inTask4 = (experiment) => async (page) => {
  await openTab(page, /^Task 4/)
  await openTab(page, new RegExp(`^${experiment}$`))
}

/** @param {string} experiment @returns {(page: Page) => Promise<void>} */
const inBalancing = (experiment) => async (page) => {
  await openTab(page, /^Load balancing/)
  await openTab(page, new RegExp(`^${experiment}$`))
}

/** Opens a part of the explanation that is not open yet. @param {Page} page @param {RegExp} name */
async function explain(page, name) {
  const part = page.getByRole('button', { name })
  if ((await part.getAttribute('aria-expanded')) === 'false') await part.click()
}

/** Opens a dialog of the top bar. @param {string} name @returns {(page: Page) => Promise<void>} */
const inDialog = (name) => async (page) => {
  await click(page, name)
  await page.getByRole('dialog', { name }).waitFor()
}

/** @param {Page} page */
const closeDialog = async (page) => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/**
 * @typedef {object} View
 * @property {string} name what the picture shows
 * @property {boolean} empty whether there is something to see before anything ran
 * @property {(page: Page) => Promise<unknown>} open
 * @property {(page: Page) => Promise<unknown>} [leave]
 */

/** @param {Page} page */
const allTabs = (page) => page.getByRole('tablist', { name: 'Lab' }).getByRole('tab')

/**
 * Each tab of the window as it comes up, and the pictures that need more than that.
 *
 * @param {Page} page @returns {Promise<View[]>}
 */
export async function viewsOf(page) {
  const ids = await allTabs(page).evaluateAll((tabs) =>
    tabs.map((tab) => tab.getAttribute('data-value') ?? '')
  )
  const plain = ids.map((name, index) => ({
    name,
    empty: true,
    /** @param {Page} shown */
    open: (shown) => allTabs(shown).nth(index).click()
  }))
  return [...plain.filter(({ name }) => special.every((view) => view.name !== name)), ...special]
}

/** @type {View[]} */
const special = [
  { name: 'task4', empty: true, open: inTask4('One run') },
  {
    name: 'task4-why',
    empty: false,
    /** @param {Page} page */
    open: async (page) => {
      await inTask4('One run')(page)
      await page.getByRole('radio', { name: 'Queues' }).check()
      await explain(page, /^Why/)
    },
    /** @param {Page} page */
    leave: async (page) => {
      await page.getByRole('button', { name: /^Why/ }).click()
      await page.getByRole('radio', { name: 'Counts' }).check()
    }
  },
  {
    name: 'task1-code',
    empty: false,
    /** @param {Page} page */
    open: async (page) => {
      await openTab(page, /^Task 1/)
      await press(page, 'Code of Server log', true)
      await page.getByRole('region', { name: 'Program of Server log' }).waitFor()
    },
    /** @param {Page} page */
    leave: (page) => press(page, 'Code of Server log', false)
  },
  {
    name: 'task1-slow-motion',
    empty: true,
    /** @param {Page} page */
    open: async (page) => {
      await openTab(page, /^Task 1/)
      await click(page, 'Slow motion')
      await page.getByRole('region', { name: 'Slow motion' }).waitFor()
    },
    /** It has opened the programs of both. @param {Page} page */
    leave: async (page) => {
      await click(page, 'Slow motion')
      for (const log of ['Server log', 'Client log']) await press(page, `Code of ${log}`, false)
    }
  },
  { name: 'balancing', empty: true, open: inBalancing('One run') },
  { name: 'balancing-compare', empty: true, open: inBalancing('Compare') },
  { name: 'balancing-sweep', empty: true, open: inBalancing('Sweep') },
  { name: 'history', empty: true, open: inDialog('History'), leave: closeDialog },
  {
    name: 'overlay',
    empty: false,
    /** @param {Page} page */
    open: async (page) => {
      await inDialog('History')(page)
      // Runs of other tasks may fill the rows that are in sight.
      await page.getByRole('textbox', { name: /^Search/ }).fill('Task 4')
      const boxes = page.getByRole('checkbox', { name: /^Compare Task 4,/ })
      await boxes.nth(1).waitFor()
      for (const index of [0, 1]) await boxes.nth(index).check()
      await click(page, 'Compare 2 runs')
      await page.getByRole('list', { name: 'Runs' }).getByRole('listitem').nth(1).waitFor()
    },
    leave: closeDialog
  },
  { name: 'settings', empty: true, open: inDialog('Settings'), leave: closeDialog },
  { name: 'shortcuts', empty: true, open: inDialog('Shortcuts'), leave: closeDialog },
  {
    name: 'report',
    empty: true,
    /** @param {Page} page */
    open: async (page) => {
      await openTab(page, /^Report/)
      await page.frameLocator('iframe[title="Report preview"]').locator('h1').waitFor()
    }
  },
  { name: 'task4-two-by-two', empty: true, open: inTask4('Two by two') },
  { name: 'task4-sweep', empty: true, open: inTask4('Sweep') }
]

/** What a student does in each tab. @type {Record<string, (page: Page) => Promise<void>>} */
export const uses = {
  'Task 1': async (page) => {
    await click(page, 'Start server')
    await said(page, 'Server log', 'UDP server up and listening')
    for (let run = 0; run < 3; run++) await click(page, 'Send')
    await said(page, 'Client log', 'Message from server: Hello UDP Client')
    await click(page, 'Stop server')
  },
  'Task 2': async (page) => {
    await click(page, 'Start server 1')
    await click(page, 'Start server 2')
    await said(page, 'Server 2 log', 'UDP server 2 up and listening')
    await click(page, 'Send to both')
    await said(page, 'Client log', 'Message from server 2')
    await click(page, 'Stop server 1')
    await click(page, 'Stop server 2')
  },
  'Task 3': async (page) => {
    await click(page, 'Start server')
    await said(page, 'Server log', 'UDP server up and listening')
    await click(page, 'Send')
    await said(page, 'Client log', 'Message from server: Hello UDP Client')
    for (const trial of await page.getByRole('button', { name: /^Try / }).all()) {
      await trial.click()
      await page.getByRole('button', { name: 'Trying' }).first().waitFor({ state: 'detached' })
    }
    await click(page, 'Stop server')
  },
  'Task 4': async (page) => {
    await openTab(page, /^One run$/)
    await click(page, 'No loss')
    await click(page, 'Run')
    await page
      .getByRole('region', { name: 'Result' })
      .getByText('numbers came back')
      .waitFor({ timeout: 30_000 })
    await click(page, 'Loss')
    await click(page, 'Run')
    await page.getByRole('region', { name: 'Result' }).getByText('Lost requests').waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Next missing' }).click()
    // A machine for which a low rate was chosen would need minutes for a series of the preset's own 20,000.
    for (const [field, value] of /** @type {const} */ ([
      ['Count', '3000'],
      ['Rate', '10000'],
      ['Service time', '150']
    ]))
      await page.getByRole('spinbutton', { name: field }).fill(value)
    await openTab(page, /^Sweep$/)
    await page.getByRole('combobox', { name: 'Vary' }).selectOption('server-buffer')
    await page.getByRole('textbox', { name: 'Values' }).fill('25000, 50000, 100000, 200000')
    await click(page, 'Run sweep')
    await page.getByRole('button', { name: 'Run sweep', disabled: false }).waitFor({ timeout: 120_000 })
    await openTab(page, /^Two by two$/)
    await click(page, 'Run two by two')
    await page.getByRole('button', { name: 'Run two by two', disabled: false }).waitFor({ timeout: 120_000 })
  },
  'Load balancing': async (page) => {
    await openTab(page, /^One run$/)
    for (const [field, value] of /** @type {const} */ ([
      ['Clients', '16'],
      ['Messages each', '60'],
      ['Rate of each', '50'],
      ['Server 1 stops after', '300']
    ]))
      await page.getByRole('spinbutton', { name: field, exact: true }).fill(value)
    await click(page, 'Run')
    await page
      .getByRole('region', { name: 'Result' })
      .getByRole('heading')
      .getByText('came back')
      .waitFor({ timeout: 30_000 })
    await openTab(page, /^Compare$/)
    await click(page, 'Compare all')
    await page.getByRole('button', { name: 'Compare all', disabled: false }).waitFor({ timeout: 120_000 })
    await openTab(page, /^Sweep$/)
    await click(page, 'Run sweep')
    await page.getByRole('button', { name: 'Run sweep', disabled: false }).waitFor({ timeout: 120_000 })
  }
}
