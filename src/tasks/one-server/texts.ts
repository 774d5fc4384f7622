/** All texts of Task 1's walkthrough. */
import type { QuestionWords, StepWords } from '#shared/lessons/lesson'
import { counted } from '#shared/text'

export const stepWords = {
  server: {
    title: 'A server waits',
    text: 'A server [[bind|binds]] its [[socket]] to a [[port]], and waits. Nobody has to call it first.',
    watch: 'The server’s terminal, and the line of sockets at the bottom of the window.'
  },
  client: {
    title: 'One client',
    text: 'The client sends one [[datagram]] and waits for one answer.',
    watch: 'Which address does the server print? Find the same one in the picture.'
  },
  predictPorts: {
    title: 'Before you run it again',
    text: 'The program never says which port the client has. Say first what you expect.'
  },
  ports: {
    title: 'Run it again, and again',
    text: 'The same program, two more times. Each run opens a socket of its own.',
    watch: 'The ports that the server prints. Each is an [[ephemeral port]].'
  },
  samePort: {
    title: 'Two clients, one port number',
    text: 'One client is on 127.0.0.1, the other on 127.0.0.2. Both have the same [[port]]. The server has one socket and keeps no list of clients.',
    watch: 'How does the server tell the two clients apart?'
  },
  silence: {
    title: 'Nobody there',
    text: 'Stop the server and send once more.',
    watch: 'Is the client told that nobody listens? How does its wait end?'
  }
} satisfies Record<string, StepWords>

export const buttons = {
  server: 'Let the server listen',
  client: 'Run the client',
  ports: 'Run two more',
  samePort: 'Run both with one port',
  silence: 'Send to nobody'
} as const

export const portChoices = ['The same port each time', 'Another port each time', 'Port 20001'] as const
export const apartChoices = [
  'By the port alone',
  'By the address alone',
  'By address and port together'
] as const

export const questionWords = {
  ports: {
    prompt: 'The client runs again. Which port will it have?',
    modelAnswer:
      'Almost always another one: the program names no port, so the system picks a free [[ephemeral port]]. The system may pick one that was used before.'
  },
  apart: {
    prompt: 'Two clients have the same port. How does the server tell them apart?',
    modelAnswer:
      'By address and port together. [[recvfrom]] returns both, and the answer goes to that pair. Two sockets may have one port number on two addresses.'
  },
  everyone: {
    prompt: 'Can the server answer everyone who writes to it?',
    modelAnswer:
      'Yes. UDP is connectionless, and the server keeps no state per client: [[recvfrom]] returns each datagram with the address of its sender, and the answer goes there.'
  },
  millions: {
    prompt: 'How would you serve millions of requests?',
    modelAnswer:
      'By load balancing: a [[load balancer]] with a virtual IP address stands before a pool of servers and picks one by an algorithm. The answers must come from the virtual address too, because clients know only the balancer’s address. This server keeps no state, so any server of the pool can answer any datagram. Only servers that keep state need a balancer that keeps each client’s session on one server.'
  },
  howManyPorts: {
    prompt: 'How many different client ports did the server see in your runs?',
    modelAnswer:
      'One port for each client socket: every run opens a new socket. Two sockets on two addresses may share a number.'
  }
} satisfies Record<string, QuestionWords>

/** What the student's own runs showed. */
export const saw = {
  bound: (server: string) => [
    `The server’s socket is bound to ${server}. The line at the bottom shows the same address.`,
    'The server waits inside recvfrom() until a datagram arrives.'
  ],
  client: (client: string) => [
    `Your client’s socket had the address ${client}, and the server printed that address.`,
    'The answer went back to it: recvfrom() had told the server where the datagram came from.'
  ],
  eachItsOwn: 'The system gave each new socket a free port.',
  comesNext: 'The next step shows whether you were right.',
  samePort: (port: number, first: string, second: string) => [
    `Both clients had port ${port}: one on ${first}, the other on ${second}.`,
    'The server printed both addresses, and each client got its answer. So the server tells them apart by address and port together.'
  ],
  withoutSamePort: (why: string) => [
    `This system did not let two clients have one port: ${why} So each client had its own port here.`,
    'Where both addresses exist, the server tells the clients apart by address and port together.'
  ],
  silence: (client: string) => [
    `The client ${client} got no answer, and no error either.`,
    'Nobody told the client that no server listens. recvfrom() simply timed out.'
  ]
}

export const evidence = {
  answered: (ports: number, had: string): string =>
    ports === 1
      ? `Your client had ${had}, and was answered.`
      : `Your ${ports} answered clients had ${had}: each got its answer from one and the same server program.`,
  had: (ports: number, list: string): string => (ports === 1 ? `port ${list}` : `the ports ${list}`),
  silent: (clients: number): string => `${counted(clients, 'client')} of yours got no answer.`,
  differentPorts: (different: number, clients: number): string =>
    `Your ${counted(clients, 'client')} had ${counted(different, 'different port')}.`,
  portsSeen: (different: number): string => `The server saw ${counted(different, 'different client port')}.`
}
