/**
 * The options of a command, each declared once: from the same line come what is accepted, what is said when it is off, and
 * the help.
 */
import { parseArgs } from 'node:util'
import { isLocalhost, isLoopback, portMaximum, readAddress } from '#shared/events/address'
import { loopbackAddress } from '#shared/exercise'
import { isOwnName } from '#lab/net/own-name'

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

/** An address, or a name of this machine: no other machine is asked for one. */
export const host = (meaning: string): Option<string | undefined> => ({
  word: 'ADDRESS',
  meaning,
  notes: ['or a name of this machine, such as localhost'],
  read: (given, name) => {
    if (given === undefined) return undefined
    if (typeof given === 'string') {
      const read = readAddress(given)
      if (read !== null) return read
      if (isOwnName(given)) return given
    }
    throw new UsageError(
      `--${name} takes an address such as 127.0.0.1 or ::1, or a name of this machine such as localhost, not "${String(given)}".`
    )
  }
})

/** An address of this machine's alone. */
export const loopback = (meaning: string): Option<string | undefined> => {
  const option = host(meaning)
  return {
    ...option,
    notes: ['or localhost'],
    read: (given, name) => {
      const read = option.read(given, name)
      if (read !== undefined && isLocalhost(read)) return loopbackAddress
      if (read === undefined || isLoopback(read)) return read
      throw new UsageError(`--${name} takes a loopback address, such as 127.0.0.1 or ::1, not "${read}".`)
    }
  }
}

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

/**
 * Node's parser finds the words; what is off is said by us, in the words of this command. A value may begin with a dash, as -1
 * does: whether it is one that the option takes, the option says.
 */
function parse(words: string[], options: Options): { values: Record<string, Given>; positionals: string[] } {
  const config = Object.entries(options).map(([name, { word, repeatable = false }]) => [
    name,
    {
      type: word === null ? 'boolean' : 'string',
      multiple: repeatable,
      ...(name === 'help' && { short: 'h' })
    } as const
  ])
  const parsed = parseArgs({
    args: words,
    options: Object.fromEntries(config),
    allowPositionals: true,
    strict: false,
    tokens: true
  })
  for (const token of parsed.tokens) if (token.kind === 'option') checkWord(token, options)
  return { values: parsed.values, positionals: parsed.positionals }
}

interface OptionWord {
  name: string
  rawName: string
  value: string | undefined
  inlineValue: boolean | undefined
}

/** @throws UsageError */
function checkWord({ name, rawName, value, inlineValue }: OptionWord, options: Options): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (!option) throw new UsageError(`There is no option "${rawName}".`)
  if (option.word === null && value !== undefined) throw new UsageError(`${rawName} takes no value.`)
  if (option.word === null) return
  // `--text --numbers 3`: the value was forgotten, and the next option is not it.
  const isNextOption = !inlineValue && value?.startsWith('--')
  if (value === undefined || isNextOption) {
    throw new UsageError(
      `${rawName} needs a value: ${rawName} ${option.word}. One that begins with two dashes is written ${rawName}=--….`
    )
  }
}
