/** The rows of the servers: live while clients write, as the outcome says when the run is over. */
import type { PoolFigures } from '#tasks/balancing/model/live/pool-figures'
import type { ServerPhase } from '#tasks/balancing/model/live/server-state'
import type { BalanceOutcome } from '#tasks/balancing/model/outcome'
import type { BalancingParameters } from '#tasks/balancing/model/parameters'

export interface ServerRow {
  /** Null: it was never there. */
  phase: ServerPhase | null
  received: number | null
  /** Of all that the pool received: 0 to 1. */
  share: number | null
  outstanding: number | null
  p50Us: number | null
  p99Us: number | null
  drops: number | null
}

const nothing: ServerRow = {
  ...{ phase: null, received: null, share: null, outstanding: null },
  ...{ p50Us: null, p99Us: null, drops: null }
}

/** @param planned what the fields say, before anything ran */
export function rowsOf(
  figures: PoolFigures | null,
  planned: Pick<BalancingParameters, 'servers'> | null,
  outcome: BalanceOutcome | null
): ServerRow[] {
  if (outcome) return ofOutcome(outcome, figures)
  if (!figures) return (planned?.servers ?? []).map(() => nothing)
  return figures.servers.map(({ phase, received, share, outstanding }) => ({
    ...nothing,
    ...{ phase, received, share, outstanding }
  }))
}

function ofOutcome({ servers }: BalanceOutcome, figures: PoolFigures | null): ServerRow[] {
  const all = servers.reduce((sum, { received }) => sum + received, 0)
  return servers.map(({ received, kernelDrops, latencyMicros: { p50, p99 } }, index) => ({
    phase: figures?.servers[index]?.phase ?? null,
    received,
    share: all === 0 ? 0 : received / all,
    outstanding: figures?.servers[index]?.outstanding ?? null,
    p50Us: p50,
    p99Us: p99,
    drops: kernelDrops
  }))
}
