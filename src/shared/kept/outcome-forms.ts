/** Which form an outcome has: that of a task's runs, or of what else it keeps. */
import type { Outcome } from '../events/session'

/** A task with the forms of what it keeps. */
export interface Formed<F extends { kind: string }> {
  /** Null: its sessions have no run. */
  outcome: F | null
  series?: readonly F[]
}

/** The forms of all that it keeps. */
export const formsOf = <F extends { kind: string }>({ outcome, series = [] }: Formed<F>): readonly F[] =>
  outcome === null ? series : [outcome, ...series]

/** The form of an outcome; null: there is none, or it is none of these tasks'. */
export const formIn = <F extends { kind: string }>(
  tasks: readonly Formed<F>[],
  outcome: Outcome | null
): F | null => tasks.flatMap((task) => formsOf(task)).find(({ kind }) => kind === outcome?.kind) ?? null
