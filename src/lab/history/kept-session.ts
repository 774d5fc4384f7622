/** A session as a kept run: what it is called at first, and why one is not kept. */
import { eventsBeyond } from '#shared/events/beyond'
import type { SessionSnapshot } from '#shared/events/session'
import type { KeptRun } from '#shared/kept/kept-run'
import { figure } from '#shared/text'
import { monotonicMs } from '../clock'
import type { NewRun } from '../packed/pack'
import { isEncodable } from '../packed/peer-form'

/** A history that leaves events out would state figures that are too small. */
export function whyNotKept({ batches, beyond }: SessionSnapshot): string | null {
  if (beyond.length > 0) {
    const count = figure(beyond.reduce((sum, { counts }) => sum + eventsBeyond(counts), 0))
    return `is not kept in the history: ${count} of its events were only counted. What was kept of it before stays. Clear the tab to keep what follows.`
  }
  if (isEncodable(batches)) return null
  return 'is not kept in the history: an address in it has a zone, such as fe80::1%eth0.'
}

/** `Task 4, 2026-11-24 21:35:03` on this machine's clock. */
export function timedName(what: string, atMs: number): string {
  const local = new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000)
  return `${what}, ${local.toISOString().slice(0, 19).replace('T', ' ')}`
}

export const nameOf = (task: string, { startedAtEpochMs, run }: SessionSnapshot): string =>
  timedName(task, run.phase === 'running' ? Date.now() : startedAtEpochMs)

/** The session as it is kept. */
export function runOf(
  session: SessionSnapshot,
  { id, name }: { id: string; name: string }
): Omit<NewRun, 'machine'> {
  const { task, startedAtEpochMs, startedAtMs, endpoints, batches, queues, run } = session
  const end: KeptRun['end'] = run.phase === 'cancelled' || run.phase === 'failed' ? run.phase : 'finished'
  return {
    id,
    task,
    name,
    startedAtEpochMs,
    startedAtMs,
    durationMs: Math.round(monotonicMs() - startedAtMs),
    end,
    outcome: 'outcome' in run ? run.outcome : null,
    endpoints: [...endpoints],
    batches: [...batches],
    queues,
    ...(run.phase === 'failed' && { failed: { parameters: run.parameters, fault: run.fault } })
  }
}
