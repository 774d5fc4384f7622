/** One run of a message client: a socket of its own, one datagram to each target, the answers, and the end. */
import type { Result } from '#shared/fault'
import type { EndpointAddress } from '#shared/events/address'
import type { LogId, Program } from '#shared/events/endpoint'
import { encodeText } from '#shared/events/payload'
import { loopbackAddress } from '#shared/exercise'
import type { EndpointThread } from '../endpoints/endpoint-thread'
import type { Session } from './session'

export interface ClientPlan {
  name: string
  log: LogId
  program: Program
  targets: EndpointAddress[]
  text: string
  waitMs: number
  /** connect() to the target, then send() without an address. */
  connected?: boolean
}

export interface ClientReport {
  /** Answers that came. */
  received: number
  /** A connected socket was told that nobody is bound there. */
  refused: boolean
}

/**
 * A client socket: bound to an ephemeral port, on loopback when all that it talks to is.
 * @param stepped it goes through a program that slow motion may hold
 */
export function openClient(
  session: Session,
  plan: Pick<ClientPlan, 'name' | 'log' | 'program' | 'targets'>,
  stepped = false
): Promise<Result<EndpointThread>> {
  const local = plan.targets.every((target) => target.address.startsWith('127.'))
    ? loopbackAddress
    : '0.0.0.0'
  const description = { name: plan.name, role: 'client' as const, log: plan.log, program: plan.program }
  return session.open(description, {
    local: { address: local, port: 0 },
    behaviour: { kind: 'listen' },
    stepped
  })
}

export async function runClient(session: Session, plan: ClientPlan): Promise<Result<ClientReport>> {
  for (const target of plan.targets) {
    const refusal = session.refuseRemote(target)
    if (refusal) return { ok: false, fault: refusal }
  }
  const opened = await openClient(session, plan, true)
  if (!opened.ok) return opened
  const client = opened.value
  const { text, targets, waitMs, connected = false } = plan
  const payload = encodeText(text)
  const result = await client.call('exchange', { connected, payload, targets, waitMs })
  await client.close()
  return result
}
