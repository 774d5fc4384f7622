/** The same lab in a terminal: finds the command, runs it, prints its answer. */
import { commands as taskCommands } from '#tasks/cli'
import { known } from '#tasks/known-runs'
import { tasks } from '#tasks/registry'
import { runAll } from './commands/all'
import { listOf } from './commands/list'
import { runFileWith } from './commands/run-file'
import { send } from './commands/send'
import { serve } from './commands/serve'
import { verifyWith } from './commands/verify'
import { type Call, type Command, defineCommand, exitCodeHelp, table } from './command'
import { UsageError } from './options'
import { chooseEngine } from './engine-option'
import { type Answer, exitCodes, failed, type CommandNeeds } from './output'

const ofTasks = Object.values(taskCommands)

const commands: Command[] = [
  listOf(tasks),
  ...ofTasks.flatMap(({ commands: own }) => own),
  serve,
  send,
  runFileWith(known),
  verifyWith(known)
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

/** A reader that has gone (`lab … | head`) is no fault: what it did not want is not written. */
function ignoreClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done)
    throw error
  })
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

const writeLine = (text: string): void => void process.stdout.write(`${text}\n`)

/**
 * @param words the words of the call after the program's name
 * @param workerFile the built file of workers/endpoint.ts
 * @returns the exit code
 */
export async function main(words: string[], workerFile: string): Promise<number> {
  ignoreClosedPipe()
  const json = words.includes('--json')
  try {
    const answer = await run(words, {
      workerFile,
      json,
      print: (text) => void (json || writeLine(text)),
      printLine: writeLine,
      interrupted: interruption()
    })
    if (json && answer.document !== undefined) writeLine(JSON.stringify(answer.document))
    return answer.code
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message} --help lists what there is.\n`)
    if (json) writeLine(JSON.stringify({ fault: { code: 'input/invalid', message: error.message } }))
    return exitCodes.usage
  }
}

type Start = Omit<CommandNeeds, 'engine'>

async function run(words: string[], start: Start): Promise<Answer> {
  const [name, ...rest] = words
  const named = name !== undefined && !name.startsWith('-')
  const command = named ? commands.find((candidate) => candidate.name === name) : wholeLab
  if (!command) throw new UsageError(`There is no command "${name}".`)
  const call = command.read(named ? rest : words)
  if (!call.help) return withEngine(call, start)
  writeLine(command.help)
  return { document: undefined, code: exitCodes.done }
}

async function withEngine(call: Call, start: Start): Promise<Answer> {
  const engine = chooseEngine(call.engine)
  return engine.ok ? call.run({ ...start, engine: engine.value }) : failed(engine.fault)
}
