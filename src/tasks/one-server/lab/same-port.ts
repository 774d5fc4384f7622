/** Two clients with one port number, on 127.0.0.1 and on 127.0.0.2: only both parts of an address tell them apart. */
import { type Result, success } from '#shared/fault'
import { loopbackAddress } from '#shared/exercise'
import { type ClientPlan, exchangeAndClose, openClient } from '#lab/session/client-run'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import type { Session } from '#lab/session/session'
import { secondLoopbackAddress } from '../model/calls'

export interface SamePortReport {
  answered: number
  /** Null: both clients had the same port. Else why not, in words. */
  without: string | null
}

type Plan = Pick<ClientPlan, 'text' | 'waitMs' | 'targets'>

/** The first client's port may be taken on the second address: then another pair is tried. */
const tries = 5

const planOf = (session: Session, plan: Plan): ClientPlan => ({
  ...plan,
  name: session.nextName('Client'),
  log: 'client',
  program: { id: 'message-client' }
})

interface Pair {
  clients: [EndpointThread, ClientPlan][]
  without: string | null
}

/** Two open clients: with one port where the system lets them have it, else with a port each. */
async function openPair(session: Session, plan: Plan): Promise<Result<Pair>> {
  for (let attempt = 1; ; attempt++) {
    const first = { ...planOf(session, plan), local: { address: loopbackAddress, port: 0 } }
    const opened = await openClient(session, first, true)
    if (!opened.ok) return opened
    const { port } = opened.value.bound
    const second = { ...planOf(session, plan), local: { address: secondLoopbackAddress, port } }
    const beside = await openClient(session, second, true)
    const one: [EndpointThread, ClientPlan] = [opened.value, first]
    if (beside.ok) return success({ clients: [one, [beside.value, second]], without: null })
    if (beside.fault.code === 'socket/address-in-use' && attempt < tries) {
      await opened.value.close()
      continue
    }
    if (beside.fault.code !== 'socket/address-not-available') {
      await opened.value.close()
      return beside
    }
    const other = { ...planOf(session, plan), local: { address: loopbackAddress, port: 0 } }
    const instead = await openClient(session, other, true)
    if (!instead.ok) {
      await opened.value.close()
      return instead
    }
    return success({ clients: [one, [instead.value, other]], without: beside.fault.message })
  }
}

export async function sendFromSamePort(session: Session, plan: Plan): Promise<Result<SamePortReport>> {
  for (const target of plan.targets) {
    const refusal = session.refuseRemote(target)
    if (refusal) return { ok: false, fault: refusal }
  }
  const pair = await openPair(session, plan)
  if (!pair.ok) return pair
  const { clients, without } = pair.value
  const results = await Promise.all(clients.map(([client, own]) => exchangeAndClose(client, own)))
  const failed = results.find((result) => !result.ok)
  if (failed && !failed.ok) return failed
  const answered = results.filter((result) => result.ok && result.value.received > 0).length
  return success({ answered, without })
}
