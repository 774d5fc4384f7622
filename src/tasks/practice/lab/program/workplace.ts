/** A folder of a program's own: a copy of the student's file and of those beside it, so that nothing of the student's is changed. */
import { cp, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'
import { knownEndings } from './launch-plan'

export interface Workplace {
  folder: string
  /** The copy of the student's file. */
  file: string
  /** Removes the folder. */
  leave: () => Promise<void>
}

/** A module that the program imports may lie beside it. */
const besideEndings = [...knownEndings, '.h', '.json', '.txt']
const besideMost = { files: 40, sizeBytes: 200_000 } as const
const fileMostBytes = 20_000_000

async function copyBeside(from: string, to: string, own: string): Promise<void> {
  const names = await readdir(from, { withFileTypes: true }).catch(() => [])
  const wanted = names.filter(
    (entry) =>
      entry.isFile() && entry.name !== own && besideEndings.includes(path.extname(entry.name).toLowerCase())
  )
  for (const { name } of wanted.slice(0, besideMost.files)) {
    const file = path.join(from, name)
    if ((await stat(file)).size <= besideMost.sizeBytes)
      await cp(file, path.join(to, name)).catch(() => undefined)
  }
}

export async function makeWorkplace(given: string): Promise<Result<Workplace>> {
  const name = path.basename(given)
  const facts = await stat(given).catch(() => null)
  if (!facts) return failure('file/not-read', `There is no file "${given}".`, { advice: 'Check its name.' })
  if (!facts.isFile())
    return failure('input/invalid', `"${name}" is no file.`, { advice: 'Choose a program.' })
  if (facts.size > fileMostBytes)
    return failure('input/invalid', `"${name}" is larger than ${fileMostBytes / 1_000_000} MB.`, {
      advice: 'Choose the text of the program.'
    })
  // The system's own folder for such things may be a link: tracebacks name the real one.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'udp-lab-program-')))
  const file = path.join(folder, name)
  const leave = (): Promise<void> => rm(folder, { recursive: true, force: true }).catch(() => undefined)
  try {
    await copyBeside(path.dirname(given), folder, name)
    await cp(given, file)
  } catch (error) {
    await leave()
    const { code } = error as NodeJS.ErrnoException
    return failure('file/not-read', `"${name}" could not be read: the system says ${code ?? 'nothing more'}.`)
  }
  return success({ folder, file, leave })
}
