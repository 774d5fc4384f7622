/**
 * Which line of a program makes which call, found in its text, so that no line number can rot; and which of these lines an
 * event at an endpoint stands for.
 */
import { EventKind, type EventKindCode } from '../events/batch'
import type { HeldCall } from '../events/motion'
import type { ProgramLanguage } from './sources'

export const socketCalls = [
  'socket',
  'setsockopt',
  'bind',
  'connect',
  'sendto',
  'send',
  'recvfrom',
  'recv',
  'print',
  'close'
] as const
export type SocketCall = (typeof socketCalls)[number]

export interface CallLine {
  /** From 1. */
  line: number
  call: SocketCall
}

type Markers = readonly (readonly [SocketCall, RegExp])[]

const python: Markers = [
  ['socket', /\bsocket\.socket\(/],
  ['setsockopt', /\.setsockopt\(/],
  ['bind', /\.bind\(/],
  ['connect', /\.connect\(/],
  ['sendto', /\.sendto\(/],
  ['send', /\.send\(/],
  ['recvfrom', /\.recvfrom\(/],
  ['recv', /\.recv\(/],
  ['print', /\bprint\(/],
  ['close', /\.close\(/]
]

const c: Markers = [
  ['socket', /\bsocket\(/],
  ['setsockopt', /\bsetsockopt\(/],
  ['bind', /\bbind\(/],
  ['connect', /\bconnect\(/],
  ['sendto', /\bsendto\(/],
  ['send', /\bsend\(/],
  ['recvfrom', /\brecvfrom\(/],
  ['recv', /\brecv\(/],
  ['print', /\bprintf\(/],
  ['close', /\bclose\(/]
]

/** node:dgram has one send() and one event for both kinds of sockets. */
const typescript = (connected: boolean): Markers => [
  ['socket', /\bcreateSocket\(/],
  ['setsockopt', /\.setRecvBufferSize\(/],
  ['bind', /\.bind\(/],
  ['connect', /\.connect\(/],
  [connected ? 'send' : 'sendto', /\.send\(/],
  [connected ? 'recv' : 'recvfrom', /'message'/],
  ['print', /\bconsole\.log\(/],
  // The terminal that asks for a number is closed too.
  ['close', /\bsocket\.close\(/]
]

function markersOf(source: string, language: ProgramLanguage): Markers {
  if (language === 'python') return python
  return language === 'c' ? c : typescript(/\.connect\(/.test(source))
}

const comments: Record<ProgramLanguage, RegExp> = {
  python: /"""[\s\S]*?"""|#.*/g,
  typescript: /\/\*[\s\S]*?\*\/|\/\/.*/g,
  c: /\/\*[\s\S]*?\*\//g
}

/** The calls of a program in the order of its lines; what only comments tell is none. */
export function callLines(source: string, language: ProgramLanguage): CallLine[] {
  const bare = source.replace(comments[language], (comment) => comment.replaceAll(/[^\n]/g, ' '))
  const markers = markersOf(bare, language)
  return bare.split('\n').flatMap((text, index) => {
    const found = markers.find(([, marker]) => marker.test(text))
    return found ? [{ line: index + 1, call: found[0] }] : []
  })
}

/** Where an event's lines depend on more than its kind. */
export interface EventDetail {
  /** Which of several sends in a row it is, from 0: a client of two servers has a line for each. */
  target?: number
  /** Only what printed this line of the event, from 0. */
  printed?: number
}

/** The lines that an event of this kind ran, in their order. Nothing where the program has no such call. */
export function linesOfEvent(
  calls: readonly CallLine[],
  kind: EventKindCode,
  { target = 0, printed }: EventDetail = {}
): number[] {
  const of = (...wanted: SocketCall[]): number[] =>
    calls.filter(({ call }) => wanted.includes(call)).map(({ line }) => line)
  const receive = of('recvfrom', 'recv')
  const prints = of('print')
  const firstReceive = receive[0] ?? Number.POSITIVE_INFINITY
  const sends = of('sendto', 'send')
  const received = prints.filter((line) => line > firstReceive)
  const receiving = [...receive, ...(printed === undefined ? received : received.slice(printed, printed + 1))]

  switch (kind) {
    case EventKind.listening:
      return [...of('socket', 'setsockopt', 'bind'), ...prints.filter((line) => line < firstReceive)].sort(
        (a, b) => a - b
      )
    case EventKind.connected:
      return of('connect')
    case EventKind.sent:
    case EventKind.unsent:
      return sends.slice(Math.min(target, sends.length - 1)).slice(0, 1)
    case EventKind.received:
      return receiving
    case EventKind.served:
      return printed === undefined ? [...receiving, ...sends] : receiving
    case EventKind.refused:
    case EventKind.timedOut:
      return receive
    case EventKind.closed:
      return of('close')
    case EventKind.disconnected:
    case EventKind.dropped:
    case EventKind.forged:
    case EventKind.unanswered:
      return []
  }
}

/**
 * The lines that make the call before which slow motion holds the program.
 * @param index which of several lines with this call, from 0
 */
export function linesOfCall(calls: readonly CallLine[], call: HeldCall, index = 0): number[] {
  const of = (...wanted: SocketCall[]): number[] =>
    calls.filter(({ call: made }) => wanted.includes(made)).map(({ line }) => line)
  const pick = (lines: number[]): number[] => lines.slice(Math.min(index, lines.length - 1)).slice(0, 1)
  const firstReceive = of('recvfrom', 'recv')[0] ?? Number.POSITIVE_INFINITY

  switch (call) {
    case 'open':
      return of('socket', 'setsockopt', 'bind')
    case 'greet':
      return pick(of('print').filter((line) => line < firstReceive))
    case 'connect':
      return of('connect')
    case 'send':
      return pick(of('sendto', 'send'))
    case 'receive':
      return of('recvfrom', 'recv')
    case 'print':
      return pick(of('print').filter((line) => line > firstReceive))
    case 'close':
      return of('close')
  }
}
