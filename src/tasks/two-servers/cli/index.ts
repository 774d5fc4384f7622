/** Task 2 in the terminal. */
import { defineCommand, type TaskCommands } from '#cli/command'
import { messages, repeat, runMessageTask, waitMs } from '#cli/message-task'
import { or, port as portOption } from '#cli/options'
import type { Answer, CommandNeeds } from '#cli/output'
import { serverPort } from '#shared/exercise'
import { twoServers } from '../index'
import { twoServersPart } from '../lab/part'
import { secondServerPort } from '../model/servers'

const { id, title, summary } = twoServers

interface Plan {
  messages: number
  port: number
  secondPort: number
}

const run = (plan: Plan, needs: CommandNeeds): Promise<Answer> =>
  runMessageTask(title, twoServersPart, needs, async (lab) => {
    const first = await lab.startServer({ server: 1, port: plan.port, delayMs: 0 })
    if (!first.ok) return first
    const second = await lab.startServer({ server: 2, port: plan.secondPort, delayMs: 0 })
    if (!second.ok) return second
    return repeat(plan.messages, 2, () => lab.sendToBoth({ byArrival: false, waitMs }))
  })

const command = defineCommand({
  name: id,
  summary: `${title}. ${summary}`,
  options: {
    messages: messages(1),
    port: or(portOption('where the server 1 listens'), serverPort),
    'second-port': or(portOption('where server 2 listens'), secondServerPort)
  },
  run: (given, needs) => run({ ...given, secondPort: given['second-port'] }, needs)
})

export const twoServersCommands: TaskCommands = {
  commands: [command],
  whole: async (needs) => [await run({ messages: 1, port: serverPort, secondPort: secondServerPort }, needs)]
}
