// @ts-check
// Debian packages: installed when we are root, else the exact command is named.
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { note, PlainError } from './plain.mjs'
import { run } from './process.mjs'

/**
 * @param {string} command
 * @returns {string | undefined} where it is
 */
export function findCommand(command) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder || '.', command)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // The next folder, then.
    }
  }
  return undefined
}

/**
 * @param {readonly string[]} packages names as of Debian 12; those that newer systems renamed are renamed here
 * @param {string} why one clause: "Electron needs libgtk-3.so.0"
 */
export async function installPackages(packages, why) {
  if (!findCommand('apt-get')) {
    throw new PlainError(
      `${why}: install it with this system's package manager (Debian calls it ${packages.join(' ')})`
    )
  }
  if (process.getuid?.() !== 0) {
    const names = await currentNames(packages)
    throw new PlainError(
      `${why}; run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`
    )
  }
  note(`${why}: installing ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const lists = await apt(['update'], env)
  // Without new lists the old ones may still do.
  const names = await currentNames(packages)
  const install = await apt(['install', '-y', '--no-install-recommends', ...names], env)
  if (install === 0) return
  const step = lists === 0 ? 'apt-get install' : 'apt-get update'
  throw new PlainError(
    `${why}, and ${step} failed (see above): install ${names.join(' ')} yourself, then try again`
  )
}

/**
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 */
async function apt(parameters, env) {
  const { code } = await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...parameters], { env })
  return code
}

/**
 * Debian 13 and Ubuntu 24.04 renamed libraries whose time_t grew: libgtk-3-0 is libgtk-3-0t64 there.
 *
 * @param {readonly string[]} packages
 */
async function currentNames(packages) {
  const names = []
  for (const name of packages) {
    const { code } = await run('apt-cache', ['show', `${name}t64`], { capture: true })
    names.push(code === 0 ? `${name}t64` : name)
  }
  return names
}
