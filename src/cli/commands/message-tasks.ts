/** task1, task2 and task3: servers up, the clients' runs, everything down again. */
import { failure, type Result } from '#shared/fault'
import { describeTask, loopbackAddress, secondServerPort, serverPort, texts } from '#shared/tasks/catalogue'
import { Lab } from '#lab/lab'
import { type Command, defineCommand } from '../command'
import { number, or, port } from '../options'
import { type Answer, exitCodes, failed, type CommandNeeds } from '../output'
import { Transcript } from '../transcript'

/** On loopback an answer takes microseconds; a second without one is silence. */
const waitMs = 1000

export type MessageTaskId = 'task1' | 'task2' | 'task3'

export interface MessageTaskPlan {
  messages: number
  port: number
  secondPort: number
}

interface Counted {
  answered: number
  expected: number
}

type Runner = (lab: Lab, plan: MessageTaskPlan) => Promise<Result<Counted>>

const runners: Record<MessageTaskId, Runner> = {
  task1: async ({ task1 }, { messages, port }) => {
    const address = loopbackAddress
    const started = await task1.startServer({ address, port })
    if (!started.ok) return started
    return repeat(messages, 1, () =>
      task1.sendMessage({ text: texts.request, clients: 1, waitMs, address, port })
    )
  },
  task2: async ({ task2 }, { messages, port, secondPort }) => {
    const first = await task2.startServer({ server: 1, port, delayMs: 0 })
    if (!first.ok) return first
    const second = await task2.startServer({ server: 2, port: secondPort, delayMs: 0 })
    if (!second.ok) return second
    return repeat(messages, 2, () => task2.sendToBoth({ byArrival: false, waitMs }))
  },
  task3: async ({ task3 }, { messages, port }) => {
    const started = await task3.startServer({ address: loopbackAddress, port })
    if (!started.ok) return started
    return repeat(messages, 1, () => task3.exchange({ connected: true, waitMs }))
  }
}

async function repeat(
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

export async function runMessageTask(
  id: MessageTaskId,
  plan: MessageTaskPlan,
  { workerFile, engine, print }: CommandNeeds
): Promise<Answer> {
  const transcript = new Transcript()
  const lab = new Lab({
    workerFile,
    engine: () => engine,
    onEvent: transcript.take,
    remoteAllowed: () => false,
    keepEvents: false
  })
  const result = await runners[id](lab, plan)
  await lab.close()
  const endpoints = transcript.documents().filter(({ port }) => port !== null)
  print(`${id}  ${describeTask(id).title}`)
  if (endpoints.length > 0) print(transcript.terminals())
  if (!result.ok) return failed(result.fault)
  const { answered, expected } = result.value
  print(`  = ${answered} of ${expected} answers came back\n`)
  if (answered === 0) {
    return failed(failure('socket/no-answer', `Nobody answered within ${waitMs} ms.`).fault)
  }
  return { document: { task: id, endpoints }, code: exitCodes.done }
}

function command(id: MessageTaskId): Command {
  const second = id === 'task2'
  const options = {
    messages: or(number('N', { minimum: 1, maximum: 1000 }, 'client runs'), id === 'task1' ? 3 : 1),
    port: or(port(`where the server${second ? ' 1' : ''} listens`), serverPort)
  }
  const secondPort = or(port('where server 2 listens'), secondServerPort)
  const named = { name: id, summary: `${describeTask(id).title}. ${describeTask(id).summary}` }
  if (!second) {
    return defineCommand({
      ...named,
      options,
      run: (given, around) => runMessageTask(id, { ...given, secondPort: secondServerPort }, around)
    })
  }
  return defineCommand({
    ...named,
    options: { ...options, 'second-port': secondPort },
    run: (given, around) => runMessageTask(id, { ...given, secondPort: given['second-port'] }, around)
  })
}

export const messageTasks: Command[] = [command('task1'), command('task2'), command('task3')]
