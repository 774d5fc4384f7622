/** Which of the exercise's programs a student has written. */
import { encodeText } from '#shared/events/payload'
import type { Assignment } from './assignment'

export const roleNames = [
  'task1-server',
  'task1-client',
  'task2-server1',
  'task2-server2',
  'task2-client',
  'task3-server',
  'task3-client',
  'task4-part1-server',
  'task4-part1-client',
  'task4-part2-server',
  'task4-part2-client',
  'task4-part4-server',
  'task4-part4-client'
] as const

export type RoleName = (typeof roleNames)[number]

interface AnyRole {
  name: RoleName
  /** As people call it. */
  title: string
}

export interface ServerRole extends AnyRole {
  side: 'server'
  port: (assignment: Assignment) => number
  /** What it prints when it is up. */
  banner: string
  /** What it answers to a datagram. */
  answer: (payload: Uint8Array, assignment: Assignment) => Uint8Array
  /** It sends back what came. */
  echoes: boolean
  /** What a client of its task sends. */
  requests: (assignment: Assignment) => readonly string[]
  /** Before the text of the datagram, as it is printed; null: the exercise prints none. */
  label: string | null
  printsAddress: boolean
  setsReceiveBuffer: boolean
}

export interface ClientRole extends AnyRole {
  side: 'client'
  /** Two where it talks to two servers. */
  servers: (assignment: Assignment) => readonly { port: number; reply: string }[]
  /** What is typed on its terminal. */
  typed: (assignment: Assignment) => string | null
  /** What it sends to each server. */
  sends: (assignment: Assignment) => readonly string[]
  /** Before the text of an answer, as it is printed: by server. */
  labels: readonly string[]
  /** Its answers are its own datagrams, and it reads only after it has sent all. */
  burst: boolean
  connects: boolean
}

export type Role = ServerRole | ClientRole

const server = (name: RoleName, title: string, own: Partial<ServerRole> = {}): ServerRole => ({
  side: 'server',
  name,
  title,
  port: ({ port }) => port,
  banner: 'UDP server up and listening',
  answer: (_payload, { reply }) => encodeText(reply),
  echoes: false,
  requests: ({ request }) => [request],
  label: 'message from client',
  printsAddress: true,
  setsReceiveBuffer: false,
  ...own
})

const numbers: Partial<ServerRole> = {
  label: 'number from client',
  requests: ({ number }) => [String(number)]
}

const echo: Partial<ServerRole> = {
  answer: (payload) => payload,
  echoes: true,
  label: 'number from client',
  requests: ({ count }) => upTo(count),
  // The exercise prints the number alone here.
  printsAddress: false
}

const client = (name: RoleName, title: string, own: Partial<ClientRole> = {}): ClientRole => ({
  side: 'client',
  name,
  title,
  servers: ({ port, reply }) => [{ port, reply }],
  typed: () => null,
  sends: ({ request }) => [request],
  labels: ['message from server'],
  burst: false,
  connects: false,
  ...own
})

/** `1`, `2`, … */
export const upTo = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1))

/** So many that a program which waits for each answer is told from one that does not, and that no queue overflows. */
const manyNumbers = 100

const burst: Partial<ClientRole> = { labels: ['number from server'], burst: true }

const roles: readonly Role[] = [
  server('task1-server', 'Task 1, server'),
  client('task1-client', 'Task 1, client'),
  server('task2-server1', 'Task 2, server 1', {
    banner: 'UDP server 1 up and listening',
    answer: (_payload, { replies }) => encodeText(replies[0]),
    label: null,
    printsAddress: false
  }),
  server('task2-server2', 'Task 2, server 2', {
    port: ({ secondPort }) => secondPort,
    banner: 'UDP server 2 up and listening',
    answer: (_payload, { replies }) => encodeText(replies[1]),
    label: null,
    printsAddress: false
  }),
  client('task2-client', 'Task 2, client', {
    servers: ({ port, secondPort, replies }) => [
      { port, reply: replies[0] },
      { port: secondPort, reply: replies[1] }
    ],
    labels: ['message from server 1', 'message from server 2']
  }),
  server('task3-server', 'Task 3, server'),
  client('task3-client', 'Task 3, client', { connects: true }),
  server('task4-part1-server', 'Task 4, part 1, server', numbers),
  client('task4-part1-client', 'Task 4, part 1, client', {
    typed: ({ number }) => String(number),
    sends: ({ number }) => [String(number)]
  }),
  server('task4-part2-server', 'Task 4, part 2, server', echo),
  client('task4-part2-client', 'Task 4, part 2, client', {
    ...burst,
    typed: ({ count }) => String(count),
    sends: ({ count }) => upTo(count)
  }),
  server('task4-part4-server', 'Task 4, part 4, server', { ...echo, setsReceiveBuffer: true }),
  client('task4-part4-client', 'Task 4, part 4, client', {
    ...burst,
    typed: () => String(manyNumbers),
    sends: () => upTo(manyNumbers)
  })
]

export function roleOf(name: RoleName): Role {
  const role = roles.find((candidate) => candidate.name === name)
  if (!role) throw new Error(`There is no role "${name}".`)
  return role
}
