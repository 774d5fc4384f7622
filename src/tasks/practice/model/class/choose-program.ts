/** Which file of a student's folder is the program that is asked for. */
import { failure, type Result, success } from '#shared/fault'
import type { RoleName } from '../roles'

interface RoleParts {
  task: string
  part: string | undefined
  side: string
  /** Server 1 or 2. */
  number: string | undefined
}

function partsOf(role: RoleName): RoleParts {
  const [, task = '', part, side = '', number] =
    /^task(\d)(?:-part(\d))?-(server|client)(\d)?$/.exec(role) ?? []
  return { task, part, side, number }
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).toLowerCase()

/**
 * How well a name fits: that it names the right side counts most, then the number of the server, the part, the task. A name that
 * says something else of one of them is worse than one that says nothing.
 */
function fit(file: string, role: RoleName): number {
  const name = nameOf(file)
  const { task, part, side, number } = partsOf(role)
  const other = side === 'server' ? 'client' : 'server'
  const agrees = (form: RegExp, wanted: string | undefined, weight: number): number => {
    const said = form.exec(name)?.[1]
    return said === undefined || wanted === undefined ? 0 : said === wanted ? weight : -weight
  }
  return (
    (name.includes(side) ? 1000 : name.includes(other) ? -1000 : 0) +
    agrees(/server[ _-]?(\d)/, number, 100) +
    agrees(/part[ _-]?(\d)/, part, 10) +
    agrees(/task[ _-]?(\d)/, task, 1)
  )
}

const listed = (files: readonly string[]): string =>
  files
    .slice(0, 6)
    .map((file) => `"${file}"`)
    .join(', ')

const unclear = 'Check this one alone, or leave only the program that is asked for.'

/**
 * @param files programs of the folder, named below it
 * @param folder the student's
 */
export function chooseProgram(files: readonly string[], role: RoleName, folder: string): Result<string> {
  const [only, ...more] = files
  if (only === undefined)
    return failure('file/not-read', `No program is in the folder "${folder}".`, {
      advice: 'Ask for a .py, .c, .java, .js, .mjs or .cjs file, and unpack what is still packed.'
    })
  if (more.length === 0) return success(only)
  const best = Math.max(...files.map((file) => fit(file, role)))
  const fitting = files.filter((file) => fit(file, role) === best)
  const [chosen, ...rivals] = fitting
  if (chosen !== undefined && rivals.length === 0) return success(chosen)
  return failure(
    'input/invalid',
    `The folder "${folder}" has several programs that may be ${role}: ${listed(fitting)}.`,
    { advice: unclear }
  )
}
