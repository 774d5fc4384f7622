/** From the first click to what is handed in: Tasks 1 to 4 by their walkthroughs alone, then the report in all its forms. */
import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { type KeptRun } from '../../src/shared/kept/kept-run'
import { printedFigures } from '../../src/shared/kept/run-figures'
import { figureRows } from '../../src/shared/report/figures'
import { known } from '../../src/tasks/known-runs'
import { type TaskId, registry, tasks } from '../../src/tasks/registry'
import { expect, openTab, test } from './app'
import { answerWithFile, rightServer } from './chosen-file'
import { keptRuns } from './kept-runs'
import { lab } from './lab-command'
import { pagesOf, textOf } from './pdf'
import { save } from './report-page'
import { regionOf, walk } from './walk'

const orderOf = ({ task }: KeptRun): number => tasks.findIndex(({ id }) => id === task)

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** Answers what stands below the steps; what was written. */
async function answerQuestions(page: Page, task: string): Promise<string[]> {
  const open = regionOf(page)
    .getByRole('form')
    .filter({ has: page.getByRole('button', { name: 'Submit answer' }) })
  const given: string[] = []
  for (let left = await open.count(); left > 0; left--) {
    const form = open.first()
    const choices = form.getByRole('radio')
    const field = form.getByRole('textbox')
    let answer = `${task}, ${left}: <b>my own</b> words & figures.`
    if ((await choices.count()) > 0) {
      answer = await choices.last().inputValue()
      await choices.last().check()
    } else {
      if ((await field.getAttribute('inputmode')) === 'numeric') answer = String(40 + left)
      await field.fill(answer)
    }
    await form.getByRole('button', { name: 'Submit answer' }).click()
    await expect(open).toHaveCount(left - 1)
    given.push(answer)
  }
  return given
}

/** Every figure of every run: a row of the table that compares its task's runs, its value in the run's column. */
function expectFigures(words: string, runs: readonly KeptRun[]): void {
  // Some spaces of a page are only distances.
  const dense = words.replaceAll(' ', '')
  const kindOf = ({ outcome }: KeptRun): string => outcome?.kind ?? 'session'
  for (const kind of new Set(runs.map(kindOf))) {
    const group = runs.filter((run) => kindOf(run) === kind)
    const rows = group.map((run) => {
      const { outcome } = registry[run.task as TaskId]
      return figureRows(printedFigures(run, known.verifiers.state), run.outcome && (outcome?.words ?? null))
    })
    const labels = new Map(rows.flat().map(({ name, label }) => [name, label]))
    expect(labels.size).toBeGreaterThanOrEqual(10)
    for (const [name, label] of labels) {
      const own = rows.map((figures) => figures.find((figure) => figure.name === name))
      const unit = own.find((figure) => figure?.unit)?.unit ?? ''
      expect(dense).toContain(
        `${label}${own.map((figure) => figure?.text ?? '').join('')}${unit}`.replaceAll(' ', '')
      )
    }
  }
}

/** Whether compressed events say what they said before; what cannot be unpacked says nothing. */
function unpacksTo(raw: Buffer, packed: Buffer): boolean {
  try {
    return inflateRawSync(packed).equals(raw)
  } catch {
    return false
  }
}

/**
 * The file with one bit of the last run's events changed, in their middle or soon after: where rows are alike, another bit
 * may point at another copy of the same bytes, and would change nothing.
 */
function forged(file: Buffer): { bytes: Buffer; runId: string } {
  interface Part {
    run: { id: string }
    events: { bytes: number }
    queues: { bytes: number }
  }
  const headBytes = file.readUInt32LE(8)
  const { runs } = JSON.parse(file.toString('utf8', 12, 12 + headBytes)) as { runs: Part[] }
  const last = runs.at(-1)!
  const before = runs.slice(0, -1).reduce((sum, { events, queues }) => sum + events.bytes + queues.bytes, 0)
  const bytes = Buffer.from(file)
  const at = 12 + headBytes + before
  const events = bytes.subarray(at, at + last.events.bytes)
  const raw = inflateRawSync(events)
  for (let index = events.length >> 1; index < events.length; index++) {
    events[index]! ^= 1
    if (!unpacksTo(raw, events)) break
    events[index]! ^= 1
  }
  return { bytes, runId: last.run.id }
}

