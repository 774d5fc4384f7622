/** What the window is told of the history without asking. */
export interface HistoryStatus {
  /** Rises whenever the list of kept runs changed. */
  changes: number
  /** What the user must know: runs that were interrupted, a file that was set aside, a disk that is full. */
  notices: string[]
}
