/** What this version knows of kept runs: their forms, how their figures are stated and recomputed, and their lines. */
import type { Outcome } from '#shared/events/session'
import { formIn, formsOf } from '#shared/kept/outcome-forms'
import { statedBy } from '#shared/kept/run-figures'
import { runForms } from './contract'
import { parts } from './lab'
import { tasks } from './registry'

const recompute = Object.fromEntries(
  Object.entries(parts).map(([id, part]) => [id, 'recompute' in part ? part.recompute : undefined])
)

const unchecked = (outcome: Outcome | null): string | null => formIn(tasks, outcome)?.unchecked ?? null

export const known = {
  forms: runForms,
  verifiers: { state: statedBy(...tasks.flatMap((task) => formsOf(task))), recompute, unchecked },
  tell: (outcome: Outcome | null): string | null => {
    const form = formIn(tasks, outcome)
    return form && outcome ? form.inWords(outcome.value) : null
  }
}
