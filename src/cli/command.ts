/** A command of the terminal: its words, its help, what it does. */
import { defaultEngine } from '#lab/net/engine'
import { type EngineName, engineNames } from '#shared/events/engine'
import {
  byDefault,
  choice,
  flag,
  type HelpRow,
  helpRows,
  type Options,
  readWords,
  type Values
} from './options'
import type { Answer, CommandNeeds } from './output'

interface Definition<O extends Options> {
  name: string
  summary: string
  options: O
  /** What it takes without a dash; nothing unless told. */
  words?: { maximum: number; help: readonly HelpRow[] }
  /** It opens no sockets of an engine: none is tried before it runs. */
  withoutEngine?: true
  run: (values: Values<O>, around: CommandNeeds, words: string[]) => Promise<Answer>
}

export interface Call {
  help: boolean
  /** The engine that was asked for. */
  engine: EngineName | undefined
  withoutEngine: boolean
  run: (around: CommandNeeds) => Promise<Answer>
}

export interface Command {
  name: string
  summary: string
  help: string
  /** @throws UsageError */
  read: (words: string[]) => Call
}

const commonOptions = {
  json: flag('print exactly one JSON document on stdout and nothing else there'),
  engine: byDefault(
    choice(engineNames, "whose sockets: the system's own calls, or Node's dgram"),
    `here ${defaultEngine}`
  ),
  help: flag('this text')
}

/** What a task adds to the terminal. */
export interface TaskCommands {
  commands: readonly Command[]
  /** The task at the exercise's own settings: part of what is run without a command. */
  whole: (needs: CommandNeeds) => Promise<Answer[]>
}

export const exitCodeHelp =
  'Exit codes: 0 done; 1 it ran and failed (port in use, nobody answered); 2 usage error; 130 or 143 it was interrupted.'

export const table = (rows: readonly HelpRow[]): string[] => {
  const width = Math.max(...rows.map(([words]) => words.length))
  return rows.map(([words, meaning]) => `  ${words.padEnd(width)}  ${meaning}`)
}

export function defineCommand<O extends Options>(definition: Definition<O>): Command {
  const { name, summary, options, words, withoutEngine = false, run } = definition
  const rows = [...(words?.help ?? []), ...helpRows(options), ...helpRows(commonOptions)]
  return {
    name,
    summary,
    help: [
      `usage: npm run -s lab -- ${name} [options]`,
      '',
      summary,
      '',
      ...table(rows),
      '',
      exitCodeHelp
    ].join('\n'),
    read: (given) => {
      const all = { ...options, ...commonOptions }
      const { values, positionals } = readWords(given, all, words?.maximum ?? 0)
      const { help, engine } = values as Values<typeof commonOptions>
      return { help, engine, withoutEngine, run: (around) => run(values as Values<O>, around, positionals) }
    }
  }
}
