/** What a student's program is asked to do: the exercise's ports, texts and numbers, or a variant of them for one student. */
import { encodeText } from '#shared/events/payload'
import { serverPort } from '#shared/exercise'

export interface Assignment {
  /** Null: the exercise's own. */
  variant: string | null
  /** Of the one server, or of server 1. */
  port: number
  /** Of server 2. */
  secondPort: number
  /** What a client sends. */
  request: string
  /** What a server answers. */
  reply: string
  /** What servers 1 and 2 answer. */
  replies: readonly [string, string]
  /** What is typed where one number is asked for. */
  number: number
  /** What is typed where it is asked how many. */
  count: number
  /** SO_RCVBUF of Task 4, part 4. */
  receiveBufferBytes: number
}

export const exerciseAssignment: Assignment = {
  variant: null,
  port: serverPort,
  secondPort: 20_000,
  request: 'Helllo UDP Server',
  reply: 'Hello UDP Client',
  replies: ['Hello UDP Client(from server 1)', 'Hello UDP Client(from server 2)'],
  number: 99,
  count: 8,
  receiveBufferBytes: 200_000
}

/** Characters of an id: what stands in file names of submissions. */
export const variantForm = /^[\p{L}\p{N}._ -]{1,64}$/u

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ (public domain). It spreads ids; it hides nothing. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const octet of encodeText(text)) hash = Math.imul(hash ^ octet, 0x01000193) >>> 0
  return hash
}

/** Ports below the ephemeral ones of Linux (32,768), and above those of well-known services. */
const ports = { first: 20_100, count: 4000 } as const

/**
 * The same for the same id, whoever asks: what another student's program does differs from it in its texts, and nearly always in
 * its ports.
 */
export function assignmentOf(variant: string | null): Assignment {
  if (variant === null) return exerciseAssignment
  const id = variant.trim().toLowerCase()
  const hash = hashOf(id)
  const mark = hashOf(`${id}, text`).toString(36).slice(0, 4)
  const port = ports.first + 2 * (hash % ports.count)
  const { request, reply, replies, receiveBufferBytes } = exerciseAssignment
  return {
    variant: id,
    port,
    secondPort: port - 1,
    request: `${request} ${mark}`,
    reply: `${reply} ${mark}`,
    replies: [`${replies[0]} ${mark}`, `${replies[1]} ${mark}`],
    number: 10 + ((hash >>> 8) % 90),
    count: 5 + ((hash >>> 16) % 8),
    receiveBufferBytes
  }
}
