/** The report: what is picked and typed becomes a PDF, HTML and Markdown of kept runs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { tasks } from '../../src/tasks/registry'
import { electronWords, expect, openTab, startServer, test } from './app'
import { axeFindings } from './axe'
import { runPreset } from './ledger'
import { textOf } from './pdf'
import { answerOf, save } from './report-page'

const answer = 'Yes, because <b>no state</b> is kept & every datagram tells its sender.'

async function doTasks(page: Page): Promise<void> {
  await startServer(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log', { name: 'Client log' })).toContainText('Message from server')
  await page.getByRole('button', { name: 'Stop server' }).click()
  await openTab(page, 'Task 4')
  await runPreset(page, 'Eight numbers')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('8 of 8 numbers came back')
}

async function fillForm(page: Page): Promise<void> {
  await openTab(page, 'Report')
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace')
  await page.getByRole('textbox', { name: 'Registration number' }).fill('=1815+10')
  await page.getByRole('textbox', { name: 'Course' }).fill('Computer <i>Networks</i>')
  const field = page.getByRole('textbox', { name: 'Can the server answer everyone who writes to it?' })
  await field.fill(answer)
  await field.blur()
}

/** Nothing runs in the frame, a test's own questions neither, and its origin is not the page's: main is asked. */
async function previewShows(app: ElectronApplication, page: Page, text: string): Promise<void> {
  const frame = page.locator('iframe[title="Report preview"]')
  await expect(frame).toBeVisible()
  const document = async () => (await answerOf(app, (await frame.getAttribute('src'))!)).text
  await expect.poll(document).toContain(text)
}

test('a report of Task 1 and Task 4 is saved as PDF, HTML and Markdown', async ({
  app,
  page,
  profile,
  complaints
}) => {
  await doTasks(page)
  await fillForm(page)
  await previewShows(app, page, 'Ada Lovelace')

  const pdf = path.join(profile, 'report.pdf')
  const bytes = await save(app, page, 'Save PDF', pdf)
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  const html = (await save(app, page, 'Save HTML', path.join(profile, 'report.html'))).toString()
  expect(html).toContain('&lt;b&gt;no state&lt;/b&gt; is kept &amp; every datagram')
  expect(html).not.toMatch(/<b>no state|<i>Networks|<script/)
  expect(html.match(/<svg/g)).toHaveLength(2)
  expect(html).not.toContain('<img')
  const markdown = (await save(app, page, 'Save Markdown', path.join(profile, 'report.md'))).toString()
  expect(markdown).toContain('| Registration number | \\=1815+10 |')
  expect(markdown).toContain('![')
  expect(complaints).toEqual([])

  const text = textOf(pdf)
  if (text === null) return
  const flat = text.replaceAll(/\s+/g, ' ')
  expect(flat).toContain('Ada Lovelace')
  expect(flat).toContain('=1815+10')
  expect(flat).toContain(answer)
  expect(flat).toContain('UDP server up and listening')
  expect(flat).toContain('Message from server: Hello UDP Client')
  for (const { name } of tasks) expect(flat).toContain(name)
  expect(flat).toMatch(/Returned 8 datagrams/)
  expect(flat).toMatch(/Lost requests 0 datagrams/)
  expect(flat).toContain('8 of 8 numbers came back.')
  expect(flat).toMatch(/Ada Lovelace · UDP socket programming: lab report.*Page \d of \d/)
  const hashes = [...html.matchAll(/<code>([0-9a-f]{64})<\/code/g)].map(([, hash]) => hash!)
  expect(new Set(hashes).size).toBe(2)
  const joined = text.replaceAll(/\s+/g, '')
  for (const hash of hashes) expect(joined).toContain(hash)
})

