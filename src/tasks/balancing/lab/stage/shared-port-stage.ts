/**
 * The kernel as balancer: the servers' sockets share one address (SO_REUSEPORT, socket(7)), and Linux picks one of them for
 * each datagram by a hash of both addresses and ports.
 */
import type { EndpointAddress } from '#shared/events/address'
import { failure, success } from '#shared/fault'
import { whyNotEngine } from '#lab/net/engine'
import { portFree } from './free-place'
import type { OpenStage, Stage } from './front'
import { PoolServers } from './pool-servers'

/** Null: this system has it, with sockets whose drops can be counted one by one. */
function whyNotHere(): string | null {
  if (process.platform !== 'linux')
    return 'Linux spreads datagrams over such sockets; this is another system.'
  return whyNotEngine('system')
}

export const openSharedPortStage: OpenStage = async (session, where, parameters) => {
  const why = whyNotHere()
  if (why !== null)
    return failure('lab/no-engine', `The kernel cannot be the balancer here: ${why}`, {
      advice: 'Use the lab’s own balancer.'
    })
  // A group that somebody else has there would be joined without a word, and share what comes.
  const place = await portFree(where)
  if (!place.ok) return place
  const locals = parameters.servers.map((): EndpointAddress => place.value)
  const pool = await PoolServers.open(session, locals, parameters, {
    sharesPort: true,
    engine: 'system',
    counted: where.counted ?? false
  })
  return pool.ok ? success(stageOf(pool.value, place.value)) : pool
}

const nothing = (): Promise<void> => Promise.resolve()

const stageOf = (pool: PoolServers, bound: EndpointAddress): Stage => ({
  pool,
  front: { bound, settle: nothing, drops: () => Promise.resolve({}), close: nothing }
})
