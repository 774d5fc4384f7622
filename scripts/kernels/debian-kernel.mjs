// @ts-check
/** Debian's own kernel, from its signed package: fetched once by apt, unpacked into our cache, never installed. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, oneAtATime } from '../electron/cache.mjs'
import { PlainError } from '../electron/plain.mjs'
import { run } from '../electron/process.mjs'
import { told, unpackPackages, withNewLists } from './debian-packages.mjs'

/** The package that depends on the newest kernel of this Debian. */
const metaPackage = 'linux-image-amd64'
/** Modules that the calls need, by their names; what these need themselves comes along. */
const modules = [
  'sch_netem',
  // libcrc32c, which IPVS needs, asks the kernel for this one by an alias that modules.dep does not have.
  'crc32c_generic',
  ...['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_lc', 'ip_vs_sh', 'ip_vs_mh']
]

/**
 * @typedef {object} DebianKernel
 * @property {string} release as uname(2) tells it: 6.1.0-56-amd64
 * @property {string} image the file to boot
 * @property {string} modules a folder as /lib/modules/RELEASE, for modprobe
 */

/** @returns {Promise<DebianKernel>} @throws {PlainError} when apt cannot give it */
export function debianKernel() {
  return oneAtATime('kernels', () => withNewLists(async () => kept(await newest())))
}

/** @param {{ name: string, version: string }} wanted @returns {Promise<DebianKernel>} */
async function kept({ name, version }) {
  const release = name.replace('linux-image-', '')
  // With other modules it is another folder.
  const key = createHash('sha256').update(modules.join()).digest('hex').slice(0, 8)
  const folder = path.join(cacheFolder(), 'kernels', `${name}_${version}_${key}`)
  if (!existsSync(folder)) {
    await unpackPackages([`${name}=${version}`], folder, (from, to) => keep(from, to, release))
  }
  return { release, image: path.join(folder, 'vmlinuz'), modules: path.join(folder, 'modules') }
}

async function newest() {
  const { output } = await run('apt-cache', ['show', '--no-all-versions', metaPackage], { capture: true })
  const found = /^Depends: (linux-image-\S+) \(= (\S+)\)/m.exec(output)
  if (!found) throw new PlainError(`apt knows no package ${metaPackage}: run apt-get update`)
  return { name: found[1] ?? '', version: found[2] ?? '' }
}

/** @param {string} unpacked @param {string} folder @param {string} release */
async function keep(unpacked, folder, release) {
  cpSync(path.join(unpacked, 'boot', `vmlinuz-${release}`), path.join(folder, 'vmlinuz'))
  const from = path.join(unpacked, 'lib/modules', release)
  // The package has no modules.dep: it is made when a kernel is installed.
  await told('busybox', ['depmod', '-b', unpacked, release], unpacked)
  const lines = neededLines(readFileSync(path.join(from, 'modules.dep'), 'utf8'))
  for (const line of lines) {
    const [file = ''] = line.split(':')
    cpSync(path.join(from, file), path.join(folder, 'modules', file))
  }
  writeFileSync(path.join(folder, 'modules/modules.dep'), `${lines.join('\n')}\n`)
}

/** @param {string} text modules.dep(5): `file: all that it needs` @returns {string[]} its lines for our modules and theirs */
function neededLines(text) {
  const byFile = new Map(text.split('\n').map((line) => [line.split(':')[0] ?? '', line]))
  const files = new Set()
  for (const name of modules) {
    const line = [...byFile.values()].find((each) => each.split(':')[0]?.endsWith(`/${name}.ko`))
    if (!line) throw new PlainError(`the kernel's package has no module ${name}`)
    for (const file of line.replace(':', '').split(' ')) files.add(file)
  }
  return [...files].filter((file) => file !== '').map((file) => byFile.get(file) ?? `${file}:`)
}
