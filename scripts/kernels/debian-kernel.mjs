// @ts-check
/** Debian's own kernel, from its signed package: fetched once by apt, unpacked into our cache, never installed. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, oneAtATime } from '../electron/cache.mjs'
import { firstLine, PlainError } from '../electron/plain.mjs'
import { run } from '../electron/process.mjs'

/** The package that depends on the newest kernel of this Debian. */
const metaPackage = 'linux-image-amd64'
/** Modules that the calls need, by their place under kernel/; none of them needs another one. */
const modules = ['net/sched/sch_netem.ko']
const fetchTimeoutMs = 180_000

/**
 * @typedef {object} DebianKernel
 * @property {string} release as uname(2) tells it: 6.1.0-56-amd64
 * @property {string} image the file to boot
 * @property {string[]} modules files for insmod
 */

/** @returns {Promise<DebianKernel>} @throws {PlainError} when apt cannot give it */
export function debianKernel() {
  return oneAtATime('kernels', async () => {
    try {
      return await kept(await newest())
    } catch (error) {
      // A fresh machine has no lists of packages yet; old ones name what the archive has no more.
      if (!(error instanceof PlainError) || process.getuid?.() !== 0) throw error
      await run('apt-get', ['-q', 'update'])
      return kept(await newest())
    }
  })
}

/** @param {{ name: string, version: string }} wanted @returns {Promise<DebianKernel>} */
async function kept({ name, version }) {
  const release = name.replace('linux-image-', '')
  const folder = path.join(cacheFolder(), 'kernels', `${name}_${version}`)
  if (!existsSync(folder)) await fetch(`${name}=${version}`, release, folder)
  return {
    release,
    image: path.join(folder, 'vmlinuz'),
    modules: modules.map((file) => path.join(folder, path.basename(file)))
  }
}

async function newest() {
  const { output } = await run('apt-cache', ['show', '--no-all-versions', metaPackage], { capture: true })
  const found = /^Depends: (linux-image-\S+) \(= (\S+)\)/m.exec(output)
  if (!found) throw new PlainError(`apt knows no package ${metaPackage}: run apt-get update`)
  return { name: found[1] ?? '', version: found[2] ?? '' }
}

/** @param {string} wanted package and version @param {string} release @param {string} folder made whole, or not at all */
async function fetch(wanted, release, folder) {
  const parent = path.dirname(folder)
  mkdirSync(parent, { recursive: true })
  const draft = mkdtempSync(path.join(parent, 'fetch-'))
  try {
    await told('apt-get', ['-q', 'download', wanted], draft)
    const file = readdirSync(draft).find((name) => name.endsWith('.deb')) ?? ''
    await told('dpkg-deb', ['-x', file, 'unpacked'], draft)
    const kept = path.join(draft, 'kept')
    const unpacked = path.join(draft, 'unpacked')
    cpSync(path.join(unpacked, 'boot', `vmlinuz-${release}`), path.join(kept, 'vmlinuz'))
    for (const module of modules) {
      const from = path.join(unpacked, 'lib/modules', release, 'kernel', module)
      if (!existsSync(from)) throw new PlainError(`${wanted} has no module ${module}`)
      cpSync(from, path.join(kept, path.basename(module)))
    }
    renameSync(kept, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** @param {string} command @param {string[]} words @param {string} cwd */
async function told(command, words, cwd) {
  const { code, output } = await run(command, words, { cwd, capture: true, timeoutMs: fetchTimeoutMs })
  if (code === 0) return
  const error = output.split('\n').find((line) => line.startsWith('E:')) ?? firstLine(output)
  throw new PlainError(`${command} ${words.join(' ')} failed: ${error}`)
}
