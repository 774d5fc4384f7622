/**
 * The options of a command, each declared once: from the same line come what is accepted, what is said when it is off, and
 * the help.
 */
import { parseArgs } from 'node:util'
import { isIpv4, portMaximum } from '#shared/events/address'

/** The words of the call are off: exit code 2. */
export class UsageError extends Error {}

type Given = string | boolean | (string | boolean)[] | undefined

export interface Option<T> {
  /** What stands behind it, as the help names it: `N`, `BYTES`. Null: a switch, which takes nothing. */
  word: string | null
  meaning: string
  /** What the help adds in brackets: its range, its default. */
  notes: readonly string[]
  repeatable?: true
  /** @throws UsageError where it is off */
  read: (given: Given, name: string) => T
}

export type Options = Readonly<Record<string, Option<unknown>>>

export type Values<O extends Options> = { [K in keyof O]: O[K] extends Option<infer T> ? T : never }

export interface Range {
  readonly minimum: number
  readonly maximum: number
}

/** A number in its range; undefined where the option is not given. */
export function number(
  word: string,
  { minimum, maximum }: Range,
  meaning: string,
  { decimals = false } = {}
): Option<number | undefined> {
  const form = decimals ? /^\d+(\.\d+)?$/ : /^\d+$/
  const kind = decimals ? 'a number' : 'a whole number'
  return {
    word,
    meaning,
    notes: [`${minimum} to ${maximum}`, ...(decimals ? ['decimals allowed'] : [])],
    read: (given, name) => {
      if (given === undefined) return undefined
      const value = typeof given === 'string' && form.test(given) ? Number(given) : NaN
      if (value >= minimum && value <= maximum) return value
      throw new UsageError(`--${name} takes ${kind} from ${minimum} to ${maximum}, not "${String(given)}".`)
    }
  }
}

export const port = (meaning: string, minimum = 1): Option<number | undefined> =>
  number('N', { minimum, maximum: portMaximum }, meaning)

export const address = (meaning: string): Option<string | undefined> => ({
  word: 'ADDRESS',
  meaning,
  notes: [],
  read: (given, name) => {
    if (given === undefined || (typeof given === 'string' && isIpv4(given))) return given
    throw new UsageError(`--${name} takes an IPv4 address such as 127.0.0.1, not "${String(given)}".`)
  }
})

export const choice = <T extends string>(
  choices: readonly T[],
  meaning: string,
  word = choices.join('|')
): Option<T | undefined> => ({
  word,
  meaning,
  notes: [],
  read: (given, name) => {
    if (given === undefined) return undefined
    const found = choices.find((candidate) => candidate === given)
    if (found !== undefined) return found
    throw new UsageError(`--${name} takes ${choices.join(' or ')}, not "${String(given)}".`)
  }
})

const asText = (given: Given): string | undefined => (typeof given === 'string' ? given : undefined)

export const text = (word: string, meaning: string): Option<string | undefined> => ({
  word,
  meaning,
  notes: [],
  read: asText
})

/** May be given several times. */
export const texts = (word: string, meaning: string): Option<string[] | undefined> => ({
  word,
  meaning,
  notes: ['repeatable'],
  repeatable: true,
  read: (given) => (Array.isArray(given) ? given.map(String) : undefined)
})

/** A switch. */
export const flag = (meaning: string): Option<boolean> => ({
  word: null,
  meaning,
  notes: [],
  read: (given) => given === true
})

/** The help says what holds where the option is not given; whoever reads it decides that. */
export const byDefault = <T>(option: Option<T>, told: string | number): Option<T> => ({
  ...option,
  notes: [...option.notes, `default ${told}`]
})

/**
 * What holds where the option is not given.
 * @param told how the help says it
 */
export const or = <T, F>(
  option: Option<T | undefined>,
  fallback: F,
  told = String(fallback)
): Option<T | F> => ({
  ...byDefault(option, told),
  read: (given, name) => option.read(given, name) ?? fallback
})

/** A line of the help: `--count N`, and what it means. */
export type HelpRow = readonly [words: string, meaning: string]

export const helpRows = (options: Options): HelpRow[] =>
  Object.entries(options).map(([name, { word, meaning, notes }]) => [
    word === null ? `--${name}` : `--${name} ${word}`,
    notes.length === 0 ? meaning : `${meaning} (${notes.join('; ')})`
  ])

/**
 * @param positionals how many words without a dash it takes
 * @throws UsageError with a sentence that says which word is off
 */
export function readWords<O extends Options>(
  words: string[],
  options: O,
  positionals: number
): { values: Values<O>; positionals: string[] } {
  const parsed = parse(words, options)
  if (parsed.positionals.length > positionals) {
    throw new UsageError(`"${parsed.positionals[positionals]}" is one word too many.`)
  }
  const values = Object.entries(options).map(([name, { read }]) => [name, read(parsed.values[name], name)])
  return { values: Object.fromEntries(values) as Values<O>, positionals: parsed.positionals }
}

function parse(words: string[], options: Options): { values: Record<string, Given>; positionals: string[] } {
  const config = Object.entries(options).map(([name, { word, repeatable = false }]) => [
    name,
    {
      type: word === null ? 'boolean' : 'string',
      multiple: repeatable,
      ...(name === 'help' && { short: 'h' })
    } as const
  ])
  try {
    return parseArgs({ args: words, options: Object.fromEntries(config), allowPositionals: true })
  } catch (error) {
    // node:util's own sentence names the option; its second sentence is about quoting, which helps nobody here.
    throw new UsageError((error as Error).message.split('. ')[0]!.replace(/\.?$/, '.'))
  }
}
