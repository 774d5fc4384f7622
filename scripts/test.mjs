// @ts-check
/**
 * `npm test`: all that can be tested here, and one line at the end that sums it up. Suites run side by side, each with a
 * network of its own, where the machine can give them one; what measures time or memory runs alone after them.
 * What a fresh Debian machine lacks for it is installed first.
 */
import { readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { buildLab } from './build-lab.mjs'
import { resolveElectron } from './electron.mjs'
import { build } from './electron/app-build.mjs'
import { findCommand, installPackages } from './electron/apt.mjs'
import { ensureXvfb, hasDisplay } from './electron/display.mjs'
import { note, PlainError, runScript } from './electron/plain.mjs'
import { projectFolder } from './electron/project.mjs'
import { endTogether, runTold } from './test/children.mjs'
import { closingLines, skippedWhole } from './test/counts.mjs'
import { whyLeftOut } from './test/left-out.mjs'
import { ownNetwork } from './test/network.mjs'
import { runJobs } from './test/queue.mjs'
import { allJobs } from './test/suites.mjs'
import { windowsNode } from './windows/windows-node.mjs'
import { whyNoWine } from './windows/wine.mjs'

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

/** The suites have networks of their own, from which nothing can be fetched. */
async function fetchWindowsNode() {
  if (whyNoWine()) return
  try {
    await windowsNode()
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    note(`${error.message}; the tests on Windows are skipped`)
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

/** Processors that jobs may share; with more than four of them the longest job is what is waited for. */
const processors = Math.min(4, availableParallelism())

await runScript(async () => {
  endTogether()
  await ensurePeers()
  if (!(await hasDisplay())) await ensureXvfb()
  await resolveElectron()
  await fetchWindowsNode()
  rmSync(results, { recursive: true, force: true })
  // Once, before anybody asks for it: two that build at the same time would take it from each other.
  await build()
  await buildLab()
  const network = ownNetwork()
  if (!network) note('no network namespaces here: suites that use sockets run one after the other')
  const jobs = allJobs().map((job) => ({ ...job, alone: job.alone || (job.sockets && !network) }))
  const startedMs = Date.now()
  const isHurried = Boolean(process.env.CI)
  /** @type {Map<string, string>} */
  const leftOut = new Map()
  const codes = await runJobs(jobs, processors, async ({ name, words, env, sockets, alone, repeat }) => {
    const why = whyLeftOut(repeat, Date.now() - startedMs, isHurried)
    if (why !== null) {
      note(`left out: ${name}, ${why}`)
      leftOut.set(name, why)
      return 0
    }
    note(`testing: ${name}`)
    const jobStartedMs = Date.now()
    const inside = sockets && !alone ? (network ?? []) : []
    const code = await runTold([...inside, ...words], { name, cwd: projectFolder, env })
    note(`${code === 0 ? 'done' : 'failed'}: ${name}, ${minutes(Date.now() - jobStartedMs)}`)
    return code
  })
  const done = jobs.map((job) => ({
    name: job.suite,
    part: job.name,
    code: codes.get(job) ?? 1,
    counts: countsOf(job, leftOut.get(job.name))
  }))
  note(`all suites took ${minutes(Date.now() - startedMs)}`)
  const { failed, lines } = closingLines(done)
  for (const line of lines) console.log(line)
  return failed > 0 ? 1 : 0
})

/** @param {import('./test/suites.mjs').Job} job @param {string | undefined} whyLeftOut */
function countsOf({ report }, whyLeftOut) {
  if (whyLeftOut !== undefined) return skippedWhole(whyLeftOut)
  return report && report.count(readReport(report.file))
}

/** @param {number} ms */
function minutes(ms) {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
