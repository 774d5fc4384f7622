// @ts-check
/**
 * `npm run screenshots`: every tab before and after use, in both sizes and both themes, into test-results/screenshots;
 * the README's picture into docs/images. The pictures are of real runs.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { electronFlags, resolveElectron } from './electron.mjs'
import { ensureBuilt } from './electron/app-build.mjs'
import { note, runScript } from './electron/plain.mjs'
import { projectFolder } from './electron/project.mjs'

const folder = path.join(projectFolder, 'test-results', 'screenshots')
const readmePicture = path.join(projectFolder, 'docs', 'images', 'udp-lab.png')
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 }
]
const themes = /** @type {const} */ (['light', 'dark'])

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

/** @param {Page} page @param {string} name */
const click = (page, name) => page.getByRole('button', { name, exact: true }).click()

/** @param {Page} page @param {string} log @param {string} text */
const said = (page, log, text) => page.getByRole('log', { name: log }).getByText(text).first().waitFor()

/** @param {Page} page @param {RegExp} name */
const openTab = (page, name) => page.getByRole('tab', { name }).click()

/** @param {string} experiment @returns {(page: Page) => Promise<void>} */
const inTask4 = (experiment) => async (page) => {
  await openTab(page, /^Task 4/)
  await openTab(page, new RegExp(`^${experiment}$`))
}

/** Opens a part of the explanation that is not open yet. @param {Page} page @param {RegExp} name */
async function explain(page, name) {
  const part = page.getByRole('button', { name })
  if ((await part.getAttribute('aria-expanded')) === 'false') await part.click()
}

/** Each picture: what it shows, how to get there, and whether there is something to see before anything ran. */
const views = [
  ...[1, 2, 3].map((task) => ({
    name: `task${task}`,
    empty: true,
    /** @param {Page} page */
    open: (page) => openTab(page, new RegExp(`^Task ${task}`))
  })),
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
  { name: 'task4-two-by-two', empty: true, open: inTask4('Two by two') },
  { name: 'task4-sweep', empty: true, open: inTask4('Sweep') }
]

/** What a student does in each tab. @type {Record<string, (page: Page) => Promise<void>>} */
const uses = {
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
    for (const probe of await page.getByRole('button', { name: /^Try / }).all()) {
      await probe.click()
      await page.getByRole('button', { name: 'Trying' }).first().waitFor({ state: 'detached' })
    }
    await click(page, 'Stop server')
  },
  'Task 4': async (page) => {
    await openTab(page, /^One run$/)
    await click(page, 'Loss')
    await page.getByRole('region', { name: 'Result' }).getByText('Lost requests').waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Next missing' }).click()
    await openTab(page, /^Sweep$/)
    await page.getByRole('combobox', { name: 'Vary' }).selectOption('server-buffer')
    await page.getByRole('textbox', { name: 'Values' }).fill('25000, 50000, 100000, 200000')
    await click(page, 'Run sweep')
    await page.getByRole('button', { name: 'Run sweep', disabled: false }).waitFor({ timeout: 120_000 })
    await openTab(page, /^Two by two$/)
    await click(page, 'Run two by two')
    await page.getByRole('button', { name: 'Run two by two', disabled: false }).waitFor({ timeout: 120_000 })
  }
}

/**
 * Playwright says for the page what the system would say of the theme.
 *
 * @param {App} app @param {Page} page @param {{ width: number, height: number }} size @param {'light' | 'dark'} theme
 */
async function dress(app, page, size, theme) {
  await page.emulateMedia({ colorScheme: theme })
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size
  )
  await page.waitForFunction(`innerWidth === ${size.width}`)
}

/** @param {App} app @param {Page} page @param {'empty' | 'used'} state */
async function picture(app, page, state) {
  for (const size of sizes) {
    for (const theme of themes) {
      await dress(app, page, size, theme)
      for (const { name: view, empty, open, leave } of views) {
        if (state === 'empty' && !empty) continue
        await open(page)
        // Charts draw a frame after they are there.
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
        const name = `${view}-${state}-${size.width}x${size.height}-${theme}.png`
        await page.screenshot({ path: path.join(folder, name) })
        await leave?.(page)
      }
    }
  }
}

await runScript(async () => {
  const executablePath = await resolveElectron()
  await ensureBuilt()
  mkdirSync(folder, { recursive: true })
  mkdirSync(path.dirname(readmePicture), { recursive: true })
  const profile = mkdtempSync(path.join(tmpdir(), 'udp-lab-pictures-'))
  const args = [...electronFlags(), '--disable-gpu', `--user-data-dir=${profile}`, projectFolder]
  const app = await _electron.launch({ executablePath, args, cwd: projectFolder })
  try {
    const page = await app.firstWindow()
    await page.getByRole('tab', { name: /^Task 1/ }).waitFor()
    await picture(app, page, 'empty')
    for (const [tab, use] of Object.entries(uses)) {
      await openTab(page, new RegExp(`^${tab}`))
      await use(page)
    }
    await picture(app, page, 'used')
    await dress(app, page, { width: 1280, height: 800 }, 'dark')
    await inTask4('One run')(page)
    await page.screenshot({ path: readmePicture })
    note(`pictures are in ${path.relative(projectFolder, folder)} and docs/images`)
  } finally {
    await app.close()
    rmSync(profile, { recursive: true, force: true })
  }
})
