/** What every trial has: a client, the task's server, and sockets that stand by. */
import type { TrialReport } from '../model/trials'
import type { Result } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import { encodeText } from '#shared/events/payload'
import { loopbackAddress, texts } from '#shared/exercise'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import type { Session } from '#lab/session/session'
import type { ServerSlot } from '#lab/session/server-slot'

/** On loopback an answer or an ICMP error is there within a millisecond; this is silence beyond doubt. */
export const silenceMs = 300

export interface Bench {
  session: Session
  server: ServerSlot
}

export type Finding = Omit<TrialReport, 'trial' | 'connected'>

export interface Scene extends Bench {
  client: EndpointThread
  clientAddress: EndpointAddress
  connected: boolean
}

export type Trial = (scene: Scene) => Promise<Result<Finding>>

export const request = encodeText(texts.request)

/** A third socket that only says something, or only listens. */
export function openBystander(session: Session, name: string): Promise<Result<EndpointThread>> {
  return session.open(
    { name, role: 'client', log: 'unconnected', program: { id: 'bystander' } },
    { local: { address: loopbackAddress, port: 0 }, behaviour: { kind: 'listen' } }
  )
}
