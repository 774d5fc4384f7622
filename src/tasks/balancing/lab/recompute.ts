/** The figures of a kept run that follow from its events, computed anew. */
import type { KeptRun } from '#shared/kept/kept-run'
import type { Figures } from '#shared/kept/run-figures'
import { followedFigures } from '../model/figures'
import { hopsByCounters } from '../model/hops'
import { outcomeIn } from '../model/outcome'
import { BalanceTally } from '../model/tally'
import { addressOfInfo, serverName, tellerOf } from '../model/tellers'

/** Null: it has no ledger. */
export function recompute(run: KeptRun): Figures | null {
  const outcome = outcomeIn(run.outcome)
  if (!outcome) return null
  const { parameters, drops } = outcome
  const places = parameters.servers.map(
    (_server, index) =>
      run.endpoints.flatMap((info) =>
        info.name === serverName(index) ? (addressOfInfo(info) ?? []) : []
      )[0] ?? {
        address: '0.0.0.0',
        port: 0
      }
  )
  const tally = new BalanceTally({ ...parameters, places })
  const tellers = new Map(run.endpoints.map((info) => [info.id, tellerOf(info)]))
  for (const batch of run.batches) {
    const teller = tellers.get(batch.endpointId)
    if (teller) tally.take(teller, batch)
  }
  const summary = tally.summary(serverName)
  const ledger = parameters.balancer === 'nginx' ? hopsByCounters(summary.ledger, drops) : summary.ledger
  return followedFigures({ ...summary, ledger })
}
