/** What the programs of this task print. */
import { serverIsUp } from '#shared/events/common-programs'
import { EventKind } from '#shared/events/batch'
import {
  peerOf,
  type PrintedLines,
  type ProgramTable,
  type Printer,
  textOf
} from '#shared/events/program-lines'
import { sessionEndCodes } from './session-end'
import type { SessionEnd } from './session-table'

const number: Printer = (event) => `Number from client: ${textOf(event)}`

const endings: Record<SessionEnd, string> = {
  idle: 'it was idle too long',
  replies: 'all replies came that were expected',
  evicted: 'the table was full, and it was idle longest',
  'server-down': 'its server was taken out'
}

function endingOf(code: string): string {
  const [why] = Object.entries(sessionEndCodes).find(([, known]) => String(known) === code) ?? []
  const ending = Object.entries(endings).find(([name]) => name === why)
  return ending ? ending[1] : 'nobody knows why'
}

const balancerNotes: PrintedLines['notes'] = {
  [EventKind.connected]: (event) => `new session: a socket of its own is connected to ${peerOf(event)}`,
  [EventKind.disconnected]: (event) => `session of ${peerOf(event)} ended: ${endingOf(textOf(event))}`,
  [EventKind.timedOut]: (event) => `${peerOf(event)} was silent for ${textOf(event)} ms with a request open`,
  [EventKind.unanswered]: (event) =>
    `${textOf(event)} of ${peerOf(event)} not forwarded: no server is up, or too many wait for one`
}

export const balancingPrograms = {
  'pool-server': { listening: serverIsUp, received: [number], echoes: true },
  /** Thousands of datagrams a second go through it, and each is in the servers' and the clients' logs. */
  balancer: { listening: 'Balancer up and listening', received: [], notes: balancerNotes },
  crowd: {
    listening: null,
    received: [],
    notes: {
      [EventKind.timedOut]: (event) => `${textOf(event)} was not answered in time: its client sends the next`
    }
  }
} as const satisfies ProgramTable
