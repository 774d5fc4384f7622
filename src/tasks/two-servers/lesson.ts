/** Task 2's walkthrough: one socket, two servers, and the trap of naming answers by their order. Its words are in texts.ts. */
import { formatEndpoint, sameEndpoint } from '#shared/events/address'
import { type Lesson, ownWords } from '#shared/lessons/lesson'
import { answered, listening, waitedInVain } from '#shared/lessons/seen'
import {
  addressOf,
  eventsOf,
  hasArrived,
  type LessonEndpoint,
  type LessonView,
  portOf
} from '#shared/lessons/view'
import { buttons, onPort, questionWords, saw, stepWords, trapChoices } from './texts'

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

/** Ports from which the client's answers came, in order of arrival. */
const answerPorts = (client: LessonEndpoint): number[] =>
  eventsOf(client)
    .filter(hasArrived)
    .flatMap(({ peer }) => peer?.port ?? [])

const lastClient = (
  view: LessonView,
  check: (heard: Heard) => boolean
): { client: LessonEndpoint; ports: number[] } | null => {
  const client = pairClients(view).findLast((candidate) => check(heardBy(candidate)))
  return client ? { client, ports: answerPorts(client) } : null
}

const wasTrapped = (heard: Heard): boolean => heard.byArrival && swapped(heard)
const wasNamedRight = (heard: Heard): boolean => !heard.byArrival && swapped(heard)
const heardBoth = (heard: Heard): boolean => differentSources(heard) === 2
const lostOne = (heard: Heard): boolean => differentSources(heard) === 1 && heard.silent

export const twoServersLesson: Lesson<TwoServersAction> = {
  steps: [
    {
      id: 'task2/servers',
      ...stepWords.servers,
      action: { name: 'start-servers', label: buttons.servers },
      isDone: listening('server-1', 'server-2'),
      saw: ({ endpoints }) => {
        const places = ['server-1', 'server-2'].flatMap((log) => {
          const server = endpoints.findLast(({ info }) => info.log === log && info.role === 'server')
          return (server && addressOf(server)) ?? []
        })
        const [first, second] = places.map(formatEndpoint)
        return first !== undefined && second !== undefined ? saw.servers(first, second) : []
      }
    },
    {
      id: 'task2/both',
      ...stepWords.both,
      action: { name: 'send', label: buttons.both },
      isDone: someClient(heardBoth),
      saw: twoServers
    },
    {
      id: 'task2/predict-trap',
      ...stepWords.predictTrap,
      asks: 'task2/trap',
      isDone: answered('task2/trap'),
      saw: (view) => {
        const seen = trap(view)
        return seen.length > 0 ? seen : [saw.comesNext]
      }
    },
    {
      id: 'task2/trap',
      ...stepWords.trap,
      action: { name: 'send-to-trap', label: buttons.trap },
      isDone: someClient(wasTrapped),
      saw: trap
    },
    {
      id: 'task2/source',
      ...stepWords.source,
      action: { name: 'send-by-source', label: buttons.source },
      isDone: someClient(wasNamedRight),
      saw: (view) => {
        const [first, second] = lastClient(view, wasNamedRight)?.ports ?? []
        return first !== undefined && second !== undefined ? saw.source(first, second) : []
      }
    },
    {
      id: 'task2/one-gone',
      ...stepWords.oneGone,
      action: { name: 'stop-one-and-send', label: buttons.oneGone },
      isDone: someClient(lostOne),
      saw: (view) => {
        const [port] = lastClient(view, lostOne)?.ports ?? []
        return port === undefined ? [] : saw.oneGone(port)
      }
    }
  ],
  questions: [
    {
      id: 'task2/trap',
      exercise: null,
      ...questionWords.trap,
      form: { kind: 'choice', choices: trapChoices },
      evidence: (view) => trap(view).slice(0, 1),
      verdict: (view, answer) => {
        const [says] = trap(view)
        // Said of a client that was trapped: it printed the other server's answer.
        return says === undefined ? null : { right: answer === trapChoices[1], says }
      }
    },
    {
      id: 'task2/several',
      exercise: '2.2',
      ...questionWords.several,
      form: ownWords,
      evidence: (view) => twoServers(view).slice(0, 1)
    }
  ]
}

/** The last client that heard both servers. */
function twoServers(view: LessonView): string[] {
  const last = lastClient(view, heardBoth)
  const [first, second] = last?.ports ?? []
  return last && first !== undefined && second !== undefined
    ? saw.both(onPort(portOf(last.client)), first, second)
    : []
}

/** The last client that counted answers while server 2 was first. */
function trap(view: LessonView): string[] {
  const last = lastClient(view, wasTrapped)
  const [port] = last?.ports ?? []
  const [source] = last ? heardBy(last.client).sources : []
  return port !== undefined && source !== undefined ? saw.trap(port, source + 1) : []
}
