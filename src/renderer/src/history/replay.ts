/** A kept run as a session to look at: the same view as a live one, over and with every socket closed. */
import type { KeptRun } from '#shared/kept/kept-run'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { ProgramTable } from '#shared/events/program-lines'
import type { RunState } from '#shared/events/session'
import { SessionView } from '../sessions.svelte'

/** A server that went on when its session was kept has no socket now. */
function closed(info: EndpointInfo): EndpointInfo {
  const { state } = info
  if (state.phase === 'open') return { ...info, state: { phase: 'closed', local: state.local } }
  return state.phase === 'opening' ? { ...info, state: { phase: 'closed', local: null } } : info
}

function runOf({ end, outcome, failed }: KeptRun): RunState {
  if (failed) return { phase: 'failed', ...failed }
  if (!outcome) return { phase: 'idle' }
  return { phase: end === 'cancelled' ? 'cancelled' : 'finished', outcome }
}

/** @param programs those of the run's task */
export function viewOf(run: KeptRun, programs: ProgramTable): SessionView {
  const view = new SessionView(run.id, run.startedAtMs, programs)
  for (const endpoint of run.endpoints) view.setEndpoint(closed(endpoint))
  for (const batch of run.batches) view.addBatch(batch)
  view.addQueues(run.queues)
  view.setRun(runOf(run))
  return view
}
