/** Task 1's walkthrough: one server answers whoever writes to it. */
import { type Lesson, ownWords } from '#shared/lessons/lesson'
import {
  answered,
  clientPorts,
  happenedAt,
  listed,
  listening,
  messageClients,
  waitedInVain,
  wasAnswered
} from '#shared/lessons/seen'
import { hasArrived, type LessonView, portsSeen } from '#shared/lessons/view'
import { counted } from '#shared/text'

export type OneServerAction =
  'start-server' | 'run-client' | 'run-two-clients' | 'run-eight-clients' | 'stop-and-send'

/** So many client runs got their answer. */
const clientsAnswered =
  (count: number) =>
  (view: LessonView): boolean =>
    messageClients(view).filter(wasAnswered).length >= count

export const oneServerLesson: Lesson<OneServerAction> = {
  steps: [
    {
      id: 'task1/server',
      title: 'A server waits',
      text: 'A server [[bind|binds]] its [[socket]] to a [[port]], and waits. Nobody has to call it first.',
      watch: 'The server’s terminal, and the line of sockets at the bottom of the window.',
      action: { name: 'start-server', label: 'Let the server listen' },
      isDone: listening('server')
    },
    {
      id: 'task1/client',
      title: 'One client',
      text: 'The client sends one [[datagram]] and waits for one answer.',
      watch: 'Which address does the server print? Find the same one in the picture.',
      action: { name: 'run-client', label: 'Run the client' },
      isDone: clientsAnswered(1)
    },
    {
      id: 'task1/predict-ports',
      title: 'Before you run it again',
      text: 'The program never says which port the client has. Say first what you expect.',
      asks: 'task1/ports',
      isDone: answered('task1/ports')
    },
    {
      id: 'task1/ports',
      title: 'Run it again, and again',
      text: 'The same program, two more times. Each run opens a socket of its own.',
      watch: 'The ports that the server prints. Each is an [[ephemeral port]].',
      action: { name: 'run-two-clients', label: 'Run two more' },
      isDone: (view) => portsSeen(view).length >= 3
    },
    {
      id: 'task1/crowd',
      title: 'A crowd',
      text: 'Eight clients at once. The server has one socket and keeps no list of clients.',
      watch: 'How does the server know where each answer has to go?',
      action: { name: 'run-eight-clients', label: 'Run eight clients' },
      isDone: clientsAnswered(8)
    },
    {
      id: 'task1/silence',
      title: 'Nobody there',
      text: 'Stop the server and send once more.',
      watch: 'Is the client told that nobody listens? How does its wait end?',
      action: { name: 'stop-and-send', label: 'Send to nobody' },
      isDone: (view) => messageClients(view).some(waitedInVain)
    }
  ],
  questions: [
    {
      id: 'task1/ports',
      exercise: null,
      prompt: 'The client runs again. Which port will it have?',
      form: {
        kind: 'choice',
        choices: ['The same port each time', 'Another port each time', 'Port 20001']
      },
      modelAnswer:
        'Another one each time: the program names no port, so the system gives each new socket an [[ephemeral port]] that is free.',
      evidence: clientPorts
    },
    {
      id: 'task1/everyone',
      exercise: '1.2',
      prompt: 'Can the server answer everyone who writes to it?',
      form: ownWords,
      modelAnswer:
        'Yes. UDP is connectionless, and the server keeps no state per client: [[recvfrom]] returns each datagram with the address of its sender, and the answer goes there.',
      evidence: everyone
    },
    {
      id: 'task1/millions',
      exercise: '1.3',
      prompt: 'How would you serve millions of requests?',
      form: ownWords,
      modelAnswer:
        'By load balancing: a balancer with a virtual IP address stands before a pool of servers, picks a server for each client by an algorithm, and keeps and watches that session while it lasts. Because this server keeps no state, any server of the pool can answer any client.',
      evidence: clientPorts
    },
    {
      id: 'task1/how-many-ports',
      exercise: null,
      prompt: 'How many different client ports did the server see in your runs?',
      form: { kind: 'number', unit: 'ports' },
      modelAnswer:
        'As many as client sockets wrote to it: each run of the client opened a socket of its own.',
      evidence: clientPorts
    }
  ]
}

function everyone(view: LessonView): string[] {
  const clients = messageClients(view).map(happenedAt)
  const heard = clients.filter(({ events }) => events.some(hasArrived))
  if (heard.length === 0) return []
  const ports = heard.flatMap(({ port }) => port ?? [])
  const had = ports.length === 1 ? `port ${ports[0]}` : `the ports ${listed(ports)}`
  const lines = [
    heard.length === 1
      ? `Your client had ${had}, and was answered.`
      : `Your ${heard.length} answered clients had ${had}: each got its answer from one and the same server program.`
  ]
  const silent = clients.length - heard.length
  if (silent > 0) lines.push(`${counted(silent, 'client')} of yours got no answer.`)
  return lines
}
