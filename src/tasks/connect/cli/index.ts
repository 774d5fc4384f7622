/** Task 3 in the terminal. */
import { defineCommand, type TaskCommands } from '#cli/command'
import { messages, repeat, runMessageTask, waitMs } from '#cli/message-task'
import { or, port as portOption } from '#cli/options'
import type { Answer, CommandNeeds } from '#cli/output'
import { loopbackAddress, serverPort } from '#shared/exercise'
import { connect } from '../index'
import { connectPart } from '../lab/part'

const { id, title, summary } = connect

const run = (count: number, port: number, needs: CommandNeeds): Promise<Answer> =>
  runMessageTask(title, connectPart, needs, async (lab) => {
    const started = await lab.startServer({ address: loopbackAddress, port })
    if (!started.ok) return started
    return repeat(count, 1, () => lab.exchange({ connected: true, waitMs }))
  })

const command = defineCommand({
  name: id,
  summary: `${title}. ${summary}`,
  options: { messages: messages(1), port: or(portOption('where the server listens'), serverPort) },
  run: (given, needs) => run(given.messages, given.port, needs)
})

export const connectCommands: TaskCommands = {
  commands: [command],
  whole: async (needs) => [await run(1, serverPort, needs)]
}
