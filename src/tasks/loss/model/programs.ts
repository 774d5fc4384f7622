/** What the programs of Task 4 print. A number that was padded to a size is shown without the spaces. */
import { clientAddress, serverIsUp } from '#shared/events/common-programs'
import type { LabEvent } from '#shared/events/batch'
import { type PrintedLines, type Printer, textOf } from '#shared/events/program-lines'

const numberOf = (event: LabEvent): string => textOf(event).trimEnd()
const numberFromClient: Printer = (event) => `Number from client: ${numberOf(event)}`

export const numberServer: PrintedLines = {
  listening: serverIsUp,
  received: [numberFromClient, clientAddress]
}

export const echoServer: PrintedLines = { listening: serverIsUp, received: [numberFromClient], echoes: true }

export const numbersClient: PrintedLines = {
  listening: null,
  received: [(event) => `Number from server: ${numberOf(event)}`]
}
