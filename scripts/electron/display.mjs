// @ts-check
// A display for machines without one: Xvfb, started for one command and stopped after it.
import { spawn } from 'node:child_process'
import { findCommand, installPackages } from './apt.mjs'
import { oneAtATime } from './cache.mjs'
import { findDisplay } from './find-display.mjs'
import { firstLine, PlainError } from './plain.mjs'
import { become } from './process.mjs'

const startLimitMs = 20_000

/**
 * Whether what needs an X server, as our tests do, finds one that answers. Only Linux can be without a display in a way that
 * we notice and can cure.
 */
export async function hasDisplay() {
  const { kind } = await findDisplay()
  return kind === 'x11' || kind === 'system'
}

/** Makes sure that Xvfb is installed: by us if we are root, else the command for it is named. */
export async function ensureXvfb() {
  if (findCommand('Xvfb')) return
  await oneAtATime('xvfb', async () => {
    if (!findCommand('Xvfb')) await installPackages(['xvfb'], 'tests of the window need Xvfb')
  })
}

/**
 * Starts an Xvfb on a display that is free.
 *
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>}
 */
export async function startXvfb() {
  await ensureXvfb()
  // It chooses the number itself and writes it on descriptor 3: no race with another one.
  const parameters = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => server.once('close', resolve).once('error', resolve))
  const kill = () => server.kill()
  process.on('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    server.ref()
    server.kill()
    await ended
  }
  try {
    const number = await displayNumber(server)
    server.unref()
    return { display: `:${number}`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let number = ''
    let complaint = ''
    /** @param {string} text */
    const fail = (text) => reject(new PlainError(`Xvfb did not start: ${text}`))
    const timer = setTimeout(() => fail('it gave no display number in time'), startLimitMs)
    server.stderr?.on('data', (data) => (complaint += data))
    server.stdio[3]?.on('data', (data) => {
      number += data
      if (!number.includes('\n')) return
      clearTimeout(timer)
      server.stdio[3]?.destroy()
      // Still read, since a closed stderr could end the server, but no reason for us to stay.
      const stderr = /** @type {import('node:net').Socket | null} */ (server.stderr)
      stderr?.unref()
      resolve(number.trim())
    })
    server.on('error', (error) => fail(error.message))
    server.on('exit', () => {
      clearTimeout(timer)
      fail(firstLine(complaint.replace(/^.*_XSERVTrans.*\n/gm, '')) || 'it ended at once')
    })
  })
}

/**
 * Runs a command as `become` does, on a display: the one we are on, else an Xvfb of its own.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 */
export async function becomeOnDisplay(command, parameters) {
  if (await hasDisplay()) return become(command, parameters)
  const { display, stop } = await startXvfb()
  try {
    return await become(command, parameters, {
      env: { ...process.env, DISPLAY: display, WAYLAND_DISPLAY: undefined }
    })
  } finally {
    await stop()
  }
}
