/** The place of a run: one run, or one series of them, has it at a time. */
import type { Result } from '#shared/fault'
import type { Pair, Where } from './numbers-run'

/** What a series of runs gets while it holds the place of a run. */
export interface Turn {
  where: Where
  cancelled: () => boolean
  onPair: (pair: Pair) => void
}

export interface RunPlace {
  /** Where its server listens, but for the port. */
  readonly address: string
  /** Holds the place for a series: until it is done nothing else of the task goes on. */
  hold<T>(series: (turn: Turn) => Promise<Result<T>>): Promise<Result<T>>
}
