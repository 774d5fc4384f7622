/** What the drawing shows: the figures of a pool, or before anything ran, what the fields say of it. */
import {
  type BalancerName,
  type BalancingParameters,
  balancingLimits
} from '#tasks/balancing/model/parameters'
import type { PoolFigures } from '#tasks/balancing/model/live/pool-figures'
import { drawnMost } from '#tasks/balancing/model/live/pool-plan'
import { balancerWords } from '#tasks/balancing/model/live/pool-words'
import type { ServerPhase } from '#tasks/balancing/model/live/server-state'
import { serverName } from '#tasks/balancing/model/tellers'

export interface SceneServer {
  name: string
  phase: ServerPhase | 'planned'
  received: number
  share: number
  outstanding: number | null
  clients: readonly number[]
}

export interface Scene {
  clients: number
  /** Those that are drawn one by one. */
  drawn: number
  balancer: { name: string; tells: boolean; address: string | null; lines: readonly string[] }
  servers: readonly SceneServer[]
}

export interface SceneNeeds {
  balancer: BalancerName
  /** Null: nothing ran yet. */
  figures: PoolFigures | null
  /** What the fields say. */
  typed: Pick<BalancingParameters, 'clients' | 'servers'> | null
  address: string | null
  /** What the balancer's box says. */
  lines: readonly string[]
}

const planned = (index: number): SceneServer => ({
  ...{ name: serverName(index), phase: 'planned', received: 0, share: 0, outstanding: null, clients: [] }
})

export function sceneOf({ balancer, figures, typed, address, lines }: SceneNeeds): Scene {
  const clients = figures?.clients ?? typed?.clients ?? 0
  const servers =
    figures?.servers.map((server, index) => ({ ...server, name: serverName(index) })) ??
    Array.from({ length: typed?.servers.length ?? balancingLimits.servers.minimum }, (_, index) =>
      planned(index)
    )
  return {
    clients,
    drawn: Math.min(drawnMost, clients),
    balancer: { name: balancerWords[balancer].name, tells: balancer === 'lab', address, lines },
    servers
  }
}
