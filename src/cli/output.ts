/** What a command answers, and how it is printed. */
import type { EngineName } from '#shared/events/engine'
import { describeFault, type Fault } from '#shared/fault'

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
  /** Resolves when the user asks for an end (Ctrl-C). */
  interrupted: Promise<void>
}

/** The one JSON document of a command that ran, and its exit code. */
export interface Answer {
  document: unknown
  code: number
}

const faultDocument = ({ code, message, advice }: Fault): unknown => ({
  fault: { code, message, ...(advice && { advice }) }
})

/** A command that ran and failed. People read the sentence on stderr, programs the document. */
export function failed(fault: Fault): Answer {
  process.stderr.write(`${describeFault(fault)}\n`)
  return { document: faultDocument(fault), code: exitCodes.failed }
}
