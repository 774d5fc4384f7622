/** Runs the checks against our collection of programs: what is caught, and what is a false alarm. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'
import { isolationFacts } from '../model/class/isolation'
import { exerciseAssignment } from '../model/assignment'
import { type CollectedProgram, collectionSchema, misjudged } from '../model/collection'
import type { OwnFile } from './own-checks'
import { flawInWords, readJson } from '../model/own/read-json'
import { checkSome, type Progress } from './check-many'

export interface SelfTest {
  programs: number
  wrong: number
  caught: number
  right: number
  falseAlarms: number
  /** What this machine has nothing to run with. */
  notRun: string[]
  /** Where a judgement was not the expected one. */
  misjudged: { file: string; why: string }[]
  isolated: boolean
  readOnlyFiles: boolean
}

const listName = 'collection.json'

async function readCollection(folder: string): Promise<Result<CollectedProgram[]>> {
  const written = await readFile(path.join(folder, listName), 'utf8').catch(() => null)
  if (written === null)
    return failure('file/not-read', `There is no ${listName} in "${folder}" that could be read.`, {
      advice: 'docs/grading.md says what it holds.'
    })
  const read = readJson(written, collectionSchema)
  if ('value' in read) return success(read.value)
  return failure('file/damaged', `${listName} in "${folder}" is no collection: ${flawInWords(read)}.`, {
    advice: 'Correct this place. resources/practice has an example.'
  })
}

/**
 * @param folder programs, and `collection.json` with what is right and wrong of each
 * @param own checks that programs of their role must pass too
 */
export async function selfTest(
  folder: string,
  commandLine: readonly string[],
  { own, signal, told }: { own?: OwnFile | undefined; signal: AbortSignal; told: Progress }
): Promise<Result<SelfTest>> {
  const collection = await readCollection(folder)
  if (!collection.ok) return collection
  const programs = collection.value
  const requests = programs.map(({ file, role }) => ({
    file: path.join(folder, file),
    role,
    assignment: exerciseAssignment,
    interpreter: null,
    own: own?.checks.role === role ? own : undefined,
    signal
  }))
  const { results, isolation } = await checkSome(requests, commandLine, told)
  // What had no turn is neither caught nor a false alarm.
  if (signal.aborted) return failure('run/cancelled', 'The self-test was cancelled before its end.')
  const isRun = (_program: CollectedProgram, index: number): boolean => {
    const result = results[index]
    return !result || result.ok || result.fault.code !== 'lab/no-interpreter'
  }
  const found = programs.flatMap((program, index) => {
    if (!isRun(program, index)) return []
    const result = results[index]
    const why = !result ? 'not checked' : result.ok ? misjudged(program, result.value) : result.fault.message
    return why === null ? [] : [{ file: program.file, why }]
  })
  const isFound = ({ file }: CollectedProgram): boolean => found.some((each) => each.file === file)
  const ran = programs.filter(isRun)
  const wrong = ran.filter(({ right }) => !right)
  const right = ran.filter((program) => program.right)
  return success({
    programs: ran.length,
    wrong: wrong.length,
    caught: wrong.filter((program) => !isFound(program)).length,
    right: right.length,
    falseAlarms: right.filter(isFound).length,
    notRun: programs.filter((program, index) => !isRun(program, index)).map(({ file }) => file),
    misjudged: found,
    ...isolationFacts(isolation)
  })
}