test('every walkthrough, one report, checked by lab verify @alone', async ({
  app,
  page,
  profile,
  complaints
}) => {
  test.setTimeout(300_000)
  await answerWithFile(app, rightServer)
  const answers: string[] = []
  for (const { name: task, lesson } of tasks) {
    await openTab(page, task)
    await walk(page, lesson.steps.length)
    answers.push(...(await answerQuestions(page, task)))
  }
  expect(answers.length).toBeGreaterThanOrEqual(8)

  await openTab(page, 'Report')
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada <script>alert(1)</script> Lovelace')
  await page.getByRole('textbox', { name: 'Registration number' }).fill('=1815+10')
  await page
    .getByRole('textbox', { name: 'Course' })
    .fill('a | b [x](http://example.test) <img src=x onerror=alert(1)>')
  for (const { title } of tasks) {
    await expect(page.getByRole('region', { name: title }).getByRole('checkbox').first()).toBeChecked()
  }
  // One number, eight, the loss, its cure, and what the cure does not cure: those that the questions are about.
  await expect(
    page.getByRole('group', { name: /^Runs of Task 4/ }).getByRole('checkbox', { checked: true })
  ).toHaveCount(5)

  const handedIn = path.join(profile, 'class')
  mkdirSync(handedIn)
  const pdf = path.join(profile, 'report.pdf')
  await save(app, page, 'Save PDF', pdf)
  const html = (await save(app, page, 'Save HTML', path.join(profile, 'report.html'))).toString()
  const markdown = (await save(app, page, 'Save Markdown', path.join(profile, 'report.md'))).toString()
  const reportFile = path.join(handedIn, 'ada.udplab')
  const file = await save(app, page, 'Save report file', reportFile)
  expect(complaints).toEqual([])

  const pages = pagesOf(pdf, profile)
  if (pages !== null) {
    const kept = process.env['UDP_LAB_KEEP_PAGES']
    if (kept !== undefined) {
      for (const one of [...pages, pdf]) copyFileSync(one, path.join(kept, path.basename(one)))
    }
    expect(pages.length).toBeGreaterThan(4)
    // The exercise's four tasks have ten; another one is a section with its own runs and questions.
    expect(pages.length).toBeLessThanOrEqual(10 + 3 * (tasks.length - 4))
    for (const picture of pages) expect(statSync(picture).size).toBeGreaterThan(2000)
  }

  const runs = await keptRuns(page)
  const picked = runs.filter(({ id }) => html.includes(id))
  const inReport = picked.toSorted(
    // The report has the order of the tabs.
    (one, other) => orderOf(one) - orderOf(other) || one.startedAtEpochMs - other.startedAtEpochMs
  )
  expect(new Set(picked.map(({ task }) => task)).size).toBe(tasks.length)
  expect(picked.filter(({ task }) => task === 'task4').length).toBeGreaterThanOrEqual(5)
  expect(html).not.toMatch(/<script|<img src=x/)
  expect(markdown).toContain('a \\| b \\[x\\](http://example.test) \\<img')
  const text = textOf(pdf)
  for (const document of [flat(html), markdown])
    for (const { hash } of picked) expect(document).toContain(hash)

  if (text !== null) {
    const words = flat(text)
    for (const { title } of tasks) expect(words).toContain(title)
    for (const answer of answers) expect(words).toContain(answer)
    expect(words).toContain('Ada <script>alert(1)</script> Lovelace')
    expect(words).toContain('=1815+10')
    expectFigures(words, inReport)
    for (const { id, hash } of picked) {
      expect(words).toContain(id)
      expect(words.replaceAll(' ', '')).toContain(hash)
    }
  }
  const verdict = lab('verify', reportFile)
  expect(verdict.output).toContain(`holds (${picked.length} runs`)
  expect(verdict.code).toBe(0)
  const changed = forged(file)
  writeFileSync(path.join(handedIn, 'forged.udplab'), changed.bytes)
  const found = lab('verify', path.join(handedIn, 'forged.udplab'))
  expect(found.code).toBe(1)
  expect(found.output).toContain('DIFFERS')
  expect(found.output).toMatch(new RegExp(`run ".+" \\(${changed.runId}\\): \\w+: `))
  expect(found.output).toMatch(new RegExp(`report, run ${changed.runId}: \\w+: `))
  const table = lab('verify', handedIn)
  expect(table.output).toMatch(
    /^file,name,registration,course,date,runs,figures_in_report,result,what_differs,not_checked\r?\n/
  )
  expect(table.output).toMatch(/\nada\.udplab,Ada <script>alert\(1\)<\/script> Lovelace,'=1815\+10,.*,holds,/)
  expect(table.output).toMatch(/\nforged\.udplab,.*,differs,/)
})
