/** What a pool is at one moment, as the window shows it. */
import { allHopNames, directHopNames, type HopName, hopNames } from '../hops'
import type { LivePool } from './live-pool'
import { drawnMost, type PoolCounts } from './pool-plan'
import { phaseOf, type ServerPhase } from './server-state'

export interface ServerFigures {
  phase: ServerPhase
  received: number
  replied: number
  /** Of all that the pool received. */
  share: number
  /** Handed to it and not answered; null: nobody tells. */
  outstanding: number | null
  sessions: number
  /** The drawn clients that it had something of, in their order. */
  clients: number[]
}

export interface LiveHop {
  name: HopName
  sent: number
  received: number
  /** On the way, or lost. */
  missing: number
}

export interface PoolFigures {
  servers: ServerFigures[]
  clients: number
  hops: LiveHop[]
  counts: PoolCounts
  /** Live sessions; without a word of the balancer: pairs of a client and a server. */
  sessions: number
  /** "1 of n drawn". */
  drawnOf: number
}

const endsOf: Record<HopName, [keyof PoolCounts, keyof PoolCounts]> = {
  'client-balancer': ['clientSent', 'balancerReceived'],
  'balancer-server': ['balancerSent', 'serverReceived'],
  'server-balancer': ['serverSent', 'balancerReturned'],
  'balancer-client': ['balancerReplied', 'clientReceived'],
  'client-server': ['clientSent', 'serverReceived'],
  'server-client': ['serverSent', 'clientReceived']
}

function hopsOf({ plan, told, counts }: LivePool): LiveHop[] {
  // Who is no client of the lab does not tell what it sent and got.
  const isOurs = (name: HopName): boolean =>
    plan.clients > 0 || !endsOf[name].some((end) => end.startsWith('client'))
  const names: readonly HopName[] = told ? hopNames : directHopNames
  return allHopNames
    .filter((name) => names.includes(name) && isOurs(name))
    .map((name) => {
      const [from, to] = endsOf[name]
      const [sent, received] = [counts[from], counts[to]]
      return { name, sent, received, missing: Math.max(0, sent - received) }
    })
}

function clientsOf({ sessions, book, servers }: LivePool): number[][] {
  const had = servers.map((): number[] => [])
  for (let client = 0; client < Math.min(drawnMost, book.size); client++)
    for (const server of sessions.serversOf(client)) had[server]?.push(client)
  return had
}

export function poolFigures(pool: LivePool): PoolFigures {
  const { servers, counts, flights, sessions, told, overMs } = pool
  const clients = clientsOf(pool)
  return {
    servers: servers.map((state, index) => ({
      phase: phaseOf(state, overMs),
      received: state.received,
      replied: state.replied,
      share: counts.serverReceived === 0 ? 0 : state.received / counts.serverReceived,
      outstanding: Math.max(0, told ? state.outstanding : state.received - state.replied),
      sessions: state.sessions,
      clients: clients[index] ?? []
    })),
    clients: pool.book.size,
    hops: hopsOf(pool),
    counts: { ...counts },
    sessions: sessions.count,
    drawnOf: flights.taken === 0 ? 0 : Math.max(1, Math.round(flights.offered / flights.taken))
  }
}
