/** Why a program ended, or never did what it should: in words, from what it said itself. */
import { escapeHidden } from '#shared/hidden'
import { figure } from '#shared/text'
import type { Ended, ProgramFacts } from './record'

const lineMost = 160

const short = (line: string): string => {
  const shown = escapeHidden(line.trim())
  return shown.length > lineMost ? `${shown.slice(0, lineMost)}…` : shown
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

/** What it said last. */
export const lastLine = (printed: string): string => short(linesOf(printed).at(-1) ?? '')

/** Where a line was looked for and not found. */
export function saidLast(printed: string): string {
  const last = lastLine(printed)
  return last === '' ? 'The program printed nothing.' : `No such line. The program printed last: ${last}`
}

/** `line 12`: where Python's traceback ends in the student's own file. */
function lineIn(printed: string, file: string): string | null {
  const own = [...printed.matchAll(/File "([^"]+)", line (\d+)/g)].filter(([, name]) => name?.endsWith(file))
  const [, , line] = own.at(-1) ?? []
  return line === undefined ? null : `line ${line}`
}

/** The line of the output that names the error, in the languages that we know; else the last one. */
function errorLine(printed: string): string {
  const lines = linesOf(printed)
  const named = lines.findLast((line) =>
    /^(\w+\.)*\w*(Error|Exception|Exit|Interrupt)\b|^Exception in thread|\berror:/.test(line.trim())
  )
  return short(named ?? lines.at(-1) ?? '')
}

const howItEnded = ({ code, signal, afterMs }: Ended): string =>
  `${signal === null ? `with exit code ${code}` : `by signal ${signal}`} after ${figure(afterMs / 1000, 1)} s`

export function endedInWords(program: ProgramFacts, file: string): string {
  if (program.notCompiled !== null) return `The program does not compile: ${errorLine(program.notCompiled)}`
  if (program.crowded) return 'The program made more than 64 processes, and was stopped with all of them.'
  if (program.cut)
    return `The program printed without end and was stopped. The program said last: ${lastLine(program.printed)}`
  if (!program.ended) return 'The program still runs.'
  const said = errorLine(program.printed)
  const line = lineIn(program.printed, file)
  return `The program ended ${howItEnded(program.ended)}.${said === '' ? '' : ` The program said: ${said}`}${line === null ? '' : ` (${line})`}`
}

/** What known errors mean, by what stands in the output; the first that fits. */
const known: readonly [RegExp, string][] = [
  [
    /Missing parentheses in call to 'print'|Did you mean print\(/,
    'The program is written for Python 2: there print is a statement, in Python 3 it is a function.'
  ],
  [
    /error: compilation failed/,
    'Java does not compile the file: look at the line that the first error names.'
  ],
  [
    /SyntaxError|IndentationError/,
    'Python cannot read the file: look at the syntax of the line that it names.'
  ],
  [
    /Operation not supported|EOPNOTSUPP/,
    'listen() and accept() are calls of TCP. A UDP socket has no connections that it could wait for.'
  ],
  [
    /Destination address required|EDESTADDRREQ/,
    'send() was called on a socket that has no peer. Who should get the datagram?'
  ],
  [
    /Transport endpoint is not connected|ENOTCONN/,
    'A call was made that needs a connected socket, and this one is not connected.'
  ],
  [/Address already in use|EADDRINUSE|BindException/, 'Another socket holds the port already.'],
  [
    /Permission denied|EACCES/,
    'The system does not permit that: ports below 1024, for example, are reserved.'
  ],
  [
    /a bytes-like object is required|can only concatenate str|can't concat|must be str, not bytes/,
    'Text and bytes are two things: what is on the wire are bytes, and what is joined must be of one kind.'
  ],
  [/UnicodeDecodeError/, 'Not every datagram is UTF-8 text: decoding failed.'],
  [
    /IndexError: list index out of range[^]*argv|argv[^]*IndexError|[Uu]sage:|ArrayIndexOutOfBounds|the following arguments are required/,
    'The program wants command-line arguments. The exercise starts the program without any argument.'
  ],
  [/ValueError: invalid literal for int/, 'The program made a number of text that is none.'],
  [/ModuleNotFoundError|Cannot find (module|package)/, 'The program imports a module that is not there.'],
  [
    /ConnectionRefusedError|Connection refused|ECONNREFUSED/,
    'A datagram came to a port where nobody listens.'
  ],
  [/KeyError/, 'The program looked for a key that its dictionary does not have.'],
  [/ZeroDivisionError/, 'The program divided by zero.']
]

const bySignal: Readonly<Record<string, string>> = {
  SIGSEGV:
    'The program touched memory that is not its own (segmentation fault). Does it use a command-line argument? The exercise gives it none.',
  SIGABRT: 'The system stopped it because its memory was damaged.',
  SIGFPE: 'The program divided by zero.'
}

/** What known errors mean; undefined: none of them was seen. */
export function meaning(program: ProgramFacts): string | undefined {
  const said = program.notCompiled ?? program.printed
  const byWords = known.find(([form]) => form.test(said))?.[1]
  return byWords ?? (program.ended?.signal ? bySignal[program.ended.signal] : undefined)
}
