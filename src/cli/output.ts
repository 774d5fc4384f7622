/** What a command answers, and how it is printed. */
import type { EngineName } from '#shared/events/engine'
import { describeFault, type Fault } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'
import type { Interruption } from './interruption'

export const exitCodes = { done: 0, failed: 1, usage: 2 } as const

export interface CommandNeeds {
  /** The built file of workers/endpoint.ts. */
  workerFile: string
  engine: EngineName
  json: boolean
  /** Writes for people; silent with --json. */
  print: (text: string) => void
  /** Writes one line on stdout whatever the form. */
  printLine: (text: string) => void
  /** Resolves when nobody reads stdout any more: a command without an end of its own ends then. */
  readerGone: Promise<void>
  /** The user's wish that it ends (Ctrl-C): heeded by every command that takes longer than a moment. */
  interruption: Interruption
}

/** The one JSON document of a command that ran, and its exit code. */
export interface Answer {
  document: unknown
  code: number
  /** A signal is how such a command is meant to end: it is no interruption. */
  endsBySignal?: true
}

const faultDocument = ({ code, message, advice }: Fault): unknown => ({
  fault: { code, message, ...(advice && { advice }) }
})

/** A line for people on stderr; where nobody reads it, it is not written. */
export const complain = (text: string): void => void process.stderr.write(`${escapeHidden(text)}\n`)

const plainReasons: Record<string, string> = { ENOSPC: 'the disk is full', EIO: 'the disk reported an error' }

/**
 * What goes to stdout. A reader that has gone (`lab … | head`) is no fault, and changes nothing of what the command does or
 * answers: what it did not want is not written. Output that is not taken is one: a line on stderr, and exit code 1.
 */
export class Output {
  #open = true
  readonly readerGone: Promise<void>

  constructor() {
    process.stderr.on('error', () => undefined)
    this.readerGone = new Promise((resolve) => {
      process.stdout.on('error', ({ code = 'EUNKNOWN' }: NodeJS.ErrnoException) => {
        this.#open = false
        resolve()
        if (code === 'EPIPE') return
        complain(`The output could not be written: ${plainReasons[code] ?? `the system says ${code}`}.`)
        process.exit(exitCodes.failed)
      })
    })
  }

  readonly line = (text: string): void => {
    if (this.#open) process.stdout.write(`${text}\n`)
  }
}

/** A command that ran and failed. People read the sentence on stderr, programs the document. */
export function failed(fault: Fault): Answer {
  complain(describeFault(fault))
  return { document: faultDocument(fault), code: exitCodes.failed }
}
