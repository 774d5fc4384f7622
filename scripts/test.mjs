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
import { closingLines, countPlaywright, countVitest } from './test/counts.mjs'

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

/** @param {string} name */
function readReport(name) {
  try {
    return JSON.parse(readFileSync(path.join(results, name), 'utf8'))
  } catch {
    return null
  }
}

/** @param {string} title @param {string} project */
const vitestSuite = (title, project) => ({
  name: title,
  run: () => vitest(project),
  counts: () => countVitest(readReport(`${project}.json`))
})

/** @type {{ name: string, run: () => Promise<number>, counts?: () => import('./test/counts.mjs').Counts | null }[]} */
const suites = [
  { name: 'types', run: () => npmRun('check:types') },
  { name: 'lint', run: () => npmRun('lint') },
  { name: 'format', run: () => npmRun('check:format') },
  vitestSuite('unit', 'unit'),
  vitestSuite('loopback', 'loopback'),
  vitestSuite('loopback on node:dgram', 'loopback-node'),
  vitestSuite('network namespaces', 'netns'),
  { name: 'window', run: () => npmRun('test:e2e'), counts: () => countPlaywright(readReport('e2e.json')) },
  {
    name: 'window as a plain user',
    run: () => npmRun('test:sandbox'),
    counts: () => countPlaywright(readReport('sandbox.json'))
  }
]

await runScript(async () => {
  await ensurePeers()
  if (!hasDisplay()) await ensureXvfb()
  await resolveElectron()
  rmSync(results, { recursive: true, force: true })
  await build()
  const done = []
  for (const suite of suites) {
    note(`testing: ${suite.name}`)
    const code = await suite.run()
    done.push({ name: suite.name, code, counts: suite.counts?.() })
  }
  const { failed, lines } = closingLines(done)
  for (const line of lines) console.log(line)
  return failed > 0 ? 1 : 0
})
