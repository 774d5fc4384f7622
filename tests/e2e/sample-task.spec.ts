/** A new task is one folder and one line in each registry: the sample task, in a build of its own. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { clientPorts, expect, test as base } from './app'
import { labOf } from './lab-command'
import { answerOf, save } from './report-page'
import {
  build,
  filesOf,
  linesAdded,
  makeSampleProject,
  projectFolder,
  registryLines,
  removeProject,
  runIn
} from './sample-project'
import { currentOf, regionOf, walk } from './walk'

const minuteMs = 60_000

/** The copy with the sample task, built once for all tests of this file. */
const test = base.extend<object, { project: string }>({
  project: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
    async ({}, use) => {
      const project = makeSampleProject()
      try {
        await build(project)
        await use(project)
      } finally {
        removeProject(project)
      }
    },
    { scope: 'worker', timeout: 4 * minuteMs }
  ],
  appFolder: async ({ project }, use) => use(project)
})

async function ask(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Sample Ask and count' }).click()
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByRole('status', { name: 'Result' })).toHaveText('3 of 3 answered')
}

test('outside its folder nothing differs but one import and one entry in each registry', ({ project }) => {
  const [here, there] = [filesOf(projectFolder), filesOf(project)]
  expect([...here.keys()].filter((file) => !there.has(file))).toEqual([])
  const others = [...there.keys()].filter((file) => !file.startsWith('src/tasks/sample/'))
  const changed = others.filter((file) => !here.get(file)?.equals(there.get(file)!))
  expect(changed.sort()).toEqual(Object.keys(registryLines).sort())
  for (const file of changed) {
    const added = linesAdded(here.get(file)!.toString(), there.get(file)!.toString())
    expect(added, file).toEqual(registryLines[file])
  }
})

const unitTests = ['src/tasks/registry', 'src/tasks/lessons', 'src/shared/contract-bounds', 'src/pages/']
/** Each by one of the programs that judge the project. */
const checks = [
  ['the types', 'node_modules/typescript/bin/tsc', '-b', 'tsconfig.node.json'],
  [
    'Svelte',
    'node_modules/svelte-check/bin/svelte-check',
    '--tsconfig',
    'tsconfig.web.json',
    '--fail-on-warnings'
  ],
  [
    'the layers',
    'node_modules/eslint/bin/eslint.js',
    '--max-warnings=0',
    'src/tasks/sample',
    'src/tasks/*.ts'
  ],
  ['circles and registries', 'scripts/cycles.mjs'],
  ['tests of all tasks', 'scripts/vitest.mjs', 'run', '--project=unit', ...unitTests]
] as const

for (const [what, ...words] of checks) {
  test(`it is checked like every task: ${what}`, async ({ project }) => {
    test.setTimeout(4 * minuteMs)
    const { ok, output } = await runIn(project, ...words)
    expect(ok, output).toBe(true)
  })
}

test('it has a tab, a shortcut, and a walkthrough that leads to its end', async ({ page, complaints }) => {
  const tab = page.getByRole('tab', { name: 'Sample Ask and count' })
  const key = (await tab.getAttribute('title'))!
  expect(key).toBe('Ctrl+6')
  await page.keyboard.press(key.replace('Ctrl', 'Control'))
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await walk(page, 5)
  await ask(page)
  await regionOf(page)
    .getByRole('button', { name: /^Before you ask ?, done/ })
    .click()
  const ports = await clientPorts(page.getByRole('log', { name: 'Server log' }), 3)
  // The verdict, the evidence and what was seen all say it.
  const evidence = currentOf(page).getByText('The server saw 3 different client ports').first()
  for (const port of ports) await expect(evidence).toContainText(port)
  await expect(currentOf(page)).toContainText('In your last run: 3 of 3 answered.')
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('its run has its line in the history, and is shown again from there', async ({ page }) => {
  await ask(page)
  await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
  await expect(page.getByRole('status', { name: 'Result' })).toHaveText('Nobody was asked yet.')
  await page.getByRole('tab', { name: /^Task 1/ }).click()
  await page.getByRole('button', { name: 'History', exact: true }).click()
  const open = page.getByRole('dialog', { name: 'History' }).getByRole('button', { name: /^Open Sample, / })
  await expect(open).toContainText('3 of 3 answered')
  await open.click()
  await expect(page.getByRole('tab', { name: /^Sample/ })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('status').filter({ hasText: 'not live' })).toContainText('Sample, ')
  await expect(page.getByRole('status', { name: 'Result' })).toHaveText('3 of 3 answered')
  const client = page.getByRole('log', { name: 'Client log' })
  await expect(client.getByText('Message from server: Hello UDP Client')).toHaveCount(3)
  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(page.getByText('not live')).toBeHidden()
})

test('its section is in the report, and its figures are verified', async ({
  app,
  page,
  profile,
  project
}) => {
  await ask(page)
  await page.getByRole('tab', { name: 'Report' }).click()
  const answer = page.getByRole('radio', { name: 'To the port that the question came from' })
  await answer.check()
  const frame = page.locator('iframe[title="Report preview"]')
  const preview = async () => (await answerOf(app, (await frame.getAttribute('src'))!)).text
  await expect.poll(preview).toContain('Sample: Ask and count')
  const html = (await save(app, page, 'Save HTML', path.join(profile, 'report.html'))).toString()
  const [, section = ''] = /id="sample"(.*?)id="practice"/s.exec(html) ?? []
  expect(section).toContain('Where does the server send its answer?')
  expect(section).toContain('To the port that the question came from')
  expect(section).toContain('Message from server: Hello UDP Client')
  expect(section).toContain('<svg')
  expect(html).toMatch(/Answered<\/t[dh]\s*>\s*<td[^>]*>3<\/td/)
  const file = path.join(profile, 'report.udplab')
  await save(app, page, 'Save report file', file)
  const { code, output } = labOf(project)('verify', '--json', file)
  expect(code, output).toBe(0)
  expect(JSON.parse(output)).toMatchObject({ files: [{ holds: true, runs: [{ task: 'sample' }] }] })
})

test('it has its command in the terminal, which the help lists', ({ project }) => {
  const lab = labOf(project)
  expect(lab('--help').output).toMatch(/^ {2}sample +Ask and count\./m)
  expect(lab('list').output).toContain('sample  Ask and count')
  expect(lab('sample', '--help').output).toContain('--times N')
  const { code, output } = lab('sample', '--times', '2')
  expect(code, output).toBe(0)
  expect(output).toContain('Message from server: Hello UDP Client')
  expect(output).toContain('= 2 of 2 answered')
  const nobody = lab('sample', '--nobody', '--times', '1', '--json')
  expect(JSON.parse(nobody.output)).toMatchObject({ task: 'sample', asked: 1, answered: 0 })
})
