/** All texts of Task 3's walkthrough. What a trial found is said by the trial itself (lab/trials.ts), from its own run. */
import type { QuestionWords, StepWords } from '#shared/lessons/lesson'
import { counted } from '#shared/text'

export const stepWords = {
  without: {
    title: 'First without connect()',
    text: 'The server listens as in Task 1, but it prints the raw bytes. [[sendto]] names the server, [[recvfrom]] tells who answered.',
    watch: 'Two arrows in the picture: there and back.'
  },
  predict: {
    title: 'What will connect() send?',
    text: 'TCP’s connect() sends and waits until the other side agrees. How many datagrams does it take on UDP?'
  },
  connectOnly: {
    title: 'connect(), and nothing else',
    text: 'A socket connects to another one that only listens. Does anything arrive?',
    watch: 'Find the mark for connect(). Is there also an arrow?'
  },
  with: {
    title: 'Now with connect()',
    text: '[[connect() on UDP|connect()]] fixes the [[peer]] in the kernel. So send() and recv() need no address.',
    watch: 'The same two arrows as without it.'
  },
  stranger: {
    title: 'A stranger writes',
    text: 'A third socket sends a datagram to a connected socket, and to one that is not.',
    watch: 'Which of the two receives it?'
  },
  queued: {
    title: 'A datagram that waits already',
    text: 'A stranger writes, then the socket calls connect(), then the stranger writes again. Only after that the program reads.',
    watch: 'Which of the two datagrams does recv() return?'
  },
  deadPort: {
    title: 'Nobody there',
    text: 'Both write to a port that nobody has bound. The kernel answers with [[ICMP port unreachable]].',
    watch: 'Which of the two is told?'
  },
  second: {
    title: 'A second receiver',
    text: 'Both sockets write to a second address.',
    watch: 'Can a connected socket still send to another address?'
  },
  disconnect: {
    title: 'Disconnect',
    text: 'A connected socket can lose its peer again: connect() to an address of the family AF_UNSPEC. Then a stranger writes.',
    watch: 'Does the socket hear strangers again?'
  }
} satisfies Record<string, StepWords>

export const buttons = {
  without: 'Exchange by sendto()',
  connectOnly: 'Only connect',
  with: 'Exchange by send()',
  stranger: 'Let a stranger write to each',
  queued: 'Write, connect, write again',
  deadPort: 'Write to a dead port',
  second: 'Write to a second address',
  disconnect: 'Connect, then disconnect'
} as const

export const questionWords = {
  wire: {
    prompt: 'How many datagrams does connect() put on the wire?',
    modelAnswer: 'None. There is no handshake in UDP; connect() only fixes the peer in the kernel.'
  },
  connect: {
    prompt: 'What does connect() do on UDP?',
    modelAnswer:
      'connect() sends nothing and makes no handshake: it fixes the [[peer]] in the kernel. What anyone else sends from then on is not delivered to the socket; what already waits in its receive buffer still is. On Linux an [[ICMP port unreachable]] comes back as the error [[ECONNREFUSED]]. The peer stays until the socket is disconnected. A common answer is that connect() has no result on UDP. The tries with a stranger and with a dead port refute that.'
  },
  calls: {
    prompt: 'What may the client use in place of sendto() and recvfrom()?',
    modelAnswer:
      'send() and recv(). The kernel knows the peer, so these calls need no address. The same datagrams go over the wire.'
  },
  three: {
    prompt: 'Which three things does connect() change?',
    modelAnswer:
      'First, the kernel knows the [[peer]], so send() and recv() need no address. Second, datagrams from anyone else are no longer delivered; what waits already still is. Third, on Linux an [[ICMP port unreachable]] comes back as [[ECONNREFUSED]]. A disconnect undoes all three.'
  }
} satisfies Record<string, QuestionWords>

/** What the student's own runs showed. */
export const saw = {
  exchange: (connected: boolean, port: number | null, sent: number, received: number): string =>
    `${connected ? 'With' : 'Without'} connect() your client on port ${port ?? 'unknown'} sent ${counted(sent, 'datagram')} and received ${received}.`,
  without: 'sendto() named the server, and recvfrom() returned the server’s address.',
  with: 'No call named an address, and connect() added no arrow.',
  comesNext: 'The next step shows whether you were right.',
  connectOnly: 'The mark for connect() stands alone: nothing was sent.'
}
