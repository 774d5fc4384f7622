/** What happened in a session, as the checks and the evidence of several lessons ask it. */
import { EventKind } from '../events/batch'
import type { LogId } from '../events/endpoint'
import { eventsOf, has, hasArrived, type LessonEndpoint, type LessonView, portOf, portsSeen } from './view'

/** A server listens in each of these terminals. */
export const listening =
  (...logs: readonly LogId[]) =>
  ({ endpoints }: LessonView): boolean =>
    logs.every((log) =>
      endpoints.some(({ info }) => info.log === log && info.role === 'server' && info.state.phase === 'open')
    )

/** The question was answered. */
export const answered =
  (question: string) =>
  (view: LessonView): boolean =>
    view.answered.includes(question)

/** Clients that exchange messages; the sockets of trials are none. */
export const messageClients = ({ endpoints }: LessonView): LessonEndpoint[] =>
  endpoints.filter(({ info }) => info.role === 'client' && info.program.id === 'message-client')

export const wasAnswered = (client: LessonEndpoint): boolean => eventsOf(client).some(hasArrived)

export const waitedInVain = (client: LessonEndpoint): boolean => has(eventsOf(client), EventKind.timedOut)

const portsNamed = 12

/** `1, 2 and 3`; of many the first are named. */
export function listed(values: readonly number[]): string {
  const named = values.slice(0, portsNamed).map(String)
  const rest = values.length - named.length
  if (rest > 0) return `${named.join(', ')} and ${rest} more`
  if (named.length < 2) return named.join('')
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
}

/** Which ports of clients the task's servers saw, in words. */
export function clientPorts(view: LessonView): string[] {
  const ports = portsSeen(view)
  if (ports.length === 0) return []
  return [
    ports.length === 1
      ? `So far the server saw 1 client port: ${ports[0]}.`
      : `The server saw ${ports.length} different client ports: ${listed(ports)}.`
  ]
}

/** A client's port and what happened at it. */
export const happenedAt = (client: LessonEndpoint) => ({ port: portOf(client), events: eventsOf(client) })
