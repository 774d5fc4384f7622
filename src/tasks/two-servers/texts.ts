/** All texts of Task 2's walkthrough. */
import type { QuestionWords, StepWords } from '#shared/lessons/lesson'

/** On a busy machine 50 ms may pass between the two sends. */
const inOrder = 'Server 1 answered first all the same. Your computer was probably busy. Run it again.'

export const stepWords = {
  servers: {
    title: 'Two servers wait',
    text: 'Same machine, same [[IP address]]: the [[port]] tells the two servers apart.',
    watch: 'Two terminals, two ports.'
  },
  both: {
    title: 'One socket writes to both',
    text: 'The client has one [[socket]]. Each [[sendto]] names the receiver of its [[datagram]].',
    watch: 'One lane of the client, arrows to two servers.'
  },
  predictTrap: {
    title: 'Which one is “server 1”?',
    text: 'The exercise’s program calls the answer that arrives first “server 1”. Now server 1 answers 50 ms late.'
  },
  trap: {
    title: 'Let the trap bite',
    text: 'Server 1 is delayed, and the client counts answers as the exercise’s does.',
    watch: 'Read both lines to the end. Which server really sent each one?',
    otherwise: inOrder
  },
  source: {
    title: 'Ask who sent it',
    text: '[[recvfrom]] returns the sender’s address with each datagram. Now the client looks at that address.',
    watch: 'The answers still arrive in the other order, but now the names are right.',
    otherwise: inOrder
  },
  oneGone: {
    title: 'One server is gone',
    text: 'Stop server 2 and write to both.',
    watch: 'Does the other answer still arrive? Is the client told that server 2 is gone?'
  }
} satisfies Record<string, StepWords>

export const buttons = {
  servers: 'Let both listen',
  both: 'Write to both',
  trap: 'Delay server 1, then write',
  source: 'Write, and look at the source',
  oneGone: 'Stop one, then write'
} as const

export const trapChoices = [
  'The answer of server 1',
  'The answer of server 2',
  'Nothing, it gives up'
] as const

export const questionWords = {
  trap: {
    prompt: 'Server 1 answers late. What will the exercise’s client print for server 1?',
    modelAnswer:
      'The answer of server 2. That answer arrives first, and the program counts answers instead of looking at who sent them.'
  },
  several: {
    prompt: 'Can one client talk to several servers?',
    modelAnswer:
      'Yes. One unconnected socket sends to any address: [[sendto]] names the receiver of each datagram. The answers can arrive in either order; only the source address that [[recvfrom]] returns tells them apart. These are not “concurrent connections”: UDP has no connections, and neither server knows of the other.'
  }
} satisfies Record<string, QuestionWords>

/** What the student's own runs showed. */
export const saw = {
  servers: (first: string, second: string) => [
    `Server 1 is bound to ${first}, server 2 to ${second}.`,
    'The address is the same, and the port tells the two sockets apart.'
  ],
  both: (client: string, first: number, second: number) => [
    `Your client had one socket${client}. Its answers came from port ${first} first, then from port ${second}.`,
    'One socket sent to two servers: each sendto() named one of them.'
  ],
  comesNext: 'The next step shows whether you were right.',
  trap: (port: number, server: number) => [
    `Your client printed the answer from port ${port} as “server 1”. Its sender was server ${server}.`,
    'So the first line names the wrong server, and the second line does too.'
  ],
  source: (first: number, second: number) => [
    `The answer from port ${first} still came first, before the one from port ${second}.`,
    'The client compared the source address, so each line names the right server.'
  ],
  oneGone: (port: number) => [
    `The answer from port ${port} still arrived.`,
    'Nobody told the client that the other server is gone. The second recvfrom() simply timed out.'
  ]
}

export const onPort = (port: number | null): string => (port === null ? '' : `, on port ${port}`)
