/** What was handed in: programs in the folder of the class, and a folder or a zip file a student. */
import type { Dirent } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Fault, type Result, success } from '#shared/fault'
import { whyNotRead } from '#lab/run-file/read-file'
import { chooseProgram } from '../../model/class/choose-program'
import type { Submission } from '../../model/class/submission'
import type { RoleName } from '../../model/roles'
import { knownEndings } from '../program/launch-plan'
import { isPacked, packedOtherwise, UnpackBudget } from './student-zip'

export type FoundSubmission = Submission & ({ path: string } | { fault: Fault })

export interface FoundClass {
  submissions: FoundSubmission[]
  /** Names in the folder that are nobody's: they are told, so that no student is left out unseen. */
  others: string[]
}

/** What systems and tools put beside, which no student wrote. */
const isForeign = (name: string): boolean =>
  name.startsWith('.') || ['__MACOSX', 'node_modules', '__pycache__'].includes(name)

export const isProgram = (name: string): boolean => knownEndings.includes(path.extname(name).toLowerCase())

/** By code units, so that the same folder gives the same table everywhere. */
const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1)

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter(({ name }) => !isForeign(name)).sort(byName)
}

/** Students hand in folders in folders. */
const depthMost = 4
const programsMost = 200

/** Links are not followed: they may lead out of the folder, or round in a circle. */
async function programsIn(folder: string, below = '', depth = 0): Promise<string[]> {
  const entries = await entriesOf(path.join(folder, below))
  const here = entries.filter((entry) => entry.isFile() && isProgram(entry.name))
  const found = here.map(({ name }) => path.posix.join(below, name))
  // What lies deeper is looked at only where nothing lies here: it may be a library, or an older version.
  if (found.length > 0 || depth === depthMost) return found
  for (const entry of entries)
    if (entry.isDirectory() && found.length < programsMost)
      found.push(...(await programsIn(folder, path.posix.join(below, entry.name), depth + 1)))
  return found
}

/** The program of one student's folder. */
export async function programOf(folder: string, role: RoleName): Promise<Result<string>> {
  try {
    return chooseProgram(await programsIn(folder), role, path.basename(folder))
  } catch (error) {
    return failure('file/not-read', `The folder "${folder}" was not read: ${whyNotRead(error)}.`)
  }
}

interface Searching {
  role: RoleName
  /** An empty folder for copies. */
  stage: string
  budget: UnpackBudget
}

async function ofFolder(folder: string, name: string, { role }: Searching): Promise<FoundSubmission> {
  const own = path.join(folder, name)
  const program = await programOf(own, role)
  if (!program.ok) return { name, file: null, fault: program.fault }
  return { name, file: `${name}/${program.value}`, path: path.join(own, program.value) }
}

/** Beside it lie other students' programs, which it must not find when it imports something: it gets a folder of its own. */
async function ofFile(folder: string, name: string, { stage }: Searching): Promise<FoundSubmission> {
  const student = path.parse(name).name
  try {
    const own = path.join(stage, name)
    await mkdir(own)
    await copyFile(path.join(folder, name), path.join(own, name))
    return { name: student, file: name, path: path.join(own, name) }
  } catch (error) {
    return {
      name: student,
      file: name,
      fault: failure('file/not-read', `"${name}" was not read: ${whyNotRead(error)}.`).fault
    }
  }
}

/** A zip file of one student's, which is the student's folder when it is unpacked. */
async function ofPacked(
  folder: string,
  entry: string,
  { role, stage, budget }: Searching
): Promise<FoundSubmission> {
  const { name, ext } = path.parse(entry)
  if (ext.toLowerCase() !== '.zip') return { name, file: null, fault: packedOtherwise(entry) }
  const own = path.join(stage, entry)
  const unpacked = await budget.unpack(path.join(folder, entry), own)
  const program = unpacked.ok ? await programOf(own, role) : unpacked
  if (!program.ok) return { name, file: null, fault: program.fault }
  return { name, file: `${entry}/${program.value}`, path: path.join(own, program.value) }
}

/** Two that would be called the same are told apart by their endings. */
const toldApart = (submissions: readonly FoundSubmission[]): FoundSubmission[] =>
  submissions.map((submission) => {
    const { name, file } = submission
    const isTwice = submissions.filter((other) => other.name === name).length > 1
    return isTwice && file !== null ? { ...submission, name: file.split('/')[0] ?? file } : submission
  })

/** Null: it is nobody's. */
function kindOf(entry: Dirent): typeof ofFolder | null {
  if (entry.isDirectory()) return ofFolder
  if (!entry.isFile()) return null
  return isProgram(entry.name) ? ofFile : isPacked(entry.name) ? ofPacked : null
}

/** @param stage an empty folder for copies */
export async function findSubmissions(
  folder: string,
  role: RoleName,
  stage: string
): Promise<Result<FoundClass>> {
  let entries: Dirent[]
  try {
    entries = await entriesOf(folder)
  } catch (error) {
    return failure('file/not-read', `The folder "${folder}" was not read: ${whyNotRead(error)}.`)
  }
  const searching = { role, stage, budget: new UnpackBudget() }
  const submissions: FoundSubmission[] = []
  const others: string[] = []
  for (const entry of entries) {
    const kind = kindOf(entry)
    if (kind === null) others.push(entry.name)
    else submissions.push(await kind(folder, entry.name, searching))
  }
  if (submissions.length > 0) return success({ submissions: toldApart(submissions), others })
  return failure('file/not-read', `Nothing that a student handed in is in "${path.basename(folder)}".`, {
    advice: `Name the folder that holds what was handed in: programs (${knownEndings.join(', ')}), or a folder or a zip file for each student.`
  })
}

/** The folder itself, or the one in it that holds all students: people pack the folder of the class as one. */
export async function innermost(folder: string): Promise<string> {
  const [only, ...more] = await entriesOf(folder)
  if (!only?.isDirectory() || more.length > 0) return folder
  const inner = path.join(folder, only.name)
  return (await entriesOf(inner)).filter((entry) => kindOf(entry) !== null).length > 1 ? inner : folder
}
