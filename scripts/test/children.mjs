// @ts-check
/** Commands of a test run: their lines are told by name as they come, and none of them outlives us. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import { findCommand } from '../electron/apt.mjs'

/** How long one may take to end itself before it is ended. */
const graceMs = 5000
/** Whatever is started for this run has this in its environment, wherever it went since. */
const mark = `UDP_LAB_TEST_RUN=${randomUUID()}`
const [markName = '', markValue] = mark.split('=')

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let ending = false

/**
 * Runs a command to its end and tells its lines, each with its name before it.
 *
 * @param {readonly string[]} words
 * @param {{ name: string, cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code; never, when we are to end ourselves
 */
export function runTold(words, { name, cwd, env }) {
  if (ending) return new Promise(() => undefined)
  const [command = '', ...parameters] = [...endedWithUs(), ...words]
  const child = spawn(command, parameters, {
    cwd,
    env: { ...process.env, ...env, [markName]: markValue },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: it can be ended with all that it started.
    detached: process.platform !== 'win32'
  })
  running.add(child)
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr]
  ])) {
    createInterface({ input: from }).on('line', (line) => to.write(`${name} | ${line}\n`))
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      const settle = () => {
        running.delete(child)
        if (!ending) resolve(code ?? 128 + (signal ? constants.signals[signal] : 1))
      }
      // Its last lines are still on the way. What it left behind may hold the pipe open for ever.
      const patience = setTimeout(settle, graceMs)
      child.once('close', () => {
        clearTimeout(patience)
        settle()
      })
    })
  })
}

/** When we are killed without a word, the system tells the first process of each. */
function endedWithUs() {
  return process.platform === 'linux' && findCommand('setpriv') ? ['setpriv', '--pdeathsig', 'TERM'] : []
}

/** From now on Ctrl-C, a closed terminal and a kill end what runs, then us; and whatever ends us, nothing is left behind. */
export function endTogether() {
  process.on('exit', () => {
    for (const child of running) endGroup(child, 'SIGKILL')
    for (const pid of leftovers()) tryKill(pid, 'SIGKILL')
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void endAll(signal))
  }
}

/** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
async function endAll(signal) {
  // Who asks a second time does not want to wait.
  if (!ending) await endAsked()
  process.exit(128 + constants.signals[signal])
}

async function endAsked() {
  ending = true
  const closed = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)))
  for (const child of running) endGroup(child, 'SIGTERM')
  await Promise.race([Promise.all(closed), new Promise((resolve) => setTimeout(resolve, graceMs))])
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function endGroup(child, signal) {
  if (child.pid !== undefined) tryKill(process.platform === 'win32' ? child.pid : -child.pid, signal)
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function tryKill(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // It is gone already.
  }
}

/** What left its group, as each app does that Playwright starts: found by its environment. Linux alone tells of that. */
function leftovers() {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid && environmentOf(pid).includes(mark))
}

/** @param {number} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
  } catch {
    return []
  }
}
