/** Task 1 in the terminal. */
import { defineCommand, type TaskCommands } from '#cli/command'
import { messages, repeat, runMessageTask, waitMs } from '#cli/message-task'
import { or, port as portOption } from '#cli/options'
import type { Answer, CommandNeeds } from '#cli/output'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import { oneServer } from '../index'
import { oneServerPart } from '../lab/part'

const { id, title, summary } = oneServer
const usualMessages = 3

const run = (count: number, port: number, needs: CommandNeeds): Promise<Answer> =>
  runMessageTask(title, oneServerPart, needs, async (lab) => {
    const address = loopbackAddress
    const started = await lab.startServer({ address, port })
    if (!started.ok) return started
    return repeat(count, 1, () => lab.sendMessage({ text: texts.request, clients: 1, waitMs, address, port }))
  })

const command = defineCommand({
  name: id,
  summary: `${title}. ${summary}`,
  options: {
    messages: messages(usualMessages),
    port: or(portOption('where the server listens'), serverPort)
  },
  run: (given, needs) => run(given.messages, given.port, needs)
})

export const oneServerCommands: TaskCommands = {
  commands: [command],
  whole: async (needs) => [await run(usualMessages, serverPort, needs)]
}
