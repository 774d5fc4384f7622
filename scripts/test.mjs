// @ts-check
/**
 * `npm test`: all that can be tested here, one suite after the other, and one line at the end that sums them up.
 * What a fresh Debian machine lacks for it is installed first.
 */
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { resolveElectron } from './electron.mjs'
import { build } from './electron/app-build.mjs'
import { findCommand, installPackages } from './electron/apt.mjs'
import { ensureXvfb, hasDisplay } from './electron/display.mjs'
import { note, PlainError, runScript } from './electron/plain.mjs'
import { become } from './electron/process.mjs'
import { projectFolder } from './electron/project.mjs'

const results = path.join(projectFolder, 'test-results')

/** Programs that the tests talk to or use: the command, its package, and whether tests without it are skipped. */
const peers = [
  { command: 'python3', package: 'python3', needed: true },
  { command: 'nc', package: 'netcat-openbsd', needed: false },
  { command: 'socat', package: 'socat', needed: false },
  { command: 'ip', package: 'iproute2', needed: false },
  { command: 'pdftotext', package: 'poppler-utils', needed: false },
  { command: 'pdftoppm', package: 'poppler-utils', needed: false }
]

async function ensurePeers() {
  if (process.platform !== 'linux') return
  for (const { command, package: name, needed } of peers) {
    if (findCommand(command)) continue
    try {
      await installPackages([name], `the tests use ${command}`)
    } catch (error) {
      if (needed || !(error instanceof PlainError)) throw error
      note(`${error.message}; tests with ${command} are skipped`)
    }
  }
}

/** @param {string} script */
const node = (script, ...words) =>
  become(process.execPath, [path.join(projectFolder, 'scripts', script), ...words])

/** @param {string} name */
function npmRun(name) {
  const npm = process.env.npm_execpath
  if (!npm) throw new PlainError('run the tests by npm test')
  return become(process.execPath, [npm, 'run', '-s', name])
}

/** @param {string} project */
function vitest(project) {
  const file = path.join(results, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return node('vitest.mjs', 'run', '--project', project, ...reporters)
}

/** Passed and failed tests of a suite, from the report that its runner wrote. */
const counts = {
  /** @param {string} project */
  vitest: (project) => {
    const report = readReport(`${project}.json`)
    return { passed: report?.numPassedTests ?? 0, failed: report ? report.numFailedTests : 1 }
  },
  playwright: () => {
    const stats = readReport('e2e.json')?.stats
    return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 1 }
  }
}

/** @param {string} name */
function readReport(name) {
  try {
    return JSON.parse(readFileSync(path.join(results, name), 'utf8'))
  } catch {
    return null
  }
}

const suites = [
  { name: 'types', run: () => npmRun('check:types') },
  { name: 'lint', run: () => npmRun('lint') },
  { name: 'format', run: () => npmRun('check:format') },
  { name: 'unit', run: () => vitest('unit'), counts: () => counts.vitest('unit') },
  { name: 'loopback', run: () => vitest('loopback'), counts: () => counts.vitest('loopback') },
  {
    name: 'loopback on node:dgram',
    run: () => vitest('loopback-node'),
    counts: () => counts.vitest('loopback-node')
  },
  { name: 'network namespaces', run: () => vitest('netns'), counts: () => counts.vitest('netns') },
  { name: 'window', run: () => npmRun('test:e2e'), counts: counts.playwright }
]

await runScript(async () => {
  await ensurePeers()
  if (!hasDisplay()) await ensureXvfb()
  await resolveElectron()
  rmSync(results, { recursive: true, force: true })
  await build()
  const total = { passed: 0, failed: 0 }
  const broken = []
  for (const suite of suites) {
    note(`testing: ${suite.name}`)
    const code = await suite.run()
    if (code !== 0) broken.push(suite.name)
    const counted = suite.counts?.() ?? { passed: 0, failed: 0 }
    total.passed += counted.passed
    total.failed += counted.failed
  }
  if (broken.length > 0) note(`not passed: ${broken.join(', ')}`)
  console.log(`${total.passed} passed, ${Math.max(total.failed, broken.length)} failed`)
  return broken.length > 0 ? 1 : 0
})
