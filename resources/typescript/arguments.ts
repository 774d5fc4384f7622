/**
 * What the programs of this folder share, so that each of them stays short: their arguments, their patience, and plain
 * words in place of stack traces. No sockets are used here.
 */
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'

const options = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string' },
  port1: { type: 'string' },
  port2: { type: 'string' },
  count: { type: 'string' },
  wait: { type: 'string' },
  'delay-ms': { type: 'string' },
  'as-in-the-exercise': { type: 'boolean', default: false }
} as const

type OptionName = keyof typeof options

let place = ''

/** Address and port to bind, and after how many datagrams to stop (Infinity: never). */
export function serverArguments(port: number): {
  host: string
  port: number
  count: number
  delayMs: number
} {
  const { values } = read(['host', 'port', 'count', 'delay-ms'])
  const local = { host: values.host, port: whole(values.port, 'port', 1, 65_535, port) }
  place = `${local.host}:${local.port}`
  return {
    ...local,
    count: whole(values.count, 'count', 1, 1e9, Number.POSITIVE_INFINITY),
    delayMs: within(values['delay-ms'], 'delay-ms', 0, 60_000, 0)
  }
}

/** The server's address, how long to wait in seconds (Infinity: for ever), and a number where one was given. */
export function clientArguments(
  port: number,
  wait = Number.POSITIVE_INFINITY
): {
  host: string
  port: number
  wait: number
  number: string | undefined
} {
  const { values, positionals } = read(['host', 'port', 'wait'])
  const peer = { host: values.host, port: whole(values.port, 'port', 1, 65_535, port) }
  place = `${peer.host}:${peer.port}`
  return { ...peer, wait: within(values.wait, 'wait', 0.001, 3600, wait), number: positionals[0] }
}

export function twoServersArguments(
  port1: number,
  port2: number
): {
  host: string
  ports: [number, number]
  wait: number
  asInTheExercise: boolean
} {
  const { values } = read(['host', 'port1', 'port2', 'wait', 'as-in-the-exercise'])
  const ports: [number, number] = [
    whole(values.port1, 'port1', 1, 65_535, port1),
    whole(values.port2, 'port2', 1, 65_535, port2)
  ]
  if (ports[0] === ports[1]) refuse('--port1 and --port2 must differ')
  place = ports.map((port) => `${values.host}:${port}`).join(' and ')
  const wait = within(values.wait, 'wait', 0.001, 3600, Number.POSITIVE_INFINITY)
  return { host: values.host, ports, wait, asInTheExercise: values['as-in-the-exercise'] }
}

/** A whole number within the limits: `given`, or else what is typed. The prompt goes to stderr. */
export async function numberOrAsk(given: string | undefined, prompt: string, least: number, most: number) {
  if (given !== undefined) return whole(given, 'the number', least, most, least)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const typed = await terminal.question(prompt)
  terminal.close()
  return whole(typed, 'the number', least, most, least)
}

/** Ends a wait by its `signal` when nothing was heard for so many seconds. */
export class Patience {
  readonly #abort = new AbortController()
  readonly #seconds: number
  #timer: NodeJS.Timeout | undefined
  readonly signal: AbortSignal = this.#abort.signal

  constructor(seconds: number) {
    this.#seconds = seconds
    this.heard()
  }

  /** Something came: the silence begins anew. */
  heard(): void {
    clearTimeout(this.#timer)
    if (!Number.isFinite(this.#seconds)) return
    this.#timer = setTimeout(() => this.#abort.abort(new Silence(this.#seconds)), this.#seconds * 1000)
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}

/** Nobody answered in time. */
class Silence extends Error {
  constructor(seconds: number) {
    super(
      `Nobody answered within ${seconds} s. Is a server running on ${place}? ` +
        'UDP itself does not tell: a lost datagram and a missing server look the same.'
    )
  }
}

/** Whether the wait ended because nothing came. */
export const isSilence = (error: unknown): boolean =>
  error instanceof Silence || (error instanceof Error && error.cause instanceof Silence)

function read(allowed: readonly OptionName[]) {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const given = Object.entries(values).filter(([name, value]) => value !== defaultOf(name))
    const odd = given.find(([name]) => !allowed.includes(name as OptionName))
    if (odd) refuse(`there is no --${odd[0]} here`)
    return { values, positionals }
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function defaultOf(name: string): unknown {
  const option = options[name as OptionName]
  return 'default' in option ? option.default : undefined
}

function whole(
  text: string | undefined,
  name: string,
  least: number,
  most: number,
  otherwise: number
): number {
  const value = within(text, name, least, most, otherwise)
  return Number.isInteger(value) || text === undefined ? value : refuse(`${name} wants a whole number`)
}

function within(
  text: string | undefined,
  name: string,
  least: number,
  most: number,
  otherwise: number
): number {
  if (text === undefined) return otherwise
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return value >= least && value <= most ? value : refuse(`${name} wants a number from ${least} to ${most}`)
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(2)
}

/** Node calls this when nothing else has caught an error. */
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  process.stderr.write(`${plainWords(error)}\n`)
  process.exit(1)
})

function plainWords(error: NodeJS.ErrnoException): string {
  if (error.cause instanceof Silence) return error.cause.message
  switch (error.code) {
    case 'EADDRINUSE':
      return `${place} is in use: another program is bound to it. Stop that program, or choose another --port.`
    case 'ECONNREFUSED':
      return `Nobody listens on ${place}: the system sent back an ICMP 'port unreachable' and reported it to this socket.`
    case 'EADDRNOTAVAIL':
      return `${place} is not an address of this machine.`
    case undefined:
      return error.stack ?? error.message
    default:
      return `The system refused: ${error.message}.`
  }
}

/** Bytes as Python's print() shows them: b'Helllo UDP Server'. */
export function pythonBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'"
  const names = new Map([
    [9, '\\t'],
    [10, '\\n'],
    [13, '\\r'],
    [92, '\\\\'],
    [39, quote === "'" ? "\\'" : "'"]
  ])
  const shown = Array.from(
    bytes,
    (byte) =>
      names.get(byte) ??
      (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)
  )
  return `b${quote}${shown.join('')}${quote}`
}
