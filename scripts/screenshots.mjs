// @ts-check
/**
 * `npm run screenshots`: every tab before and after use, in each size and both themes, into test-results/screenshots;
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
import { inTask4, openTab, uses, viewsOf } from './screenshots/views.mjs'

const folder = path.join(projectFolder, 'test-results', 'screenshots')
const readmePicture = path.join(projectFolder, 'docs', 'images', 'udp-lab.png')
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 }
]
const themes = /** @type {const} */ (['light', 'dark'])

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} App */

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
      for (const { name: view, empty, open, leave } of await viewsOf(page)) {
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
