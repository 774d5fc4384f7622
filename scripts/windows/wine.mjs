// @ts-check
/** Wine, with a Windows of its own in a folder that goes away again. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import { findCommand } from '../electron/apt.mjs'
import { PlainError } from '../electron/plain.mjs'
import { run } from '../electron/process.mjs'

/** Debian's wine64 puts its commands into no folder of the PATH; its package wine does. */
const debianFolder = '/usr/lib/wine'
const setUpTimeoutMs = 120_000
export const compiler = 'x86_64-w64-mingw32-gcc'

/** @param {readonly string[]} names the first that is there is taken */
function find(...names) {
  const found = names.map((name) => findCommand(name)).find(Boolean)
  return found ?? names.map((name) => path.join(debianFolder, name)).find(isProgram)
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const wine = () => find('wine64', 'wine')
const server = () => find('wineserver64', 'wineserver')

/** Why nothing can be run by Wine here, in one line that says what to install; null: it can. */
export function whyNoWine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it takes Linux on an x64 processor'
  const missing = [
    ...(wine() && server() ? [] : ['wine64']),
    ...(findCommand(compiler) ? [] : ['gcc-mingw-w64-x86-64'])
  ]
  return missing.length === 0 ? null : `no ${missing.join(', ')}: apt-get install wine64 gcc-mingw-w64-x86-64`
}

/**
 * @typedef {object} Windows
 * @property {string} wine the program that runs others
 * @property {NodeJS.ProcessEnv} env what it takes beside the usual environment
 */

/**
 * @param {string} folder for its drive and the user's home; it is made
 * @returns {Promise<Windows>}
 */
export async function setUpWindows(folder) {
  const env = {
    HOME: folder,
    WINEPREFIX: path.join(folder, 'prefix'),
    WINEDEBUG: '-all',
    // Else names of files with other letters than ASCII are not found.
    LC_ALL: 'C.UTF-8',
    ELECTRON_RUN_AS_NODE: ''
  }
  const program = wine() ?? ''
  mkdirSync(folder)
  // Node refuses to start on the Windows that Wine stands for by itself.
  for (const words of [
    ['wineboot', '-i'],
    ['winecfg', '-v', 'win10']
  ]) {
    const options = { capture: true, timeoutMs: setUpTimeoutMs, env: { ...process.env, ...env } }
    const { code, output } = await run(program, words, options)
    if (code !== 0) throw new PlainError(`wine ${words.join(' ')} failed: ${output.trim()}`)
  }
  return { wine: program, env }
}

/** Ends all that still runs there. @param {Windows} windows */
export async function endWindows({ env }) {
  await run(server() ?? '', ['-k'], { capture: true, timeoutMs: 20_000, env: { ...process.env, ...env } })
  await run(server() ?? '', ['-w'], { capture: true, timeoutMs: 20_000, env: { ...process.env, ...env } })
}
