/** What the programs of Task 2 print. */
import { sameEndpoint } from '#shared/events/address'
import type { LabEvent } from '#shared/events/batch'
import { clientAddress, messageFromClient } from '#shared/events/common-programs'
import type { Program } from '#shared/events/endpoint'
import { peerOf, type PrintedLines, type Printer, textOf } from '#shared/events/program-lines'

/** The number that the exercise's client gives an answer: by source address, or by order of arrival. */
function serverNumber(event: LabEvent, program: Program, ordinal: number): number | null {
  if (program.byArrival) return ordinal + 1
  const index = (program.servers ?? []).findIndex((server) => event.peer && sameEndpoint(server, event.peer))
  return index < 0 ? null : index + 1
}

const messageFromNumberedServer: Printer = (event, program, ordinal) => {
  const number = serverNumber(event, program, ordinal)
  return number === null
    ? `Message from a stranger ${peerOf(event)}: ${textOf(event)}`
    : `Message from server ${number}: ${textOf(event)}`
}

export const numberedServer = (number: 1 | 2): PrintedLines => ({
  listening: `UDP server ${number} up and listening`,
  received: [messageFromClient, clientAddress]
})

export const twoServersClient: PrintedLines = { listening: null, received: [messageFromNumberedServer] }
