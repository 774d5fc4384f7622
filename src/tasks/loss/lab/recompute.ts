/** The figures of a kept run of Task 4 that follow from its events, computed anew; those of a series follow from its ledgers. */
import type { KeptRun } from '#shared/kept/kept-run'
import type { Figures } from '#shared/kept/run-figures'
import { outcomeIn } from '../model/kept-outcome'
import { seriesIn } from '../model/kept-series'
import { recomputedFigures } from '../model/series-figures'
import { Tally } from '../model/tally'
import { endOf } from '../model/tally-follower'
import { contradicts } from './contradiction'

/** Null: it has no ledger, or its events do not bear out what the file says of its sockets, so that nothing can be confirmed. */
export function recompute(run: KeptRun): Figures | null {
  const series = seriesIn(run.outcome)
  if (series) return recomputedFigures(series)
  const outcome = outcomeIn(run.outcome)
  const endpoints = run.endpoints.map((info) => ({ info }))
  const server = endOf(endpoints, 'server')
  const client = endOf(endpoints, 'client')
  if (!outcome || !server || !client) return null
  const { count, queue } = outcome.parameters
  const tally = new Tally(count, { server: server.local, client: client.local })
  for (const batch of run.batches) {
    if (batch.endpointId === server.endpoint.info.id) tally.addServer(batch)
    else if (batch.endpointId === client.endpoint.info.id) tally.addClient(batch)
  }
  const ends = {
    server: { id: server.endpoint.info.id, local: server.local },
    client: { id: client.endpoint.info.id, local: client.local }
  }
  if (contradicts(run, { count, ...ends }, tally)) return null
  return {
    ...tally.ledger(),
    foreignAtServer: tally.foreign.server,
    foreignAtClient: tally.foreign.client,
    emulatedDrops: queue === 'emulated' || tally.emulatedDrops > 0 ? tally.emulatedDrops : null
  }
}
