// @ts-check
/* global window -- what is evaluated in the page */
/**
 * `node scripts/with-display.mjs -- node scripts/old-data.mjs vX.Y` (Linux, as root in a network namespace of its own):
 * writes tests/fixtures/old-data/vX.Y, files as this version's built app leaves them. Every run in them is real.
 * It is called once for a version and never again: what is there is kept as it is (tests/fixtures/old-data/README.md).
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt } from './electron/app-build.mjs'
import { note, PlainError, runScript } from './electron/plain.mjs'
import { projectFolder } from './electron/project.mjs'
import { call, savesTo, startApp, newRun } from './old-data/app.mjs'
import { listingOf, saidByTerminal } from './old-data/listing.mjs'
import { handIn, walkTask1 } from './old-data/lessons.mjs'
import { burst, keepRuns } from './old-data/runs.mjs'

/** Names of the files of the fixture; those of a run are in `runFiles`. */
const databases = ['history.sqlite', 'history.sqlite-wal', 'history.sqlite-shm']

/** @param {string} from @param {string} to @param {readonly string[]} names */
function keepFiles(from, to, names) {
  mkdirSync(to, { recursive: true })
  for (const name of names) {
    if (existsSync(path.join(from, name))) copyFileSync(path.join(from, name), path.join(to, name))
  }
}

/**
 * A history with runs of every kind, closed as it should be; the files that go out of it; the lessons and settings.
 *
 * @param {string} profile @param {string} folder
 */
async function fillClosed(profile, folder) {
  const { app, page } = await startApp(profile)
  const kept = await keepRuns(page)
  const files = path.join(folder, 'files')
  mkdirSync(files, { recursive: true })
  for (const [name, ids] of Object.entries({ ...kept.files, everything: 'all' })) {
    await savesTo(app, path.join(files, `${name}.udplab`))
    await call(page, 'exportRuns', { ids })
  }
  await walkTask1(page)
  await handIn(app, page, folder)
  const listing = await listingOf(page)
  await call(page, 'keepBookmark', {
    tab: 'report',
    task4: { view: 'sweep', parameters: burst({ count: 1234, serviceUs: 101.2, queue: 'emulated' }) }
  })
  await call(page, 'keepSettings', {
    appearance: 'dark',
    reopen: true,
    walkthrough: 'hidden',
    terminalTextPx: 15
  })
  await app.close()
  keepFiles(profile, folder, [...databases, 'settings.json', 'notebook.json', 'report-draft.json'])
  return listing
}

/**
 * A history as kill -9 leaves it: a run that goes on, a run that was deleted and could still be brought back, and one that
 * came from a file.
 *
 * @param {string} profile @param {string} folder
 */
async function fillKilled(profile, folder) {
  const { app, page } = await startApp(profile)
  await savesTo(app, path.join(folder, 'files', 'task1.udplab'))
  await call(page, 'importRuns')
  await call(page, 'setHistoryLimit', { limitBytes: 100_000_000 })
  const imported = await newRun(page, [])
  await call(page, 'task4.run', burst({ count: 9 }))
  const deleted = await newRun(page, [imported])
  await call(page, 'task4.run', burst({ count: 8 }))
  await newRun(page, [imported, deleted])
  await call(page, 'deleteRun', { id: deleted })
  await page.evaluate(
    (input) => {
      void window.lab['task4.run'](input)
    },
    burst({ count: 100_000, rate: 1000, clientReads: 'while' })
  )
  await page.getByRole('tab', { name: /^Task 4/ }).click()
  await page
    .getByRole('log', { name: 'Client log' })
    .getByText(/Number from server: \d{2}/)
    .first()
    .waitFor()
  // The history's thread answers in turn: that the run began is on the disk.
  await listingOf(page)
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  app.process().kill('SIGKILL')
  await gone
  keepFiles(profile, path.join(folder, 'killed'), databases)
  return deleted
}

/**
 * What this version makes of it at its next start, and the run that was interrupted as a file.
 *
 * @param {string} profile @param {string} folder
 */
async function openKilled(profile, folder) {
  const { app, page } = await startApp(profile)
  // The window asks the history itself, and tells what there is to tell.
  await page.getByRole('status').filter({ hasText: 'The app ended before' }).waitFor()
  const listing = await listingOf(page)
  const { id } = listing.runs.find(({ end }) => end === 'interrupted')
  await savesTo(app, path.join(folder, 'files', 'task4-interrupted.udplab'))
  await call(page, 'exportRuns', { ids: [id] })
  await app.close()
  return listing
}

await runScript(async () => {
  const version = process.argv[2] ?? ''
  if (!/^v[\d.]+$/.test(version)) throw new PlainError('say for which version: v0.1')
  const folder = path.join(projectFolder, 'tests', 'fixtures', 'old-data', version)
  if (existsSync(folder)) throw new PlainError(`${folder} is there already, and stays as it is`)
  await ensureBuilt()
  mkdirSync(folder, { recursive: true })
  const profiles = mkdtempSync(path.join(tmpdir(), 'udp-lab-old-data-'))
  try {
    const history = await fillClosed(path.join(profiles, 'closed'), folder)
    const deleted = await fillKilled(path.join(profiles, 'killed'), folder)
    const killed = { deleted, ...(await openKilled(path.join(profiles, 'killed'), folder)) }
    const files = saidByTerminal(path.join(folder, 'files'))
    const expected = { history, killed, files }
    writeFileSync(path.join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`)
    note(`the files of ${version} are in ${path.relative(projectFolder, folder)}`)
  } finally {
    rmSync(profiles, { recursive: true, force: true })
  }
})
