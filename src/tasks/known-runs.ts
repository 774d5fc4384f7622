/** What this version knows of kept runs: their forms, how their figures are stated and recomputed, and their lines. */
import type { Outcome } from '#shared/events/session'
import { statedBy } from '#shared/kept/run-figures'
import { runForms } from './contract'
import { parts } from './lab'
import { tasks } from './registry'

const recompute = Object.fromEntries(
  Object.entries(parts).map(([id, part]) => [id, 'recompute' in part ? part.recompute : undefined])
)

export const known = {
  forms: runForms,
  verifiers: { state: statedBy(...tasks.map(({ outcome }) => outcome)), recompute },
  tell: (outcome: Outcome | null): string | null => {
    const form = outcome && tasks.find((task) => task.outcome?.kind === outcome.kind)?.outcome
    return form && outcome ? form.inWords(outcome.value) : null
  }
}
