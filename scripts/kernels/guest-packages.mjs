// @ts-check
/** Programs of the guest that this machine need not have, with their libraries: fetched by apt, never installed. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, oneAtATime } from '../electron/cache.mjs'
import { run } from '../electron/process.mjs'
import { unpackPackages, withNewLists } from './debian-packages.mjs'

/** ipvsadm and what it is linked with, beyond libc. */
const packages = ['ipvsadm', 'libnl-3-200', 'libnl-genl-3-200', 'libpopt0']
const programs = ['sbin/ipvsadm']
/** Where Debian's loader looks without being told. */
const libraryFolders = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu']

/**
 * @typedef {object} GuestPackages
 * @property {string[]} programs files
 * @property {string} libraries a folder of libraries under the names they are asked for
 */

/** @returns {Promise<GuestPackages>} @throws {import('../electron/plain.mjs').PlainError} when apt cannot give them */
export function guestPackages() {
  return oneAtATime('kernels', () =>
    withNewLists(async () => {
      const { output } = await run('apt-cache', ['show', '--no-all-versions', 'ipvsadm'], { capture: true })
      // A version that apt does not tell is one it cannot fetch, and it says so itself.
      const version = /^Version: (\S+)/m.exec(output)?.[1]?.replaceAll(':', '_') ?? 'unknown'
      const folder = path.join(cacheFolder(), 'kernels', `ipvsadm_${version}`)
      if (!existsSync(folder)) await unpackPackages(packages, folder, keep)
      return {
        programs: programs.map((file) => path.join(folder, 'programs', path.basename(file))),
        libraries: path.join(folder, 'libraries')
      }
    })
  )
}

/** @param {string} unpacked @param {string} folder */
function keep(unpacked, folder) {
  const [kept, libraries] = ['programs', 'libraries'].map((name) => path.join(folder, name))
  for (const made of [kept, libraries]) mkdirSync(made, { recursive: true })
  for (const file of programs) copyFileSync(path.join(unpacked, file), path.join(kept, path.basename(file)))
  for (const found of libraryFolders.map((name) => path.join(unpacked, name)).filter(existsSync))
    for (const name of readdirSync(found).filter((each) => /\.so\.\d+$/.test(each)))
      // A library's short name is a link to its file, which is what is copied (cpSync takes it for a folder in some Nodes).
      copyFileSync(path.join(found, name), path.join(libraries, name))
}
