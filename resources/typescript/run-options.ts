/** The words after `node run.ts`: which program, and with what other settings. */
import { parseArgs } from 'node:util'

export interface Options {
  /** Such as task4/part2-client. */
  program: string
  host: string
  /** The exercise's port, and the one to take in its place. */
  ports: [number, number][]
  /** A server stops after so many answers; undefined: never. */
  count: number | undefined
  delayMs: number
  /** Seconds of silence after which a client gives up; undefined: never. */
  wait: number | undefined
  /** What is typed where the program asks; undefined: it is asked for. */
  number: string | undefined
}

const options = {
  host: { type: 'string' },
  port: { type: 'string' },
  port1: { type: 'string' },
  port2: { type: 'string' },
  count: { type: 'string' },
  wait: { type: 'string' },
  'delay-ms': { type: 'string' }
} as const

export function readOptions(): Options {
  const { values, positionals } = parsed()
  const [name = '', number, ...more] = positionals
  const program = name.replace(/\.ts$/, '').replaceAll('_', '-')
  if (program === '') refuse('name a program, such as task1/server')
  const isServer = program.includes('server')
  const asks = program.startsWith('task4/') && !isServer

  const allowed = ['host', ...(isServer ? ['count', 'delay-ms'] : ['wait'])]
  allowed.push(...(program === 'task2/client' ? ['port1', 'port2'] : ['port']))
  const odd = Object.keys(values).find((word) => !allowed.includes(word))
  if (odd !== undefined) refuse(`there is no --${odd} here`)
  if (more.length > 0 || (number !== undefined && !asks)) refuse(`${program} takes no such word`)

  const ports: [number, number][] = [[20001, 20001]]
  if (program === 'task2/server2') ports[0] = [20000, 20000]
  if (program === 'task2/client') ports.push([20000, 20000])
  const given = [values.port ?? values.port1, values.port2]
  for (const [index, pair] of ports.entries()) pair[1] = whole('a port', given[index], 1, 65_535) ?? pair[1]
  if (ports[0]![1] === ports[1]?.[1]) refuse('--port1 and --port2 must differ')

  const least = program === 'task4/part2-client' ? 1 : Number.MIN_SAFE_INTEGER
  if (asks) whole('the number', number, least, Number.MAX_SAFE_INTEGER)
  return {
    program,
    host: values.host ?? '127.0.0.1',
    ports,
    count: whole('--count', values.count, 1, 1e9),
    delayMs: within('--delay-ms', values['delay-ms'], 0, 60_000) ?? 0,
    wait: within('--wait', values.wait, 0.001, 3600) ?? (program === 'task4/part2-client' ? 1 : undefined),
    number
  }
}

function parsed() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function whole(name: string, text: string | undefined, least: number, most: number): number | undefined {
  const value = within(name, text, least, most)
  return value === undefined || Number.isInteger(value) ? value : refuse(`${name}: a whole number is wanted`)
}

function within(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= least && value <= most) return value
  return refuse(`${name}: a number from ${least} to ${most} is wanted`)
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(2)
}
