// @ts-check
// The Electron that the `electron` package downloads: the only one that is ever packaged for others.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { forget, remember, remembered } from './cache.mjs'
import { firstLine, note } from './plain.mjs'
import { projectFolder } from './project.mjs'
import { run } from './process.mjs'

const packageFolder = path.join(projectFolder, 'node_modules', 'electron')
const failureFile = 'electron-download-failed.json'
const failureHoldsMs = 6 * 3600_000

export const officialDist = path.join(packageFolder, 'dist')

/** @returns {string | undefined} the binary, if it is unpacked in the version that is asked for */
export function officialElectron() {
  const unpackedVersion = read(path.join(officialDist, 'version'))?.replace(/^v/, '')
  const relative = read(path.join(packageFolder, 'path.txt'))
  if (!relative || unpackedVersion !== officialVersion()) return undefined
  const binary = path.join(officialDist, relative)
  return existsSync(binary) ? binary : undefined
}

/**
 * Asks the package's own installer for the binary.
 *
 * @param {{ limitMs: number, despiteFailure?: boolean }} options despiteFailure: even if it failed an hour ago
 * @returns {Promise<{ binary: string } | { failure: string }>}
 */
export async function downloadOfficial({ limitMs, despiteFailure = false }) {
  const installer = path.join(packageFolder, 'install.js')
  if (!existsSync(installer)) return { failure: 'the electron package is not installed: run npm ci' }
  const earlier = despiteFailure ? undefined : earlierFailure()
  if (earlier) return { failure: earlier }
  note(`downloading Electron ${officialVersion()} (about 120 MB, once)`)
  const { code, output, timedOut } = await run(process.execPath, [installer], {
    capture: true,
    timeoutMs: limitMs,
    env: { ...process.env, ELECTRON_GET_NO_PROGRESS: '1', NODE_NO_WARNINGS: '1' }
  })
  const binary = code === 0 ? officialElectron() : undefined
  if (binary) {
    forget(failureFile)
    return { binary }
  }
  const minutes = Math.round(limitMs / 60_000)
  const failure = timedOut ? `it took longer than ${minutes} minutes` : reason(output) || `exit code ${code}`
  remember(failureFile, { where: whereFrom(), atMs: Date.now(), failure })
  return { failure }
}

/**
 * The installer prints a stack trace; its first line holds the message.
 *
 * @param {string} output
 */
function reason(output) {
  const message = firstLine(output).replace(/^\w*Error: /, '')
  return message === 'fetch failed' ? 'its host cannot be reached' : message
}

/** @returns {string} */
export function officialVersion() {
  return JSON.parse(read(path.join(packageFolder, 'package.json')) ?? '{}').version ?? ''
}

/** @returns {string | undefined} why the download failed, if it was tried from here in the last hours */
export function earlierFailure() {
  const earlier = /** @type {{ where?: string, atMs?: number, failure?: string } | undefined} */ (
    remembered(failureFile)
  )
  if (!earlier || earlier.where !== whereFrom()) return undefined
  const ageMs = Date.now() - Number(earlier.atMs)
  return ageMs >= 0 && ageMs < failureHoldsMs ? earlier.failure : undefined
}

/** What decides where the download comes from: with another mirror or proxy it is worth a new try. */
function whereFrom() {
  // npm sets an empty npm_config_noproxy, which says nothing.
  const names = Object.keys(process.env).filter(
    (name) => /proxy|electron_(mirror|custom|nightly)/i.test(name) && process.env[name]
  )
  const settings = names.sort().map((name) => [name.toLowerCase(), process.env[name]])
  // Hashed, since a proxy's address may hold a password.
  return createHash('sha256')
    .update(JSON.stringify([officialVersion(), settings]))
    .digest('hex')
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
