/** What the student's own runs say to a question: sentences with the figures of this very session. */
import { EventKind } from '../model/batch'
import { explain } from '../tasks/explain/explain'
import { counted, figure } from '../tasks/explain/text'
import type { Task4Outcome } from '../tasks/task4'
import type { QuestionId } from './questions'
import { eventsOf, finishedOutcome, has, hasArrived, type LessonView, portOf, portsSeen } from './view'

/** @returns sentences; none while nothing was run that says something to it */
export function evidenceFor(question: QuestionId, view: LessonView): string[] {
  return sources[question](view)
}

const portsNamed = 12

function listed(values: readonly number[]): string {
  const named = values.slice(0, portsNamed).map(String)
  const rest = values.length - named.length
  if (rest > 0) return `${named.join(', ')} and ${rest} more`
  if (named.length < 2) return named.join('')
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
}

function clientPorts(view: LessonView): string[] {
  const ports = portsSeen(view)
  if (ports.length === 0) return []
  return [
    ports.length === 1
      ? `So far the server saw 1 client port: ${ports[0]}.`
      : `The server saw ${ports.length} different client ports: ${listed(ports)}.`
  ]
}

function everyone(view: LessonView): string[] {
  const clients = messageClients(view)
  const answered = clients.filter(({ events }) => events.some(hasArrived))
  if (answered.length === 0) return []
  const ports = answered.flatMap(({ port }) => port ?? [])
  const had = ports.length === 1 ? `port ${ports[0]}` : `the ports ${listed(ports)}`
  const lines = [
    answered.length === 1
      ? `Your client had ${had}, and was answered.`
      : `Your ${answered.length} answered clients had ${had}: each got its answer from one and the same server program.`
  ]
  const silent = clients.length - answered.length
  if (silent > 0) lines.push(`${counted(silent, 'client')} of yours got no answer.`)
  return lines
}

const messageClients = ({ endpoints }: LessonView) =>
  endpoints
    .filter(({ info }) => info.voice.id === 'message-client')
    .map((client) => ({ port: portOf(client), events: eventsOf(client) }))

/** The last client of Task 2 that heard both servers. */
function twoServers({ endpoints }: LessonView): string[] {
  const heard = endpoints
    .filter(({ info }) => info.voice.id === 'two-servers-client')
    .map((client) => ({
      port: portOf(client),
      byArrival: client.info.voice.byArrival ?? false,
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
  const client = view.endpoints.findLast(({ info }) => info.voice.byArrival === true)
  const first = client && eventsOf(client).find(hasArrived)?.peer
  const servers = client?.info.voice.servers ?? []
  const number = first ? servers.findIndex(({ port }) => port === first.port) + 1 : 0
  if (!first || number === 0) return []
  return [`Your client printed the answer from port ${first.port} as “server 1”. It was server ${number}.`]
}

function probes(view: LessonView, ...names: string[]): string[] {
  return view.probes.filter(({ probe }) => names.includes(probe)).map(({ finding }) => finding)
}

function exchanges(view: LessonView): string[] {
  const lines = [true, false].flatMap((connected) => {
    const client = messageClients(view).findLast(
      ({ events }) => has(events, EventKind.connected) === connected && events.some(hasArrived)
    )
    if (!client) return []
    const sent = client.events.filter(({ kind }) => kind === EventKind.sent).length
    const received = client.events.filter(hasArrived).length
    const how = connected ? 'With connect()' : 'Without connect()'
    return `${how} your client on port ${client.port ?? 'unknown'} sent ${counted(sent, 'datagram')} and received ${received}.`
  })
  return lines
}

const ledgerLine = ({ ledger }: Task4Outcome): string =>
  `In your last run ${figure(ledger.sent)} were sent: ${counted(ledger.lostRequests, 'request')} and ${counted(ledger.lostReplies, 'reply', 'replies')} were lost.`

function firstLost(outcome: Task4Outcome): string[] {
  const { ledger } = outcome
  return [
    ledger.firstLost === null
      ? `In your last run all ${figure(ledger.returned)} came back.`
      : `In your last run number ${figure(ledger.firstLost)} was the first that did not come back.`
  ]
}

function bufferLine({ buffers, parameters }: Task4Outcome): string {
  const { requestedBytes, grantedBytes } = buffers.server
  const asked = requestedBytes === null ? 'asked for nothing' : `asked for ${figure(requestedBytes)} bytes`
  const got = grantedBytes === null ? 'the system does not tell what it got' : `got ${figure(grantedBytes)}`
  return `In your last run, of ${figure(parameters.count)} numbers, the server ${asked} and ${got}.`
}

const ofRun =
  (...lines: ((outcome: Task4Outcome) => string[])[]) =>
  (view: LessonView): string[] => {
    const outcome = finishedOutcome(view)
    return outcome === null ? [] : lines.flatMap((line) => line(outcome))
  }

const sources: Record<QuestionId, (view: LessonView) => string[]> = {
  'task1/ports': clientPorts,
  'task1/everyone': everyone,
  'task1/millions': clientPorts,
  'task1/how-many-ports': clientPorts,
  'task2/trap': trap,
  'task2/several': twoServers,
  'task3/wire': (view) => probes(view, 'connect-only'),
  'task3/connect': (view) => probes(view, 'connect-only', 'stranger', 'dead-port', 'second-address'),
  'task3/calls': exchanges,
  'task4/first-lost': ofRun(firstLost),
  'task4/why-lost': ofRun(
    (outcome) => [ledgerLine(outcome)],
    (outcome) => explain(outcome).why
  ),
  'task4/why-helps': ofRun(
    (outcome) => [bufferLine(outcome), ledgerLine(outcome)],
    (outcome) => explain(outcome).why
  ),
  'task4/whose': ofRun((outcome) => [ledgerLine(outcome)])
}
