/** No command: the whole lab at the exercise's own settings. */
import { catalogue, serverPort, secondServerPort } from '#shared/tasks/catalogue'
import { presets } from '#shared/tasks/task4'
import { type Answer, exitCodes, type CommandNeeds } from '../output'
import { type MessageTaskId, runMessageTask } from './message-tasks'
import { runTask4 } from './task4'

const messageTasks: { id: MessageTaskId; messages: number }[] = [
  { id: 'task1', messages: 3 },
  { id: 'task2', messages: 1 },
  { id: 'task3', messages: 1 }
]

export async function runAll(around: CommandNeeds): Promise<Answer> {
  const documents: unknown[] = []
  let code: number = exitCodes.done
  const add = (answer: Answer): void => {
    documents.push(answer.document)
    code = Math.max(code, answer.code)
  }
  for (const { id, messages } of messageTasks) {
    add(await runMessageTask(id, { messages, port: serverPort, secondPort: secondServerPort }, around))
  }
  const { id, title } = catalogue[3]!
  for (const preset of presets) {
    around.print(`${id}  ${title}: ${preset.title}`)
    around.print(`  ${preset.shows}`)
    add(await runTask4(preset.parameters, serverPort, around))
  }
  return { document: { tasks: documents }, code }
}