test('what is typed, left out and moved is kept across a restart', async ({ app, page, profile }) => {
  await fillForm(page)
  await page.getByRole('checkbox', { name: 'Task 3: connect() on a UDP socket' }).uncheck()
  await page.getByRole('button', { name: 'Move up: Task 4' }).click()
  await expect(page.getByRole('button', { name: 'Move up: Task 4' })).toBeFocused()
  await app.close()
  const again = await _electron.launch({
    executablePath: process.env['UDP_LAB_ELECTRON']!,
    args: electronWords(profile)
  })
  try {
    const second = await again.firstWindow()
    await second.getByRole('tab', { name: /^Task 1/ }).waitFor()
    await second.keyboard.press('Control+7')
    await expect(second.getByRole('textbox', { name: 'Name' })).toHaveValue('Ada Lovelace')
    await expect(
      second.getByRole('textbox', { name: 'Can the server answer everyone who writes to it?' })
    ).toHaveValue(answer)
    await expect(
      second.getByRole('checkbox', { name: 'Task 3: connect() on a UDP socket' })
    ).not.toBeChecked()
    await expect(second.getByRole('region', { name: 'Sections' }).getByRole('listitem').nth(2)).toContainText(
      'Task 4'
    )
  } finally {
    await again.close()
  }
})

test('a draft that 0.1 kept in the window is taken over into a file, once', async ({ page, profile }) => {
  const file = path.join(profile, 'report-draft.json')
  const stored = () => page.evaluate(() => localStorage.getItem('udp-lab-report'))
  await page.evaluate(() =>
    localStorage.setItem('udp-lab-report', JSON.stringify({ fields: { name: 'Ada' }, leftOut: ['task3'] }))
  )
  await page.reload()
  await openTab(page, 'Report')
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('Ada')
  await expect(page.getByRole('checkbox', { name: 'Task 3: connect() on a UDP socket' })).not.toBeChecked()
  expect(await stored()).toBeNull()
  const kept = (): unknown => JSON.parse(readFileSync(file, 'utf8'))
  expect(kept()).toMatchObject({ version: 1, fields: { name: 'Ada' }, leftOut: ['task3'] })

  await name.fill('Grace')
  await expect.poll(kept).toMatchObject({ fields: { name: 'Grace' } })
  expect(await stored()).toBeNull()
})

test('a damaged draft is set aside under a name that is told, and a new one begun', async ({
  page,
  profile
}) => {
  const file = path.join(profile, 'report-draft.json')
  writeFileSync(file, '{"version":1')
  await page.reload()
  await openTab(page, 'Report')
  await expect(page.getByRole('alert')).toContainText('report-draft.json.damaged-')
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada')
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toContain('Ada')
})

test('axe finds nothing in the report, empty and filled', async ({ page }) => {
  // The preview's document is checked as text (html.test.ts).
  const found = () => axeFindings(page, 'iframe')
  await openTab(page, 'Report')
  await expect(page.getByText('No run to report yet.')).toBeVisible()
  expect(await found()).toEqual([])
  await openTab(page, 'Task 1')
  await doTasks(page)
  await fillForm(page)
  expect(await found()).toEqual([])
})

test('the preview runs nothing and nothing else can be framed', async ({ app, page }) => {
  await fillForm(page)
  await previewShows(app, page, 'Ada Lovelace')
  const policy = await page.evaluate(async () => {
    const frame = document.querySelector('iframe')!
    const seen = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true
      })
    )
    const other = document.createElement('iframe')
    other.src = 'app://lab/index.html'
    document.body.append(other)
    const violated = await seen
    other.remove()
    return {
      sandbox: frame.getAttribute('sandbox'),
      src: frame.src,
      violated
    }
  })
  expect(policy.sandbox).toBe('')
  expect(new URL(policy.src).host).toBe('preview')
  const { csp } = await answerOf(app, policy.src)
  expect(csp).toContain("default-src 'none'")
  expect(csp).toContain('sandbox')
  expect(policy.violated).toBe('frame-src')
})

