/** The exercise's questions, and some that the student's own runs answer. The model answer comes after the student's. */
import type { TaskId } from '../tasks/catalogue'

export const questionIds = [
  'task1/ports',
  'task1/everyone',
  'task1/millions',
  'task1/how-many-ports',
  'task2/trap',
  'task2/several',
  'task3/wire',
  'task3/connect',
  'task3/calls',
  'task4/first-lost',
  'task4/why-lost',
  'task4/why-helps',
  'task4/whose'
] as const
export type QuestionId = (typeof questionIds)[number]

/** How it is answered. */
export type AnswerForm =
  { kind: 'text' } | { kind: 'choice'; choices: readonly string[] } | { kind: 'number'; unit: string }

export interface Question {
  id: QuestionId
  task: TaskId
  /** Its number in the exercise; null for one that the app asks. */
  exercise: string | null
  prompt: string
  form: AnswerForm
  /** Shown only after the student's own. Plain sentences; terms as in the walkthroughs. */
  modelAnswer: string
}

const text: AnswerForm = { kind: 'text' }

export const questions: readonly Question[] = [
  {
    id: 'task1/ports',
    task: 'task1',
    exercise: null,
    prompt: 'The client runs again. Which port will it have?',
    form: { kind: 'choice', choices: ['The same port each time', 'Another port each time', 'Port 20001'] },
    modelAnswer:
      'Another one each time: the program names no port, so the system gives each new socket an [[ephemeral port]] that is free.'
  },
  {
    id: 'task1/everyone',
    task: 'task1',
    exercise: '1.2',
    prompt: 'Can the server answer everyone who writes to it?',
    form: text,
    modelAnswer:
      'Yes. UDP is connectionless, and the server keeps no state per client: [[recvfrom]] returns each datagram with the address of its sender, and the answer goes there.'
  },
  {
    id: 'task1/millions',
    task: 'task1',
    exercise: '1.3',
    prompt: 'How would you serve millions of requests?',
    form: text,
    modelAnswer:
      'By load balancing: a balancer with a virtual IP address stands before a pool of servers, picks a server for each client by an algorithm, and keeps and watches that session while it lasts. Because this server keeps no state, any server of the pool can answer any client.'
  },
  {
    id: 'task1/how-many-ports',
    task: 'task1',
    exercise: null,
    prompt: 'How many different client ports did the server see in your runs?',
    form: { kind: 'number', unit: 'ports' },
    modelAnswer: 'As many as client sockets wrote to it: each run of the client opened a socket of its own.'
  },
  {
    id: 'task2/trap',
    task: 'task2',
    exercise: null,
    prompt: 'Server 1 answers late. What will the exercise’s client print for server 1?',
    form: {
      kind: 'choice',
      choices: ['The answer of server 1', 'The answer of server 2', 'Nothing, it gives up']
    },
    modelAnswer:
      'The answer of server 2. It arrives first, and the program counts answers instead of looking at who sent them.'
  },
  {
    id: 'task2/several',
    task: 'task2',
    exercise: '2.2',
    prompt: 'Can one client talk to several servers?',
    form: text,
    modelAnswer:
      'Yes. One unconnected socket sends to any address: [[sendto]] names the receiver of each datagram. The answers can arrive in either order; only the source address that [[recvfrom]] returns tells them apart.'
  },
  {
    id: 'task3/wire',
    task: 'task3',
    exercise: null,
    prompt: 'How many datagrams does connect() put on the wire?',
    form: { kind: 'number', unit: 'datagrams' },
    modelAnswer: 'None. There is no handshake in UDP; connect() only fixes the peer in the kernel.'
  },
  {
    id: 'task3/connect',
    task: 'task3',
    exercise: '3.1',
    prompt: 'What does connect() do on UDP?',
    form: text,
    modelAnswer:
      'It puts nothing on the wire and makes no handshake: it fixes the [[peer]] in the kernel. From then on datagrams from anyone else are not delivered to the socket, and an [[ICMP port unreachable]] comes back as the error ECONNREFUSED. It stays so until the socket is disconnected.'
  },
  {
    id: 'task3/calls',
    task: 'task3',
    exercise: '3.2',
    prompt: 'What may the client use in place of sendto() and recvfrom()?',
    form: text,
    modelAnswer:
      'send() and recv(). The kernel knows the one peer, so that no call has to name it; what goes over the wire is the same.'
  },
  {
    id: 'task4/first-lost',
    task: 'task4',
    exercise: null,
    prompt: 'Which number will be the first that does not come back? 0: all come back.',
    form: { kind: 'number', unit: 'first lost' },
    modelAnswer:
      'There is no one right number: the queue grows by the little that the server is too slow, and breaks when it is full. Your run shows where that was.'
  },
  {
    id: 'task4/why-lost',
    task: 'task4',
    exercise: '4.3',
    prompt: 'Why do numbers go missing when n is large?',
    form: text,
    modelAnswer:
      'Because a [[receive buffer]] is full. Either the server’s: requests come faster than the server reads them. Or the client’s own: answers pile up there while the client only sends. The kernel drops the datagram that does not fit, and nobody is told. On [[loopback]] neither the send buffer nor a network card loses them.'
  },
  {
    id: 'task4/why-helps',
    task: 'task4',
    exercise: '4.4',
    prompt: 'Why does a larger SO_RCVBUF on the server help?',
    form: text,
    modelAnswer:
      'It makes the server’s queue longer, so that it holds what the slow server has not read yet until the sender is done. It does not make the server faster: with more numbers the longer queue fills as well. And it does nothing for answers that the client’s own queue drops.'
  },
  {
    id: 'task4/whose',
    task: 'task4',
    exercise: null,
    prompt: 'In your last run, which receive buffer lost datagrams?',
    form: {
      kind: 'choice',
      choices: ['The server’s', 'The client’s', 'Both', 'None: nothing was lost']
    },
    modelAnswer:
      'Requests that were sent and never served were lost at the server’s. Replies that were sent and never returned were lost at the client’s. The ledger of the run tells them apart.'
  }
]

export const questionOf = (id: QuestionId): Question => questions.find((question) => question.id === id)!

export const questionsOf = (task: TaskId): Question[] =>
  questions.filter((question) => question.task === task)
