/** The window's sweep and `lab sweep` are the same runs: the same points in the same order, and the same figures where chance has no say. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, openTab, test } from './app'

const projectFolder = path.resolve(import.meta.dirname, '../..')
/** 256 numbers fit the smallest usual queue though nobody reads: none of these can be lost. */
const values = '8:248:80'
const repeats = 2

interface Point {
  value: number
  runs: Record<string, number | null>[]
  buffers: Record<'server' | 'client', { granted: number | null }>
}

/** The ledger's figures that do not depend on when what happened, by the name of their column in the window's table. */
const figures = {
  sent: 'sent [datagrams]',
  served: 'served [datagrams]',
  replied: 'replied [datagrams]',
  returned: 'returned [datagrams]',
  lostRequests: 'lost requests [datagrams]',
  lostReplies: 'lost replies [datagrams]',
  firstLost: 'first lost [number]',
  lossRatio: 'loss ratio'
}

test('a sweep in the window and in the terminal gives the same points', async ({ app, page, profile }) => {
  await openTab(page, 'Task 4')
  await page.getByRole('spinbutton', { name: 'Rate' }).fill('10000')
  await page.getByRole('tablist', { name: 'Experiment' }).getByRole('tab', { name: 'Sweep' }).click()
  await page.getByRole('textbox', { name: 'Values' }).fill(values)
  await page.getByRole('spinbutton', { name: 'Repeats' }).fill(String(repeats))
  await page.getByRole('button', { name: 'Run sweep' }).click()
  await expect(page.getByRole('progressbar', { name: 'Runs done' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run sweep' })).toBeEnabled({ timeout: 30_000 })
  const file = path.join(profile, 'runs.csv')
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
  await page.getByRole('button', { name: 'Save table CSV: Values' }).click()
  await expect(page.getByText(`Saved ${file}`)).toBeVisible()
  const [header = [], ...rows] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)]!

  const words = ['scripts/lab.mjs', 'sweep', '--vary', 'count', '--values', values, '--rate', '10000']
  words.push('--repeat', String(repeats), '--json')
  const { stdout } = await promisify(execFile)('node', words, { cwd: projectFolder })
  const { points } = JSON.parse(stdout) as { points: Point[] }

  expect(points.map(({ value }) => value)).toEqual([8, 88, 168, 248])
  expect(rows.map((row) => [row[0], cell(row, 'repeat')])).toEqual(
    points.flatMap(({ value }) => [
      [String(value), '1'],
      [String(value), '2']
    ])
  )
  const inTerminal = points.flatMap(({ runs, buffers }) =>
    runs.map((run) => [
      ...Object.keys(figures).map((name) => run[name] ?? null),
      buffers.server.granted,
      buffers.client.granted
    ])
  )
  const columns = [
    ...Object.values(figures),
    'server buffer granted [bytes]',
    'client buffer granted [bytes]'
  ]
  const inWindow = rows.map((row) =>
    columns.map((name) => (cell(row, name) === '' ? null : Number(cell(row, name))))
  )
  expect(inWindow).toEqual(inTerminal)
})
