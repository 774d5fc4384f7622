/** The same lab in a terminal: finds the command, runs it, prints its answer. */
import type { Fault } from '#shared/fault'
import { jsonText } from '#shared/hidden'
import { commands as taskCommands } from '#tasks/cli'
import { defaultEngine } from '#lab/net/engine'
import { known } from '#tasks/known-runs'
import { tasks } from '#tasks/registry'
import { runAll } from './commands/all'
import { doctor } from './commands/doctor'
import { listOf } from './commands/list'
import { runFileWith } from './commands/run-file'
import { send } from './commands/send'
import { serve } from './commands/serve'
import { verifyWith } from './commands/verify'
import { type Call, type Command, defineCommand, exitCodeHelp, table } from './command'
import { UsageError } from './options'
import { chooseEngine } from './engine-option'
import { Interrupted, Interruption } from './interruption'
import { type Answer, complain, exitCodes, failed, Output, type CommandNeeds } from './output'

const ofTasks = Object.values(taskCommands)

const commands: Command[] = [
  listOf(tasks),
  ...ofTasks.flatMap(({ commands: own }) => own),
  serve,
  send,
  runFileWith(known),
  verifyWith(known),
  doctor
]

/** What is run without a command. */
const wholeLab: Command = {
  ...defineCommand({ name: '', summary: '', options: {}, run: (_values, around) => runAll(ofTasks, around) }),
  help: [
    'usage: npm run -s lab -- [command] [options]',
    '',
    `Without a command: ${tasks[0]?.name} to ${tasks.at(-1)?.name} at the exercise's own settings.`,
    '',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Every command knows --json and --help.',
    exitCodeHelp
  ].join('\n')
}

/**
 * @param words the words of the call after the program's name
 * @param workerFile the built file of workers/endpoint.ts
 * @returns the exit code
 */
export async function main(words: string[], workerFile: string): Promise<number> {
  const json = words.includes('--json')
  const output = new Output()
  const writeLine = output.line
  const interruption = new Interruption()
  try {
    const work = run(words, {
      workerFile,
      json,
      print: (text) => void (json || writeLine(text)),
      printLine: writeLine,
      interruption,
      readerGone: output.readerGone
    })
    const answer = await Promise.race([work, interruption.overdue()])
    const { document, code } = toldOf(answer ?? null, interruption)
    if (json && document !== undefined) writeLine(jsonText(document))
    // What did not end in time is ended with the process, and its sockets with it.
    if (!answer) process.exit(code)
    return code
  } catch (error) {
    const fault = faultOf(error)
    if (error instanceof UsageError) complain(`${error.message} --help lists what there is.`)
    else complain(fault.message)
    if (json) writeLine(jsonText({ fault }))
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed
  }
}

/** Whatever was thrown, as people and programs are told: one line, and never a stack trace. */
function faultOf(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof UsageError) return { code: 'input/invalid', message }
  if (process.env['UDP_LAB_DEBUG']) console.error(error)
  return { code: 'lab/failed', message: `The lab failed: ${message.split('\n', 1)[0]}` }
}

/** What is told of a command: one that was interrupted did not do what it was called for, whatever it has by then. */
function toldOf(answer: Answer | null, { exitCode }: Interruption): Answer {
  if (answer && (exitCode === null || answer.endsBySignal)) return answer
  const part = typeof answer?.document === 'object' ? answer.document : null
  return { document: { ...part, cancelled: true }, code: exitCode ?? exitCodes.failed }
}

type Start = Omit<CommandNeeds, 'engine'>

async function run(words: string[], start: Start): Promise<Answer> {
  const [name, ...rest] = words
  const named = name !== undefined && !name.startsWith('-')
  const command = named ? commands.find((candidate) => candidate.name === name) : wholeLab
  if (!command) throw new UsageError(`There is no command "${name}".`)
  const call = command.read(named ? rest : words)
  if (!call.help) return withEngine(call, start)
  start.printLine(command.help)
  return { document: undefined, code: exitCodes.done }
}

async function withEngine(call: Call, start: Start): Promise<Answer> {
  try {
    if (call.withoutEngine) return await call.run({ ...start, engine: call.engine ?? defaultEngine })
    const engine = await chooseEngine(call.engine)
    return engine.ok ? await call.run({ ...start, engine: engine.value }) : failed(engine.fault)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    start.print('Cancelled.')
    return { document: {}, code: exitCodes.failed }
  }
}
