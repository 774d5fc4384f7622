/** Task 3's walkthrough: what connect() changes on a UDP socket, and what it does not. */
import { EventKind } from '#shared/events/batch'
import type { TrialName, TrialReport } from './model/trials'
import { type Lesson, ownWords } from '#shared/lessons/lesson'
import { answered, happenedAt, listening, messageClients } from '#shared/lessons/seen'
import { eventsOf, has, hasArrived, type LessonView } from '#shared/lessons/view'
import { counted } from '#shared/text'

export type ConnectAction =
  | 'start-server'
  | 'exchange-unconnected'
  | 'exchange-connected'
  | 'trial-connect-only'
  | 'trial-stranger'
  | 'trial-dead-port'
  | 'trial-second-address'

/** A client of this kind got its answer. */
const exchanged =
  (connected: boolean) =>
  (view: LessonView): boolean =>
    messageClients(view).some((client) => {
      const events = eventsOf(client)
      return has(events, EventKind.connected) === connected && events.some(hasArrived)
    })

/** What the tab made of them, as far as they were made: each trial and column at most once. */
const trialsIn = ({ own }: LessonView): readonly TrialReport[] => (own ?? []) as readonly TrialReport[]

/** The trial was made with a connected socket, or with both kinds. */
const tried =
  (trial: TrialName, columns: 'connected' | 'both') =>
  (view: LessonView): boolean =>
    (columns === 'both' ? [true, false] : [true]).every((connected) =>
      trialsIn(view).some((report) => report.trial === trial && report.connected === connected)
    )

/** What the trials found, in the words of their reports. */
const found =
  (...names: readonly TrialName[]) =>
  (view: LessonView): string[] =>
    trialsIn(view)
      .filter(({ trial }) => names.includes(trial))
      .map(({ finding }) => finding)

export const connectLesson: Lesson<ConnectAction> = {
  steps: [
    {
      id: 'task3/server',
      title: 'The server again',
      text: 'It listens as in Task 1. This one prints the raw bytes.',
      action: { name: 'start-server', label: 'Let the server listen' },
      isDone: listening('server')
    },
    {
      id: 'task3/without',
      title: 'First without connect()',
      text: '[[sendto]] names the server, [[recvfrom]] tells who answered.',
      watch: 'Two arrows in the picture: there and back.',
      action: { name: 'exchange-unconnected', label: 'Exchange by sendto()' },
      isDone: exchanged(false)
    },
    {
      id: 'task3/predict',
      title: 'What will connect() send?',
      text: 'TCP’s connect() sends and waits until the other side agrees. How many datagrams does it take on UDP?',
      asks: 'task3/wire',
      isDone: answered('task3/wire')
    },
    {
      id: 'task3/connect-only',
      title: 'connect(), and nothing else',
      text: 'A socket connects to another one that only listens. Does anything arrive?',
      watch: 'A mark on the lane, and is there an arrow?',
      action: { name: 'trial-connect-only', label: 'Only connect' },
      isDone: tried('connect-only', 'connected')
    },
    {
      id: 'task3/with',
      title: 'Now with connect()',
      text: '[[connect() on UDP|connect()]] fixes the [[peer]] in the kernel. So send() and recv() need no address.',
      watch: 'The same two arrows as without it.',
      action: { name: 'exchange-connected', label: 'Exchange by send()' },
      isDone: exchanged(true)
    },
    {
      id: 'task3/stranger',
      title: 'A stranger writes',
      text: 'A third socket sends a datagram to a connected socket, and to one that is not.',
      watch: 'Which of the two receives it?',
      action: { name: 'trial-stranger', label: 'Let a stranger write to each' },
      isDone: tried('stranger', 'both')
    },
    {
      id: 'task3/dead-port',
      title: 'Nobody there',
      text: 'Both write to a port that nobody has bound. The kernel answers with [[ICMP port unreachable]].',
      watch: 'Which of the two is told?',
      action: { name: 'trial-dead-port', label: 'Write to a dead port' },
      isDone: tried('dead-port', 'both')
    },
    {
      id: 'task3/second',
      title: 'A second receiver',
      text: 'Both try to write to somebody else.',
      watch: 'A connected socket has one peer. What becomes of its datagram here?',
      action: { name: 'trial-second-address', label: 'Write to somebody else' },
      isDone: tried('second-address', 'both')
    }
  ],
  questions: [
    {
      id: 'task3/wire',
      exercise: null,
      prompt: 'How many datagrams does connect() put on the wire?',
      form: { kind: 'number', unit: 'datagrams' },
      modelAnswer: 'None. There is no handshake in UDP; connect() only fixes the peer in the kernel.',
      evidence: found('connect-only')
    },
    {
      id: 'task3/connect',
      exercise: '3.1',
      prompt: 'What does connect() do on UDP?',
      form: ownWords,
      modelAnswer:
        'It puts nothing on the wire and makes no handshake: it fixes the [[peer]] in the kernel. From then on datagrams from anyone else are not delivered to the socket, and an [[ICMP port unreachable]] comes back as the error ECONNREFUSED. It stays so until the socket is disconnected.',
      evidence: found('connect-only', 'stranger', 'dead-port', 'second-address')
    },
    {
      id: 'task3/calls',
      exercise: '3.2',
      prompt: 'What may the client use in place of sendto() and recvfrom()?',
      form: ownWords,
      modelAnswer:
        'send() and recv(). The kernel knows the one peer, so that no call has to name it; what goes over the wire is the same.',
      evidence: exchanges
    }
  ]
}

/** The last client of each kind that got its answer. */
function exchanges(view: LessonView): string[] {
  const clients = messageClients(view).map(happenedAt)
  return [true, false].flatMap((connected) => {
    const client = clients.findLast(
      ({ events }) => has(events, EventKind.connected) === connected && events.some(hasArrived)
    )
    if (!client) return []
    const sent = client.events.filter(({ kind }) => kind === EventKind.sent).length
    const received = client.events.filter(hasArrived).length
    const how = connected ? 'With connect()' : 'Without connect()'
    return `${how} your client on port ${client.port ?? 'unknown'} sent ${counted(sent, 'datagram')} and received ${received}.`
  })
}
