/** What was seen of a student's program while the app played the other side: all that a check may go by. */
import type { EndpointAddress } from '#shared/events/address'

export interface Ended {
  /** Null: a signal ended it. */
  code: number | null
  signal: string | null
  afterMs: number
}

/** A socket of the program, as the kernel has it. */
export interface SocketFact {
  protocol: 'udp' | 'tcp'
  local: EndpointAddress
  /** Null: it is not connected. */
  remote: EndpointAddress | null
  /** SO_RCVBUF as granted; null: the system does not tell of another program's socket. */
  receiveBufferBytes: number | null
  /** The same of SO_SNDBUF. */
  sendBufferBytes: number | null
  /** Bytes charged to its receive queue, and datagrams that it dropped since it was made; null: not told. */
  receiveQueueBytes: number | null
  drops: number | null
}

export interface ProgramFacts {
  /** What the compiler said when it refused; null: it did not, or none is needed. */
  notCompiled: string | null
  /** All that it printed, without control sequences and without the echo of what was typed. */
  printed: string
  /** It printed more than is read: the rest is not known, and the program was stopped. */
  cut: boolean
  /** It made more processes than it may, and was stopped with all of them. */
  crowded: boolean
  /** Null: it still ran. */
  ended: Ended | null
  /** It waits for somebody to type. */
  waitsForInput: boolean
  /** Null: the system does not tell. */
  sockets: readonly SocketFact[] | null
}

/** One datagram of a client of ours, and what came of it. */
export interface Step {
  /** Which of our clients sent it, from 1. */
  client: number
  /** Its port. */
  port: number
  payload: Uint8Array
  /** What came to that client before the next step. */
  answers: readonly Uint8Array[]
  /** What came to other clients of ours meanwhile. */
  strays: readonly { client: number; payload: Uint8Array }[]
  /** Ports of ours, of no client, to which something came meanwhile. */
  elsewhere: readonly number[]
  /** What became of the program during the step; null: it still ran. */
  ended: Ended | null
}

export interface ServerRecord {
  /** As it was when the step of this record were over. */
  program: ProgramFacts
  /** Whether a UDP socket of it had the port that it should have. */
  bound: boolean
  steps: readonly Step[]
}

/** A datagram that came to a server of ours. */
export interface Received {
  /** Which server, from 1. */
  server: number
  from: EndpointAddress
  payload: Uint8Array
  /** Since the program was started. */
  afterMs: number
  /** How many answers had gone to the program by then. */
  answersBefore: number
  /** The socket that it came from, as the kernel had it then; null: not told, or closed already. */
  socket: SocketFact | null
}

/** An answer of a server of ours. */
export interface Answered {
  server: number
  payload: Uint8Array
}

export interface ClientRecord {
  program: ProgramFacts
  received: readonly Received[]
  /** In the order in which they went. */
  answered: readonly Answered[]
}

export const serverScenes = ['requests', 'any-text', 'command', 'empty', 'not-utf8', 'long'] as const
/** What our clients do to a server. */
export type ServerScene = (typeof serverScenes)[number]

/** What somebody who is not the server sends to a client, in the scene `stranger`: it comes before the server's answer. */
export const strangerText = 'A datagram of somebody else'

export const clientScenes = ['answers', 'other-answers', 'swapped', 'late', 'lost', 'stranger'] as const
/** How our servers answer a client. */
export type ClientScene = (typeof clientScenes)[number]
