/** The figures of a kept run of Task 4 that follow from its events, computed anew. */
import type { EndpointAddress } from '#shared/events/address'
import type { ProgramId } from '#shared/events/endpoint'
import type { KeptRun } from '#shared/kept/kept-run'
import type { Figures } from '#shared/kept/run-figures'
import { outcomeIn } from '../model/kept-outcome'
import { Tally } from './tally'

function localOf({ endpoints }: KeptRun, program: ProgramId): { id: number; local: EndpointAddress } | null {
  // A server that found its port held is there too, without an address: the run was on the next one.
  for (const { id, program: own, state } of endpoints) {
    if (own.id === program && 'local' in state && state.local) return { id, local: state.local }
  }
  return null
}

/** Null: nothing but its messages can be counted. */
export function recompute(run: KeptRun): Figures | null {
  const outcome = outcomeIn(run.outcome)
  const server = localOf(run, 'echo-server')
  const client = localOf(run, 'numbers-client')
  if (!outcome || !server || !client) return null
  const { count, queue } = outcome.parameters
  const tally = new Tally(count, { server: server.local, client: client.local })
  for (const batch of run.batches) {
    if (batch.endpointId === server.id) tally.addServer(batch)
    else if (batch.endpointId === client.id) tally.addClient(batch)
  }
  return {
    ...tally.ledger(),
    foreignAtServer: tally.foreign.server,
    foreignAtClient: tally.foreign.client,
    emulatedDrops: queue === 'emulated' ? tally.emulatedDrops : null
  }
}
