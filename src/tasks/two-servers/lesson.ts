/** Task 2's walkthrough: one socket, two servers, and the trap of naming answers by their order. */
import { sameEndpoint } from '#shared/events/address'
import { type Lesson, ownWords } from '#shared/lessons/lesson'
import { answered, listening, waitedInVain } from '#shared/lessons/seen'
import { eventsOf, hasArrived, type LessonEndpoint, type LessonView, portOf } from '#shared/lessons/view'

export type TwoServersAction =
  'start-servers' | 'send' | 'send-to-trap' | 'send-by-source' | 'stop-one-and-send'

/** What a client of two servers heard: from which server (0 or 1) its answers came, in order of arrival. */
interface Heard {
  sources: number[]
  silent: boolean
  byArrival: boolean
}

const pairClients = ({ endpoints }: LessonView): LessonEndpoint[] =>
  endpoints.filter(({ info }) => info.program.id === 'two-servers-client')

function heardBy(client: LessonEndpoint): Heard {
  const { servers = [], byArrival = false } = client.info.program
  const sources = eventsOf(client)
    .filter(hasArrived)
    .map(({ peer }) => servers.findIndex((server) => peer !== null && sameEndpoint(server, peer)))
  return { sources: sources.filter((source) => source >= 0), silent: waitedInVain(client), byArrival }
}

const someClient =
  (check: (heard: Heard) => boolean) =>
  (view: LessonView): boolean =>
    pairClients(view).map(heardBy).some(check)

/** The first answer came from the second server. */
const swapped = ({ sources }: Heard): boolean => sources.length === 2 && sources[0] === 1

const differentSources = ({ sources }: Heard): number => new Set(sources).size

export const twoServersLesson: Lesson<TwoServersAction> = {
  steps: [
    {
      id: 'task2/servers',
      title: 'Two servers wait',
      text: 'Same machine, same [[IP address]]: the [[port]] tells the two servers apart.',
      watch: 'Two terminals, two ports.',
      action: { name: 'start-servers', label: 'Let both listen' },
      isDone: listening('server-1', 'server-2')
    },
    {
      id: 'task2/both',
      title: 'One socket writes to both',
      text: 'The client has one [[socket]]. [[sendto]] names the receiver anew for each [[datagram]].',
      watch: 'One lane of the client, arrows to two servers.',
      action: { name: 'send', label: 'Write to both' },
      isDone: someClient((heard) => differentSources(heard) === 2)
    },
    {
      id: 'task2/predict-trap',
      title: 'Which one is “server 1”?',
      text: 'The exercise’s program calls the answer that arrives first “server 1”. Now let server 1 answer 50 ms late.',
      asks: 'task2/trap',
      isDone: answered('task2/trap')
    },
    {
      id: 'task2/trap',
      title: 'Let the trap bite',
      text: 'Server 1 is delayed, and the client counts answers as the exercise’s does.',
      watch: 'Read the client’s two lines to their end: who wrote them?',
      action: { name: 'send-to-trap', label: 'Delay server 1, then write' },
      isDone: someClient((heard) => heard.byArrival && swapped(heard))
    },
    {
      id: 'task2/source',
      title: 'Ask who sent it',
      text: '[[recvfrom]] returns the sender’s address with each datagram. Now the client looks at it.',
      watch: 'The order is as odd as before. The names are right.',
      action: { name: 'send-by-source', label: 'Write, and look at the source' },
      isDone: someClient((heard) => !heard.byArrival && swapped(heard))
    },
    {
      id: 'task2/one-gone',
      title: 'One server is gone',
      text: 'Stop server 2 and write to both.',
      watch: 'Does the missing server spoil the other answer? What does the client hear of it?',
      action: { name: 'stop-one-and-send', label: 'Stop one, then write' },
      isDone: someClient((heard) => differentSources(heard) === 1 && heard.silent)
    }
  ],
  questions: [
    {
      id: 'task2/trap',
      exercise: null,
      prompt: 'Server 1 answers late. What will the exercise’s client print for server 1?',
      form: {
        kind: 'choice',
        choices: ['The answer of server 1', 'The answer of server 2', 'Nothing, it gives up']
      },
      modelAnswer:
        'The answer of server 2. It arrives first, and the program counts answers instead of looking at who sent them.',
      evidence: trap
    },
    {
      id: 'task2/several',
      exercise: '2.2',
      prompt: 'Can one client talk to several servers?',
      form: ownWords,
      modelAnswer:
        'Yes. One unconnected socket sends to any address: [[sendto]] names the receiver of each datagram. The answers can arrive in either order; only the source address that [[recvfrom]] returns tells them apart.',
      evidence: twoServers
    }
  ]
}

/** The last client that heard both servers. */
function twoServers(view: LessonView): string[] {
  const heard = pairClients(view).map((client) => ({
    port: portOf(client),
    from: eventsOf(client)
      .filter(hasArrived)
      .flatMap(({ peer }) => peer?.port ?? [])
  }))
  const last = heard.findLast(({ from }) => from.length === 2)
  if (!last) return []
  return [
    `Your client had one socket${last.port === null ? '' : `, on port ${last.port}`}. Its answers came from port ${last.from[0]} first, then from port ${last.from[1]}.`
  ]
}

function trap(view: LessonView): string[] {
  const client = view.endpoints.findLast(({ info }) => info.program.byArrival === true)
  const first = client && eventsOf(client).find(hasArrived)?.peer
  const servers = client?.info.program.servers ?? []
  const number = first ? servers.findIndex(({ port }) => port === first.port) + 1 : 0
  if (!first || number === 0) return []
  return [`Your client printed the answer from port ${first.port} as “server 1”. It was server ${number}.`]
}