test('a PDF that cannot be made, or takes too long, is told in words; the next one is made', async ({
  app,
  page,
  profile
}) => {
  await doTasks(page)
  await fillForm(page)
  const button = page.getByRole('button', { name: 'Save PDF' })
  const fault = page.getByRole('alert')

  // Printing fails, and then never ends: what the app itself does about it is its own.
  await app.evaluate(({ app: electron }) => {
    const answers = [
      () => Promise.reject(new Error('Printing failed')),
      () => new Promise<never>(() => undefined)
    ]
    electron.on('web-contents-created', (_event, contents) => {
      const answer = answers.shift()
      if (answer) contents.printToPDF = answer
    })
  })
  await button.click()
  await expect(fault).toContainText('The PDF could not be made. Try again')
  await expect(fault).not.toContainText('Error')
  await expect(button).toBeEnabled()

  await app.evaluate(() => {
    // The minute that a document may take goes by in a second, for the next document only.
    const { setTimeout: later } = globalThis
    globalThis.setTimeout = ((work: () => void, ms: number) => {
      if (ms !== 60_000) return later(work, ms)
      globalThis.setTimeout = later
      return later(work, 1000)
    }) as unknown as typeof later
  })
  await button.click()
  await expect(page.getByRole('status').filter({ hasText: 'Laying out the pages' })).toBeVisible()
  for (const name of ['Save PDF', 'Save HTML', 'Save Markdown', 'Save report file']) {
    await expect(page.getByRole('button', { name })).toBeDisabled()
  }
  await expect(fault).toContainText('The PDF was given up after 60 s')
  await expect(button).toBeEnabled()

  const bytes = await save(app, page, 'Save PDF', path.join(profile, 'report.pdf'))
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  await expect(fault).toHaveCount(0)
})

test('a picked run that was deleted is said to be missing until it is forgotten; an empty report file is refused', async ({
  page
}) => {
  await doTasks(page)
  await openTab(page, 'Report')
  const runs = page.getByRole('group', { name: 'Runs of Task 4: Numbers, loss and the receive buffer' })
  const box = runs.getByRole('checkbox').first()
  await expect(box).toBeChecked()
  await box.uncheck()
  await box.check()
  await page.getByRole('textbox', { name: 'Search kept runs' }).fill('nothing like it')
  await expect(page.getByText('No runs of this task match.').first()).toBeVisible()
  await expect(box).toBeChecked()
  await page.getByRole('textbox', { name: 'Search kept runs' }).fill('')
  await page.evaluate(async () => {
    const listed = await window.lab.listRuns({ limit: 10, offset: 0 })
    if (listed.ok) for (const { id } of listed.value.runs) await window.lab.deleteRun({ id })
  })
  const missing = page.getByRole('status').filter({ hasText: '1 picked run is not in the history any more' })
  await expect(missing).toBeVisible()
  await page.getByRole('button', { name: 'Save report file' }).click()
  await expect(page.getByRole('alert')).toContainText('none is picked')
  await page.getByRole('button', { name: /^Forget missing runs of Task 4/ }).click()
  await expect(missing).toHaveCount(0)
})

test('an answer is one answer, in the report and in the walkthrough', async ({ app, page }) => {
  const region = page.getByRole('region', { name: 'Walkthrough' })
  await fillForm(page)
  const ports = page.getByRole('textbox', { name: /How many different client ports/ })
  await ports.fill('many')
  await ports.blur()
  await expect(page.getByText('A whole number, such as 0 or 256.')).toBeVisible()
  await ports.fill('3')
  await ports.blur()
  await openTab(page, 'Task 1')
  await expect(region).toContainText(answer)
  await expect(region.getByText('3, ports')).toBeVisible()
  await region.getByRole('button', { name: 'Change my answer' }).first().click()
  const form = region.getByRole('form', { name: /Can the server answer everyone/ })
  await form.getByRole('textbox').fill('On second thoughts: yes.')
  await form.getByRole('button', { name: 'Submit answer' }).click()
  await openTab(page, 'Report')
  await expect(page.getByRole('textbox', { name: /Can the server answer everyone/ })).toHaveValue(
    'On second thoughts: yes.'
  )
  await previewShows(app, page, 'On second thoughts: yes.')
})
