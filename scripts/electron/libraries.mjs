// @ts-check
// The shared libraries that Electron's binary needs, and the Debian packages that they are in.
import { statSync } from 'node:fs'
import { installPackages } from './apt.mjs'
import { remember, remembered } from './cache.mjs'
import { note, PlainError } from './plain.mjs'
import { run } from './process.mjs'

const stateFile = 'libraries.json'

/** Every library that the binary names itself (readelf -d), in a package name of Debian 12. */
const packageOf = /** @type {Record<string, string>} */ ({
  'ld-linux-x86-64.so.2': 'libc6',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0'
})

/**
 * Makes sure that the libraries are there; asks ldd only when the binary or the system's libraries have changed.
 *
 * @param {string} binary
 */
export async function ensureLibraries(binary) {
  if (librariesKnown(binary)) return
  let missing = await missingLibraries(binary)
  if (missing.length > 0) {
    const unknown = missing.filter((library) => !packageOf[library])
    if (unknown.length > 0) {
      throw new PlainError(
        `Electron needs ${missing.join(', ')}: install the packages that hold them, then try again`
      )
    }
    const packages = [...new Set(missing.map((library) => packageOf[library] ?? library))]
    await installPackages(packages, `Electron needs ${missing.join(', ')}`)
    missing = await missingLibraries(binary)
    if (missing.length > 0)
      throw new PlainError(`Electron still misses ${missing.join(', ')}: install them, then try again`)
  }
  remember(stateFile, fingerprint(binary))
}

/** @param {string} binary */
export function librariesKnown(binary) {
  return (
    process.platform !== 'linux' ||
    JSON.stringify(remembered(stateFile)) === JSON.stringify(fingerprint(binary))
  )
}

/** @param {string} binary */
function fingerprint(binary) {
  // The loader's cache is rewritten whenever a package with libraries comes or goes.
  return [binary, '/etc/ld.so.cache'].map((file) => {
    const state = statSync(file, { throwIfNoEntry: false })
    return [file, state?.mtimeMs, state?.size]
  })
}

/** @param {string} binary */
async function missingLibraries(binary) {
  const { code, output } = await run('ldd', [binary], { capture: true })
  if (code === 127) note('ldd is not here, so the libraries that Electron needs were not looked for')
  const names = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
  return [...new Set(names)]
}
