/** The words of a call: names, numbers and texts, or a sentence that says which of them is off. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { isIpv4, portMaximum } from '../shared/model/address'

/** The words of the call are off: exit code 2. */
export class UsageError extends Error {}

export interface OptionHelp {
  /** `--count N` */
  words: string
  meaning: string
}

type Options = NonNullable<ParseArgsConfig['options']>

export interface ParsedWords {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
}

/** Options that every command knows. */
export const commonOptions = {
  json: { type: 'boolean' },
  engine: { type: 'string' },
  help: { type: 'boolean', short: 'h' }
} as const satisfies Options

export function parseWords(words: string[], options: Options, positionals = 0): ParsedWords {
  try {
    const parsed = parseArgs({
      args: words,
      options: { ...commonOptions, ...options },
      allowPositionals: true
    })
    if (parsed.positionals.length > positionals) {
      throw new UsageError(`"${parsed.positionals[positionals]}" is one word too many.`)
    }
    return parsed as ParsedWords
  } catch (error) {
    if (error instanceof UsageError) throw error
    // node:util's own sentence names the option; its second sentence is about quoting, which helps nobody here.
    throw new UsageError((error as Error).message.split('. ')[0]!.replace(/\.?$/, '.'))
  }
}

interface Range {
  minimum: number
  maximum: number
  decimals?: boolean
}

/** The number of an option, in its range, or `fallback` where the option is not given. */
export function numberOption<T>(
  parsed: ParsedWords,
  name: string,
  fallback: T,
  { minimum, maximum, decimals = false }: Range
): number | T {
  const text = parsed.values[name]
  if (text === undefined) return fallback
  const form = decimals ? /^\d+(\.\d+)?$/ : /^\d+$/
  const value = typeof text === 'string' && form.test(text) ? Number(text) : NaN
  if (value >= minimum && value <= maximum) return value
  const kind = decimals ? 'a number' : 'a whole number'
  throw new UsageError(`--${name} takes ${kind} from ${minimum} to ${maximum}, not "${String(text)}".`)
}

export function portOption(parsed: ParsedWords, name: string, fallback: number, minimum = 1): number {
  return numberOption(parsed, name, fallback, { minimum, maximum: portMaximum })
}

export function addressOption(parsed: ParsedWords, name: string, fallback: string): string {
  const text = parsed.values[name] ?? fallback
  if (typeof text === 'string' && isIpv4(text)) return text
  throw new UsageError(`--${name} takes an IPv4 address such as 127.0.0.1, not "${String(text)}".`)
}

export function choiceOption<T extends string>(
  parsed: ParsedWords,
  name: string,
  choices: readonly T[],
  fallback: T
): T {
  const text = parsed.values[name] ?? fallback
  const choice = choices.find((candidate) => candidate === text)
  if (choice !== undefined) return choice
  throw new UsageError(`--${name} takes ${choices.join(' or ')}, not "${String(text)}".`)
}

export function textOption(parsed: ParsedWords, name: string): string | undefined {
  const text = parsed.values[name]
  return typeof text === 'string' ? text : undefined
}

export function flag(parsed: ParsedWords, name: string): boolean {
  return parsed.values[name] === true
}
