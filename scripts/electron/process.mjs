// @ts-check
// Child processes: run one to its end, or stand in for one so that ending us ends it.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * @typedef {object} Ended
 * @property {number} code 128 + the signal's number if a signal ended it, 127 if it could not be started
 * @property {string} output what it wrote on stdout and stderr, when captured
 * @property {boolean} timedOut
 */

/**
 * Runs a command to its end. Its output goes to our stderr, because our stdout belongs to the script's answer,
 * or is captured.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ capture?: boolean, timeoutMs?: number, cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, parameters, { capture = false, timeoutMs, cwd, env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd,
      env,
      stdio: ['ignore', capture ? 'pipe' : 2, capture ? 'pipe' : 2]
    })
    let output = ''
    let timedOut = false
    child.stdout?.on('data', (data) => (output += data))
    child.stderr?.on('data', (data) => (output += data))
    const giveUp = () => {
      timedOut = true
      child.kill('SIGKILL')
    }
    const timer = timeoutMs ? setTimeout(giveUp, timeoutMs) : undefined
    child.on('error', (error) => resolve({ code: 127, output: output + error.message, timedOut }))
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code: exitCode(code, signal), output, timedOut })
    })
  })
}

/**
 * Runs a command as if it were us: same terminal, signals passed on, its exit code for ours.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, graceMs?: number }} [options] graceMs: how long it may take to end
 * @returns {Promise<number>}
 */
export function become(command, parameters, { cwd, env, graceMs = 5000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd, env, stdio: 'inherit' })
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      child.kill(signal)
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref()
    }
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const atExit = () => child.kill('SIGKILL')
    for (const signal of signals) process.on(signal, passOn)
    process.on('exit', atExit)
    const settle = () => {
      for (const signal of signals) process.off(signal, passOn)
      process.off('exit', atExit)
    }
    child.on('error', (error) => {
      settle()
      reject(error)
    })
    child.on('exit', (code, signal) => {
      settle()
      resolve(exitCode(code, signal))
    })
  })
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 1)
}
