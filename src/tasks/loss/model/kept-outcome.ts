/** What a run of Task 4 came to, as sessions, kept runs and run files have it: under its kind. */
import type { Outcome, RunState } from '#shared/events/session'
import type { LossOutcome } from './outcome'
import type { LossParameters } from './parameters'

export const outcomeKind = 'numbers'
export type KeptOutcome = Outcome<LossOutcome, typeof outcomeKind>
export type LossRun = RunState<LossParameters, LossOutcome>

export const lossOutcome = (value: LossOutcome): KeptOutcome => ({ kind: outcomeKind, value })

/** Task 4's outcome of a session or a kept run; null: there is none. */
export const outcomeIn = (outcome: Outcome | null): LossOutcome | null =>
  outcome?.kind === outcomeKind ? (outcome.value as LossOutcome) : null

/** The run of a session of Task 4, live or kept. */
export function runIn(run: RunState): LossRun {
  // A kept series is looked at: of a run there is nothing.
  if ('outcome' in run && run.outcome.kind !== outcomeKind) return { phase: 'idle' }
  return run as LossRun
}
