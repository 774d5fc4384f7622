/** Task 1's walkthrough: one server answers every client that writes to it. Its words are in texts.ts. */
import { formatEndpoint } from '#shared/events/address'
import { type AnswerVerdict, type Lesson, numberIn, ownWords } from '#shared/lessons/lesson'
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
import { addressOf, hasArrived, type LessonEndpoint, type LessonView, portsSeen } from '#shared/lessons/view'
import { secondLoopbackAddress } from './model/calls'
import { apartChoices, buttons, evidence, portChoices, questionWords, saw, stepWords } from './texts'

export type OneServerAction =
  'start-server' | 'run-client' | 'run-two-clients' | 'run-same-port' | 'stop-and-send'

/** What the tab knows beyond its session. */
export interface OneServerOwn {
  /** Why two clients could not have one port on this system, in words. */
  withoutSamePort: string | null
}

const withoutSamePort = ({ own }: LessonView): string | null =>
  (own as OneServerOwn | null)?.withoutSamePort ?? null

/** Clients that got their answer, the last first. */
const answeredClients = (view: LessonView): LessonEndpoint[] =>
  messageClients(view).filter(wasAnswered).reverse()

/** Two answered clients that differ in their address alone. */
function samePort(view: LessonView): { port: number; addresses: [string, string] } | null {
  const places = answeredClients(view).flatMap((client) => addressOf(client) ?? [])
  for (const second of places) {
    const first = places.find(({ address, port }) => port === second.port && address !== second.address)
    if (first) return { port: second.port, addresses: [first.address, second.address] }
  }
  return null
}

/** Ports that the system picked for answered clients; the one on the second address was given the other's. */
const portsOfRuns = (view: LessonView): number[] =>
  answeredClients(view)
    .flatMap((client) => addressOf(client) ?? [])
    .flatMap(({ address, port }) => (address === secondLoopbackAddress ? [] : port))

export const oneServerLesson: Lesson<OneServerAction> = {
  steps: [
    {
      id: 'task1/server',
      ...stepWords.server,
      action: { name: 'start-server', label: buttons.server },
      isDone: listening('server'),
      saw: ({ endpoints }) => {
        const server = endpoints.findLast(({ info }) => info.role === 'server')
        const place = server && addressOf(server)
        return place ? saw.bound(formatEndpoint(place)) : []
      }
    },
    {
      id: 'task1/client',
      ...stepWords.client,
      action: { name: 'run-client', label: buttons.client },
      isDone: (view) => answeredClients(view).length > 0,
      saw: (view) => {
        const client = answeredClients(view).at(-1)
        const place = client && addressOf(client)
        return place && portsSeen(view).includes(place.port) ? saw.client(formatEndpoint(place)) : []
      }
    },
    {
      id: 'task1/predict-ports',
      ...stepWords.predictPorts,
      asks: 'task1/ports',
      isDone: answered('task1/ports'),
      saw: (view) => {
        const ports = portsOfRuns(view)
        return ports.length > 1 ? clientPorts(view) : [saw.comesNext]
      }
    },
    {
      id: 'task1/ports',
      ...stepWords.ports,
      action: { name: 'run-two-clients', label: buttons.ports },
      isDone: (view) => portsSeen(view).length >= 3,
      saw: (view) => (portsSeen(view).length > 1 ? [...clientPorts(view), saw.eachItsOwn] : [])
    },
    {
      id: 'task1/same-port',
      ...stepWords.samePort,
      action: { name: 'run-same-port', label: buttons.samePort },
      isDone: (view) =>
        samePort(view) !== null || (withoutSamePort(view) !== null && answeredClients(view).length > 1),
      saw: (view) => {
        const pair = samePort(view)
        if (pair) return saw.samePort(pair.port, ...pair.addresses)
        const why = withoutSamePort(view)
        return why === null ? [] : saw.withoutSamePort(why)
      }
    },
    {
      id: 'task1/silence',
      ...stepWords.silence,
      action: { name: 'stop-and-send', label: buttons.silence },
      isDone: (view) => messageClients(view).some(waitedInVain),
      saw: (view) => {
        const client = messageClients(view).findLast(waitedInVain)
        const place = client && addressOf(client)
        return place ? saw.silence(formatEndpoint(place)) : []
      }
    }
  ],
  questions: [
    {
      id: 'task1/ports',
      exercise: null,
      ...questionWords.ports,
      form: { kind: 'choice', choices: portChoices },
      evidence: clientPorts,
      verdict: portVerdict
    },
    {
      id: 'task1/apart',
      exercise: null,
      ...questionWords.apart,
      form: { kind: 'choice', choices: apartChoices },
      evidence: (view) => {
        const pair = samePort(view)
        return pair ? saw.samePort(pair.port, ...pair.addresses) : []
      },
      verdict: (view, answer) => {
        const pair = samePort(view)
        if (!pair) return null
        const [says = ''] = saw.samePort(pair.port, ...pair.addresses)
        return { right: answer === apartChoices[2], says }
      }
    },
    {
      id: 'task1/everyone',
      exercise: '1.2',
      ...questionWords.everyone,
      form: ownWords,
      evidence: everyone
    },
    {
      id: 'task1/millions',
      exercise: '1.3',
      ...questionWords.millions,
      form: ownWords,
      evidence: clientPorts
    },
    {
      id: 'task1/how-many-ports',
      exercise: null,
      ...questionWords.howManyPorts,
      form: { kind: 'number', unit: 'ports' },
      evidence: clientPorts,
      verdict: (view, answer) => {
        const different = portsSeen(view).length
        if (different === 0) return null
        return { right: numberIn(answer) === different, says: evidence.portsSeen(different) }
      }
    }
  ]
}

/** What the runs since say to the three choices: one run says nothing to it. */
function portVerdict(view: LessonView, answer: string): AnswerVerdict | null {
  const ports = portsOfRuns(view)
  if (ports.length < 2) return null
  const different = new Set(ports).size
  const truth = different > 1 ? portChoices[1] : portChoices[0]
  return { right: answer === truth, says: evidence.differentPorts(different, ports.length) }
}

function everyone(view: LessonView): string[] {
  const clients = messageClients(view).map(happenedAt)
  const heard = clients.filter(({ events }) => events.some(hasArrived))
  if (heard.length === 0) return []
  const ports = heard.flatMap(({ port }) => port ?? [])
  const lines = [evidence.answered(heard.length, evidence.had(ports.length, listed(ports)))]
  const silent = clients.length - heard.length
  return silent > 0 ? [...lines, evidence.silent(silent)] : lines
}
