/** The zip that an instructor uploads to Gradescope: two scripts, and the built command line, which needs nothing but Node. */
import { encodeText } from '#shared/events/payload'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { zipSync, type Zippable } from 'fflate'
import { failure, type Result, success } from '#shared/fault'
import { readFileWhole, whyNotRead } from '#lab/run-file/read-file'
import type { OwnFile } from '../own-checks'
import {
  entryScript,
  type GraderSettings,
  ownChecksName,
  packageFile,
  runScript,
  setupScript
} from './grader-scripts'

/** As fflate names what Unix systems call 3. */
const unix = 3
const modes = { file: 0o100644, program: 0o100755 } as const
/** The same zip for the same lab: no time of today. */
const mtime = '2000-01-01T00:00:00'

const nodeMostBytes = 400_000_000

type Entry = Zippable[string]

const entryOf = (bytes: Uint8Array, mode: number): Entry => [
  bytes,
  { os: unix, attrs: mode * 0x10000, mtime }
]

const script = (text: string): Entry => entryOf(encodeText(text), modes.program)

const text = (written: string): Entry => entryOf(encodeText(written), modes.file)

async function builtFiles(folder: string): Promise<Zippable> {
  const names = await readdir(folder, { recursive: true })
  const files: Zippable = {}
  for (const name of names.filter((each) => each.endsWith('.js')).sort())
    files[`lab/${name.split(path.sep).join('/')}`] = entryOf(
      await readFile(path.join(folder, name)),
      modes.file
    )
  return files
}

/**
 * @param built the folder of the built command line
 * @param carry.node a Node for the image; null: the image has its own
 * @param carry.own checks of the instructor's own
 */
export async function graderZip(
  settings: Omit<GraderSettings, 'ownNode' | 'ownChecks'>,
  built: string,
  { node, own }: { node: string | null; own: OwnFile | undefined }
): Promise<Result<Uint8Array>> {
  const carried = node === null ? null : await readFileWhole(node, nodeMostBytes)
  if (carried?.ok === false) return carried
  const all = { ...settings, ownChecks: own !== undefined, ownNode: carried !== null }
  try {
    return success(
      zipSync({
        'setup.sh': script(setupScript(all)),
        run_autograder: script(runScript(all)),
        'lab.mjs': text(entryScript),
        'package.json': text(packageFile),
        ...(await builtFiles(built)),
        ...(own && { [ownChecksName]: text(JSON.stringify(own.checks, null, 2)) }),
        ...(carried && { node: entryOf(carried.value, modes.program) })
      })
    )
  } catch (error) {
    return failure('file/not-read', `The built command line was not read: ${whyNotRead(error)}.`)
  }
}
