/** One run of a message client: a socket of its own, one datagram to each target, the answers, and the end. */
import type { Result } from '#shared/fault'
import { type EndpointAddress, isIpv6, isLoopback, loopbackBeside } from '#shared/events/address'
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
  /** Where it is bound; else an ephemeral port, on loopback when all that it talks to is. */
  local?: EndpointAddress
}

export interface ClientReport {
  /** Answers that came. */
  received: number
  /** A connected socket was told that nobody is bound there. */
  refused: boolean
}

/** Of the targets' family, and on loopback when all of them are. */
function localFor(targets: readonly string[]): string {
  const six = targets.find((address) => isIpv6(address))
  if (targets.every(isLoopback)) return loopbackBeside(six ?? loopbackAddress)
  return six === undefined ? '0.0.0.0' : '::'
}

/**
 * A client socket.
 * @param stepped it goes through a program that slow motion may hold
 */
export function openClient(
  session: Session,
  plan: Pick<ClientPlan, 'name' | 'log' | 'program' | 'targets' | 'local'>,
  stepped = false
): Promise<Result<EndpointThread>> {
  const local = plan.local ?? { address: localFor(plan.targets.map(({ address }) => address)), port: 0 }
  const description = { name: plan.name, role: 'client' as const, log: plan.log, program: plan.program }
  return session.open(description, {
    local,
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
  return exchangeAndClose(opened.value, plan)
}

/** The exchange of a client whose socket is open, and the end of that socket. */
export async function exchangeAndClose(
  client: EndpointThread,
  { text, targets, waitMs, connected = false }: ClientPlan
): Promise<Result<ClientReport>> {
  const payload = encodeText(text)
  const result = await client.call('exchange', { connected, payload, targets, waitMs })
  await client.close()
  return result
}
