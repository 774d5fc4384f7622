/** The installed nginx before the pool, with the same servers and the same clients. */
import { type EndpointAddress, sameEndpoint } from '#shared/events/address'
import { success } from '#shared/fault'
import { isBoundTo } from '#lab/net/kernel'
import { nginxConfiguration } from '../../model/exports/nginx'
import { type BalancingParameters, placesOf } from '../../model/parameters'
import { dropsWhere } from '../kernel-drops'
import { findNginx } from '../nginx/find-nginx'
import { type RunningNginx, startNginx } from '../nginx/nginx-process'
import { portFree } from './free-place'
import type { Front, OpenStage } from './front'
import { PoolServers } from './pool-servers'

export const openNginxStage: OpenStage = async (session, where, parameters) => {
  const nginx = await findNginx()
  if (!nginx.ok) return nginx
  const place = await portFree(where)
  if (!place.ok) return place
  const listen = place.value
  const pool = await PoolServers.open(session, placesOf(parameters, listen.address), parameters, {
    counted: where.counted ?? false
  })
  if (!pool.ok) return pool
  const servers = pool.value.bound
  const { streamModule } = nginx.value
  const running = await startNginx(nginx.value, (pidFile) =>
    nginxConfiguration(parameters, { listen, servers }, { streamModule, pidFile })
  )
  if (running.ok)
    return success({ pool: pool.value, front: frontOf(running.value, listen, servers, parameters) })
  await pool.value.close()
  return running
}

const frontOf = (
  { ended, close }: RunningNginx,
  bound: EndpointAddress,
  servers: readonly EndpointAddress[],
  { per, clients }: BalancingParameters
): Front => ({
  bound,
  ended,
  close,
  // What waits for it is not ours to read: nobody waits longer for an answer than the clients do.
  settle: () => Promise.resolve(),
  drops: async () => ({
    'client-balancer': await dropsWhere((socket) => isBoundTo(socket, bound), 1),
    // A session's socket is there until its idle time is over; of one per datagram it is gone with its reply.
    'server-balancer':
      per === 'datagram'
        ? null
        : await dropsWhere(({ remote }) => servers.some((server) => sameEndpoint(server, remote)), clients)
  })
})
