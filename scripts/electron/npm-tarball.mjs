// @ts-check
/** One package of the npm registry as a file, and only if it is the very one that we tested. */
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { firstLine, PlainError } from './plain.mjs'
import { run } from './process.mjs'
import { projectFolder } from './project.mjs'

const limitMs = 10 * 60_000

/**
 * @param {string} folder an empty one
 * @param {{ name: string, version: string, integrity: string, retries?: number }} wanted integrity: as package-lock.json has it,
 *   of sha512; retries: of what cannot be reached, each after 10 s or more
 * @param {(cause: string) => string} unreachable what is said when it cannot be had
 * @returns {Promise<string>} the file
 */
export async function fetchTarball(folder, { name, version, integrity, retries = 2 }, unreachable) {
  // Through npm itself, so that the registry, proxy and credentials are the user's own. Run in the project, whose
  // .npmrc counts too.
  const self = process.env.npm_execpath
  const npm = self && /npm-cli\.c?js$/.test(self) ? [process.execPath, self] : ['npm']
  const pack = [
    'pack',
    `${name}@${version}`,
    '--json',
    '--ignore-scripts',
    '--loglevel=error',
    `--fetch-retries=${retries}`,
    '--pack-destination',
    folder
  ]
  const [command = 'npm', ...first] = npm
  const { code, output, timedOut } = await run(command, [...first, ...pack], {
    capture: true,
    timeoutMs: limitMs,
    cwd: projectFolder
  })
  const file = readdirSync(folder).find((entry) => entry.endsWith('.tgz'))
  if (code !== 0 || !file) {
    const cause = timedOut
      ? 'it took too long'
      : (/npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? firstLine(output))
    throw new PlainError(unreachable(cause))
  }
  const tarball = path.join(folder, file)
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new PlainError(
      `${name}@${version} from this npm registry is not what we tested: refused (its sha512 differs)`
    )
  }
  return tarball
}
