/** Programs and lines that several tasks have. */
import { formatPythonEndpoint } from './address'
import { peerOf, type Printer, type PrintedLines, textOf } from './program-lines'

/** What the exercise's servers say when they are up. */
export const serverIsUp = 'UDP server up and listening'

export const clientAddress: Printer = (event) =>
  `client IP address: ${event.peer ? formatPythonEndpoint(event.peer) : 'unknown'}`

export const messageFromClient: Printer = (event) => `message from client: ${textOf(event)}`

/** The exercise's client of one server. */
export const messageClient: PrintedLines = {
  listening: null,
  received: [(event) => `Message from server: ${textOf(event)}`]
}

/** A socket beside the exercise's programs, which stands for none of them. */
export const bystander: PrintedLines = {
  listening: null,
  received: [(event) => `received from ${peerOf(event)}: ${textOf(event)}`]
}
