/** A kept run read again: each endpoint's events, and each terminal's lines, as its tab showed them. */
import type { ProgramTable } from '../events/program-lines'
import { Terminals } from '../events/terminals'
import type { KeptRun } from '../kept/kept-run'

export type Replay = Pick<Terminals, 'endpoints' | 'logs' | 'programs'>

/** @param programs those of the run's task */
export function replay(
  { endpoints, batches }: Pick<KeptRun, 'endpoints' | 'batches'>,
  programs: ProgramTable
): Replay {
  const terminals = new Terminals(programs)
  for (const info of endpoints) terminals.setEndpoint(info)
  for (const batch of batches) terminals.addBatch(batch)
  return terminals
}
