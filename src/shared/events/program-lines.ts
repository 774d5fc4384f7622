/**
 * What the programs of a task print, derived from their endpoints' events when a line is shown. `lineCount` tells how many
 * lines an event prints without making them; `lineOf` makes them.
 */
import { plainAddress, shownEndpoint } from './address'
import { EventKind, type EventKindCode, type LabEvent } from './batch'
import type { Program, ProgramId } from './endpoint'
import { payloadHex, payloadNeedsHex, payloadNumber, payloadText } from './payload'

/** `print`: to the letter of the exercise. `note`: what the app adds. `fault`: what went wrong. */
export type LineTone = 'print' | 'note' | 'fault'

export interface LogLine {
  text: string
  tone: LineTone
}

/** `ordinal`: how many datagrams the endpoint had received before this one. */
export type Printer = (event: LabEvent, program: Program, ordinal: number) => string

/** What a program prints: when it is up (null: nothing), and about each datagram that it receives, a line each. */
export interface PrintedLines {
  listening: string | null
  received: readonly Printer[]
  /** In place of what the app says of every program, where that would not be so of this one. */
  notes?: Readonly<Partial<Record<EventKindCode, Printer>>>
  /** It sends back what it received: so it is known what a reply says before it arrives. */
  echoes?: true
}

/** The programs that endpoints of a task may be. */
export type ProgramTable = Readonly<Record<ProgramId, PrintedLines>>

export const bytesOf = (event: LabEvent): Uint8Array => event.payload ?? new Uint8Array(0)
export const textOf = (event: LabEvent): string => payloadText(bytesOf(event))
export const peerOf = (event: LabEvent): string => (event.peer ? shownEndpoint(event.peer) : 'nobody')

/** Of a program that the task does not know: nothing of it is hidden. */
const anyProgram: PrintedLines = {
  listening: null,
  received: [(event) => `received from ${peerOf(event)}: ${textOf(event)}`]
}

const printedBy = (programs: ProgramTable, { id }: Program): PrintedLines =>
  (Object.hasOwn(programs, id) ? programs[id] : undefined) ?? anyProgram

/** What the app adds to a received line: of bytes that are not plain text, are none or were cut, and of an IPv4 peer of an IPv6 socket. */
function remark(event: LabEvent): string {
  const bytes = bytesOf(event)
  const parts: string[] = []
  if (bytes.length > 1 && bytes.at(-1) === 0x20 && payloadNumber(bytes) >= 0) {
    parts.push(`padded to ${bytes.length} bytes`)
  }
  if (event.truncated) parts.push(`cut to ${bytes.length} of ${event.sizeBytes} bytes`)
  if (event.sizeBytes === 0) parts.push('0 bytes: an empty datagram is a datagram')
  if (payloadNeedsHex(bytes)) parts.push(`hex ${payloadHex(bytes)}`)
  const { address = '' } = event.peer ?? {}
  if (plainAddress(address) !== address) parts.push(`from ${plainAddress(address)}, IPv4-mapped`)
  return parts.length === 0 ? '' : `   [${parts.join('; ')}]`
}

function waitOf(event: LabEvent): string {
  return event.payload ? `${textOf(event)} ms` : 'the wait'
}

const notes: Partial<Record<EventKindCode, (event: LabEvent) => LogLine>> = {
  [EventKind.unsent]: (event) => ({
    tone: 'fault',
    text: `not sent to ${peerOf(event)}: ${event.sizeBytes} bytes were refused by send()`
  }),
  [EventKind.refused]: (event) => ({
    tone: 'fault',
    text: `ECONNREFUSED from ${peerOf(event)}: an ICMP "port unreachable" came back, nobody is bound there`
  }),
  [EventKind.timedOut]: (event) => ({
    tone: 'note',
    text: `no answer within ${waitOf(event)}: recvfrom() heard nothing, and UDP does not say why`
  }),
  [EventKind.connected]: (event) => ({
    tone: 'note',
    text: `connect() fixed the peer ${peerOf(event)} in the kernel; nothing was sent on the wire`
  }),
  [EventKind.dropped]: (event) => ({
    tone: 'note',
    text: `${textOf(event).trimEnd()} dropped: the emulated queue was full`
  }),
  [EventKind.forged]: (event) => ({
    tone: 'note',
    text: `not answered: ${peerOf(event)} is this very socket, so the source address was forged`
  }),
  [EventKind.unanswered]: (event) => ({
    tone: 'note',
    text:
      textOf(event) === '0'
        ? `not answered: ${peerOf(event)} is a server of UDP Lab too, and the two would answer each other without end`
        : `not answered any more: ${peerOf(event)} sent the same datagram ${textOf(event)} times, each as soon as it was answered. Probably it is a server too. After a pause, or when it sends something else, it is answered again`
  }),
  [EventKind.disconnected]: () => ({ tone: 'note', text: 'disconnected: the socket has no peer any more' })
}

/** How many lines the program itself prints: when it is up, and about each datagram. */
export function programLines(
  programs: ProgramTable,
  program: Program
): { greeting: number; perDatagram: number } {
  const { listening, received } = printedBy(programs, program)
  return { greeting: listening === null ? 0 : 1, perDatagram: received.length }
}

const isReceived = (kind: EventKindCode): boolean => kind === EventKind.received || kind === EventKind.served

/** How many lines an event of this kind prints. */
export function lineCount(programs: ProgramTable, program: Program, kind: EventKindCode): number {
  const printer = printedBy(programs, program)
  if (isReceived(kind)) return printer.received.length
  if (kind === EventKind.listening)
    return (printer.listening === null ? 0 : 1) + (program.emulatedQueueBytes ? 1 : 0)
  if (kind === EventKind.closed) return printer.listening === null ? 0 : 1
  return notes[kind] ? 1 : 0
}

/** Line `index` (from 0) of what an event prints. */
export function lineOf(
  programs: ProgramTable,
  program: Program,
  event: LabEvent,
  index: number,
  ordinal: number
): LogLine {
  const printer = printedBy(programs, program)
  if (isReceived(event.kind)) {
    const text = printer.received[index]!(event, program, ordinal)
    return { tone: 'print', text: index === 0 ? text + remark(event) : text }
  }
  if (event.kind === EventKind.listening) {
    return index === 0
      ? { tone: 'print', text: printer.listening! }
      : {
          tone: 'note',
          text: `emulated: a queue of ${program.emulatedQueueBytes} payload bytes stands before this server`
        }
  }
  if (event.kind === EventKind.closed) return { tone: 'note', text: 'server stopped: its socket is closed' }
  const own = printer.notes?.[event.kind]
  return own ? { tone: 'note', text: own(event, program, ordinal) } : notes[event.kind]!(event)
}
