/** What this version knows of each task's kept runs: what a run file, or a row of the history, may name. */
import type { GenericSchema } from 'valibot'
import type { LogId, ProgramId } from '../events/endpoint'

export interface OutcomeForm {
  kind: string
  /** Of the outcome's value. */
  schema: GenericSchema
  /** Of what a run is to do. */
  parameters: GenericSchema
}

export interface RunForm {
  programs: readonly ProgramId[]
  logs: readonly LogId[]
  /** Of its runs, and of what else it keeps; none: its sessions have no run. */
  outcomes: readonly OutcomeForm[]
}

/** By the task's id. */
export type RunForms = Readonly<Record<string, RunForm>>
