// @ts-check
// The tools that electron-builder would download although this machine has them.
import { accessSync, constants, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findCommand, installPackages } from '../electron/apt.mjs'
import { PlainError } from '../electron/plain.mjs'

const ownFpm = fileURLToPath(new URL('deb.mjs', import.meta.url))

/**
 * Environment variables for electron-builder.
 *
 * @param {{ archives: boolean, deb: boolean, required: boolean }} needs required: what is not here is not downloaded
 */
export async function toolSettings({ archives, deb, required }) {
  /** @type {Record<string, string>} */
  const settings = {}
  if (process.platform !== 'linux') return settings
  if (archives && !process.env.ELECTRON_BUILDER_7ZIP_PATH) {
    if (required && !sevenZip()) await installPackages(['p7zip-full'], 'tar.gz and zip are packed by 7-Zip')
    const program = sevenZip()
    if (program) settings.ELECTRON_BUILDER_7ZIP_PATH = program
    // A trial need not be small, and the best compression takes minutes.
    if (required) settings.ELECTRON_BUILDER_COMPRESSION_LEVEL = '1'
  }
  if (deb && !process.env.CUSTOM_FPM_PATH) {
    if (required && !findCommand('dpkg-deb')) throw new PlainError('a deb is packed by dpkg-deb, which is not here')
    if (findCommand('dpkg-deb') && isExecutable(ownFpm)) settings.CUSTOM_FPM_PATH = ownFpm
  }
  return settings
}

function sevenZip() {
  // Debian's 7za in PATH is a shell script around this one.
  const packaged = '/usr/lib/p7zip/7za'
  return existsSync(packaged) ? packaged : (findCommand('7zz') ?? findCommand('7za'))
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
