// @ts-check
// The folder where we keep what was fetched and what we found out about this machine.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { note, PlainError } from './plain.mjs'

export function cacheFolder() {
  const named = process.env.XDG_CACHE_HOME
  // The XDG rules say that a relative path there is to be ignored.
  const root = named && path.isAbsolute(named) ? named : path.join(homedir(), '.cache')
  const folder = path.join(root, 'udp-lab')
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    throw new PlainError(`cannot write to the cache folder ${folder}: name another one in XDG_CACHE_HOME`)
  }
  return folder
}

/**
 * @param {string} name
 * @returns {unknown} undefined if nothing usable is there
 */
export function remembered(name) {
  try {
    return JSON.parse(readFileSync(path.join(cacheFolder(), name), 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
export function remember(name, value) {
  const file = path.join(cacheFolder(), name)
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, JSON.stringify(value))
    renameSync(draft, file)
  } catch {
    // Only speed is lost.
    rmSync(draft, { force: true })
  }
}

/** @param {string} name */
export function forget(name) {
  rmSync(path.join(cacheFolder(), name), { force: true })
}

/**
 * Lets one process at a time download, unpack and install; the others wait and then find it done.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(name, work) {
  const lock = path.join(cacheFolder(), `${name}.lock`)
  for (let waited = false; !taken(lock); waited = true) {
    if (!waited) note('another start is fetching what is needed; waiting for it')
    await sleep(250)
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/**
 * @param {string} lock
 * @returns {boolean}
 */
function taken(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
      throw new PlainError(
        `cannot write to the cache folder ${path.dirname(lock)}: name another one in XDG_CACHE_HOME`
      )
    }
  }
  if (!abandoned(lock)) return false
  rmSync(lock, { force: true })
  return taken(lock)
}

/**
 * A lock whose owner was killed: its process is gone. A fresh one may not hold its owner's number yet.
 *
 * @param {string} lock
 */
function abandoned(lock) {
  try {
    const owner = Number(readFileSync(lock, 'utf8'))
    const ageMs = Date.now() - statSync(lock).mtimeMs
    // No download takes so long; process numbers are used again, and a cache may be shared between containers.
    if (ageMs > 40 * 60_000) return true
    if (!owner) return ageMs > 5000
    process.kill(owner, 0)
    return false
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}
