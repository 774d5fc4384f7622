/** No command: the whole lab at the exercise's own settings. */
import type { TaskCommands } from '../command'
import { type Answer, exitCodes, type CommandNeeds } from '../output'

export async function runAll(tasks: readonly TaskCommands[], needs: CommandNeeds): Promise<Answer> {
  const answers: Answer[] = []
  for (const { whole } of tasks) {
    if (needs.interruption.signal) break
    answers.push(...(await whole(needs)))
  }
  const code = Math.max(exitCodes.done, ...answers.map((answer) => answer.code))
  return { document: { tasks: answers.map(({ document }) => document) }, code }
}
