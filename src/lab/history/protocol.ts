/** What the lab and the history's thread say to each other. Every answer is a Result. */
import type { EventBatch } from '#shared/events/batch'
import type { HistoryCallInputs, HistoryList } from '#shared/kept/history-calls'
import type { Result } from '#shared/fault'
import type { KeptRun } from '#shared/kept/kept-run'
import type { RunFileReport } from '#shared/kept/run-file-report'
import type { EventsPlan } from '../packed/event-writer'
import type { NewRun } from '../packed/pack'

/** What is written when a run begins: enough to tell of it, should it never end. */
export type RunBeginning = Pick<KeptRun, 'id' | 'task' | 'name' | 'startedAtEpochMs'>

export interface HistoryCommands {
  begin: { input: RunBeginning; output: void }
  /** The next events of a run that is to be kept, under a number of the asker's; the first of them say how many there are. */
  keepEvents: { input: { writing: number; plan?: EventsPlan; batches: EventBatch[] }; output: void }
  /** @property writing the number that its events came under before: its batches are none */
  keep: { input: NewRun & { writing?: number }; output: void }
  /** A run that began is not kept. */
  abandon: { input: { id: string }; output: void }
  list: { input: HistoryCallInputs['listRuns']; output: Omit<HistoryList, 'notices'> }
  open: { input: { id: string }; output: KeptRun }
  rename: { input: { id: string; name: string }; output: void }
  delete: { input: { id: string }; output: void }
  restore: { input: { id: string }; output: void }
  setLimit: { input: { limitBytes: number }; output: void }
  /** The bytes of a run file; of all runs, those that a newer version made are left out. */
  export: { input: { ids: string[] | 'all'; madeBy: string; report?: RunFileReport }; output: Uint8Array }
  /** The bytes of a run file in; how many runs were taken, were there already, and only a newer version can read. */
  import: { input: { bytes: Uint8Array }; output: { imported: number; known: number; leftOut?: number } }
  /** Runs of the list that a newer version made. */
  countNewer: { input: null; output: number }
  /** What there was to tell when the database was opened. */
  notices: { input: null; output: string[] }
  close: { input: null; output: void }
}

export type HistoryCommand = keyof HistoryCommands

export type HistoryAnswer<K extends HistoryCommand> = Result<HistoryCommands[K]['output']>

/** As the thread is asked and answers. */
export type HistoryCalls = {
  [K in HistoryCommand]: { input: HistoryCommands[K]['input']; output: HistoryAnswer<K> }
}

export interface HistoryThreadData {
  /** The database; it is made where there is none. */
  file: string
}
