/** The app's own balancer before the pool. */
import type { EndpointAddress } from '#shared/events/address'
import { sameEndpoint } from '#shared/events/address'
import { payloadMaximumBytes } from '#shared/events/payload'
import { type Result, success } from '#shared/fault'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import type { Session } from '#lab/session/session'
import { balancerSettings, type BalancingParameters, placesOf } from '../../model/parameters'
import { balancerBehaviour } from '../balancer'
import { dropsWhere } from '../kernel-drops'
import type { Front, OpenStage, Where } from './front'
import { PoolServers, settled } from './pool-servers'

export const openLabStage: OpenStage = async (session, where, parameters) => {
  const { counted = false } = where
  const locals = placesOf(parameters, where.place.address)
  const pool = await PoolServers.open(session, locals, parameters, { counted })
  if (!pool.ok) return pool
  const places = pool.value.bound
  const balancer = await openBalancer(session, where, parameters, places)
  if (balancer.ok) return success({ pool: pool.value, front: frontOf(balancer.value, places) })
  await pool.value.close()
  return balancer
}

const frontOf = (thread: EndpointThread, places: readonly EndpointAddress[]): Front => ({
  bound: thread.bound,
  settle: async () => void (await settled(thread)),
  drops: async (sessions) => ({
    'client-balancer': await thread.drops(),
    'server-balancer': await dropsWhere(
      ({ remote }) => places.some((place) => sameEndpoint(place, remote)),
      sessions
    )
  }),
  close: () => thread.close()
})

function openBalancer(
  session: Session,
  { place, movable, counted = false }: Where,
  { servers, algorithm, per, health }: BalancingParameters,
  places: readonly EndpointAddress[]
): Promise<Result<EndpointThread>> {
  const { idleMs, sessions, timeoutMs, probeMs, bufferBytes } = balancerSettings
  const behaviour = balancerBehaviour({
    servers: places.map((each, index) => ({ ...each, weight: servers[index]?.weight ?? 0 })),
    algorithm,
    per,
    limits: { idleMs, sessions, replies: null },
    health: health ? { timeoutMs, probeMs } : null
  })
  const description = {
    name: 'Balancer',
    role: 'server',
    log: 'balancer',
    program: { id: 'balancer' }
  } as const
  const opening = {
    local: place,
    behaviour,
    counted,
    receiveBufferBytes: bufferBytes,
    receiveSizeBytes: payloadMaximumBytes
  } as const
  return movable ? session.openSomewhere(description, opening) : session.open(description, opening)
}
