/** A command of the terminal: its words, its help, what it does. */
import { defaultEngine } from '../lab/net/engine'
import type { OptionHelp, ParsedWords } from './options'
import type { Answer, Surroundings } from './output'
import type { ParseArgsConfig } from 'node:util'

export interface Command {
  name: string
  summary: string
  options: NonNullable<ParseArgsConfig['options']>
  /** How many words without a dash it takes; none unless told. */
  positionals?: number
  help: OptionHelp[]
  run: (parsed: ParsedWords, around: Surroundings) => Promise<Answer>
}

const commonHelp: OptionHelp[] = [
  { words: '--json', meaning: 'print exactly one JSON document on stdout and nothing else there' },
  {
    words: '--engine system|node',
    meaning: `whose sockets: the system's own calls, or Node's dgram (default here: ${defaultEngine})`
  },
  { words: '--help', meaning: 'this text' }
]

export function helpOf(command: Command): string {
  const rows = [...command.help, ...commonHelp]
  const width = Math.max(...rows.map(({ words }) => words.length))
  return [
    `usage: npm run -s lab -- ${command.name} [options]`,
    '',
    command.summary,
    '',
    ...rows.map(({ words, meaning }) => `  ${words.padEnd(width)}  ${meaning}`),
    '',
    exitCodeHelp
  ].join('\n')
}

export const exitCodeHelp =
  'Exit codes: 0 done; 1 it ran and failed (port in use, nobody answered); 2 the words of the call are off.'
