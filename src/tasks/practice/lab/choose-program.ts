/** Which file of the student's it is: picked in the system's dialog, or dropped on the window and asked about in one. */
import path from 'node:path'
import { failure, type Result } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'
import type { LabSettings, Question } from '#lab/session/lab-settings'
import { interpreterOf, isExecutable, knownEndings } from './program/launch-plan'

type Choosers = Pick<LabSettings, 'chooseFile' | 'takeDropped'>

/** Null: the user changed their mind. */
export async function pickProgram({ chooseFile }: Choosers): Promise<Result<string | null>> {
  if (!chooseFile) return failure('lab/refused', 'No file can be chosen here.')
  return chooseFile({ name: 'Programs', endings: knownEndings.map((ending) => ending.slice(1)) })
}

/** A program that runs others: any that may be run. Null: the user changed their mind. */
export async function pickInterpreter({ chooseFile }: Choosers): Promise<Result<string | null>> {
  if (!chooseFile) return failure('lab/refused', 'No file can be chosen here.')
  const chosen = await chooseFile({ name: 'Programs', endings: ['*'] })
  if (!chosen.ok || chosen.value === null || (await isExecutable(chosen.value))) return chosen
  return failure('input/invalid', `"${nameOf(chosen.value)}" is no program: it may not be run.`, {
    advice: 'Choose the interpreter or compiler itself, such as python3.'
  })
}

/** Null: the user said no. */
export async function takeDroppedProgram(
  { takeDropped }: Choosers,
  dropped: number,
  question: (file: string) => Question
): Promise<Result<string | null>> {
  if (!takeDropped) return failure('lab/refused', 'No file can be dropped here.')
  return takeDropped(dropped, question)
}

/** Of a file that runs at once. */
export const runQuestion = (file: string): Question => ({
  message: `Run “${nameOf(file)}”${interpreterWords(file)}?`,
  detail: detailOf(file),
  yes: 'Run program'
})

/** Of a file that can be run from then on. */
export const chooseQuestion = (file: string): Question => ({
  message: `Choose “${nameOf(file)}” as your program, to be run${interpreterWords(file)}?`,
  detail: detailOf(file),
  yes: 'Choose program'
})

const nameOf = (file: string): string => escapeHidden(path.basename(file))

function interpreterWords(file: string): string {
  const interpreter = interpreterOf(file)
  if (interpreter === null) return ''
  return interpreter === 'C compiler' ? ' with the C compiler' : ` with ${interpreter}`
}

const detailOf = (file: string): string =>
  `${escapeHidden(path.dirname(file))}\n\nThe program runs with your rights on this machine. Run only a program that you wrote, or have read.`
