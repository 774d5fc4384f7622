/** Which file of the student's it is: picked in the system's dialog, or dropped on the window and asked about in one. */
import path from 'node:path'
import { failure, type Result } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'
import type { LabSettings, Question } from '#lab/session/lab-settings'
import { interpreterOf, knownEndings } from './program/launch-plan'

type Choosers = Pick<LabSettings, 'chooseFile' | 'takeDropped'>

/** Null: the user changed their mind. */
export async function pickProgram({ chooseFile }: Choosers): Promise<Result<string | null>> {
  if (!chooseFile) return failure('lab/refused', 'No file can be chosen here.')
  return chooseFile({ name: 'Programs', endings: knownEndings.map((ending) => ending.slice(1)) })
}

/** Null: the user said no. */
export async function takeDroppedProgram(
  { takeDropped }: Choosers,
  dropped: number
): Promise<Result<string | null>> {
  if (!takeDropped) return failure('lab/refused', 'No file can be dropped here.')
  return takeDropped(dropped, questionOf)
}

function questionOf(file: string): Question {
  const interpreter = interpreterOf(file)
  const by =
    interpreter === null ? '' : ` with ${interpreter === 'C compiler' ? 'the C compiler' : interpreter}`
  return {
    message: `Run “${escapeHidden(path.basename(file))}”${by}?`,
    detail: `${escapeHidden(path.dirname(file))}\n\nThe program runs with your rights on this machine. Run only a program that you wrote, or have read.`,
    yes: 'Run program'
  }
}
