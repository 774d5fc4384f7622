/** Where the report takes runs from: the runs of this session, or the history of all. */
import type { Result } from '../../../../shared/fault'
import type { KeptRun, KeptRunSummary } from '../../../../shared/model/kept-run'

export interface RunShelf {
  /** The runs that can be picked, the newest first. */
  list(): Promise<Result<KeptRunSummary[]>>
  open(id: string): Promise<Result<KeptRun>>
}
