/** A task of messages in the terminal: servers up, the clients' runs, everything down again. */
import { failure, type Result } from '#shared/fault'
import type { AnyTaskLab, TaskPart } from '#lab/session/task-lab'
import { withTask } from './one-task'
import { number, or } from './options'
import { type Answer, exitCodes, failed, type CommandNeeds } from './output'
import { Transcript } from './transcript'

/** On loopback an answer takes microseconds; a second without one is silence. */
export const waitMs = 1000

export const messages = (usual: number) =>
  or(number('N', { minimum: 1, maximum: 1000 }, 'client runs'), usual)

export interface Counted {
  answered: number
  expected: number
}

/** Client runs one after the other. */
export async function repeat(
  times: number,
  answersEach: number,
  run: () => Promise<Result<{ answered: number }>>
): Promise<Result<Counted>> {
  let answered = 0
  for (let index = 0; index < times; index++) {
    const result = await run()
    if (!result.ok) return result
    answered += result.value.answered
  }
  return { ok: true, value: { answered, expected: times * answersEach } }
}

export async function runMessageTask<L extends AnyTaskLab>(
  title: string,
  part: TaskPart<L>,
  needs: CommandNeeds,
  run: (lab: L) => Promise<Result<Counted>>
): Promise<Answer> {
  const { id, programs } = part.task
  const transcript = new Transcript(programs)
  const result = await withTask(part, needs, { onEvent: transcript.take }, run)
  const endpoints = transcript.documents().filter(({ port }) => port !== null)
  needs.print(`${id}  ${title}`)
  if (endpoints.length > 0) needs.print(transcript.terminals())
  if (!result.ok) return failed(result.fault)
  const { answered, expected } = result.value
  needs.print(`  = ${answered} of ${expected} answers came back\n`)
  if (answered === 0) {
    return failed(failure('socket/no-answer', `Nobody answered within ${waitMs} ms.`).fault)
  }
  return { document: { task: id, endpoints }, code: exitCodes.done }
}
