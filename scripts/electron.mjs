// @ts-check
// Which Electron: `node scripts/electron.mjs` prints its path, alone on stdout, once it can be started.
import { existsSync } from 'node:fs'
import { oneAtATime } from './electron/cache.mjs'
import { ensureLibraries, librariesKnown } from './electron/libraries.mjs'
import { downloadOfficial, earlierFailure, officialElectron } from './electron/official.mjs'
import { note, PlainError, runScript } from './electron/plain.mjs'
import { isStarted } from './electron/project.mjs'
import { fetchStandIn, standInElectron, standInFits } from './electron/stand-in.mjs'

const minuteMs = 60_000

/**
 * The Electron binary in use, fetched if need be, with the libraries that it needs.
 *
 * @returns {Promise<string>}
 */
export async function resolveElectron() {
  const present = presentElectron()
  if (present && librariesKnown(present)) return present
  return oneAtATime('electron', async () => {
    const binary = presentElectron() ?? (await fetchElectron())
    await ensureLibraries(binary)
    return binary
  })
}

/** Flags that Electron needs on this machine: as root on Linux (containers) Chromium's sandbox cannot start. */
export function electronFlags() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function presentElectron() {
  // Once the official download's failure is some hours old, it is tried again before the stand-in is taken.
  return namedElectron() ?? officialElectron() ?? (earlierFailure() && standInElectron())
}

function namedElectron() {
  const named = process.env.ELECTRON_EXEC_PATH
  if (!named) return undefined
  if (existsSync(named)) return named
  note(`ELECTRON_EXEC_PATH names ${named}, which is not there; looking elsewhere`)
  return undefined
}

async function fetchElectron() {
  // Where something else can stand in, we do not wait for a slow host as long.
  const limitMs = (standInFits() ? 5 : 30) * minuteMs
  const outcome = await downloadOfficial({ limitMs, despiteFailure: !standInFits() })
  if ('binary' in outcome) return outcome.binary
  if (standInFits()) return standInElectron() ?? fetchStandIn(outcome.failure)
  throw new PlainError(
    `no Electron: its download failed (${outcome.failure}); connect, or name a binary in ELECTRON_EXEC_PATH`
  )
}

if (isStarted(import.meta.url)) {
  await runScript(async () => {
    process.stdout.write(`${await resolveElectron()}\n`)
  })
}
