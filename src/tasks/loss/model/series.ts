/** A series of Task 4's runs: what was asked for, what is measured so far, and its statistics. */
import type { Fault } from '#shared/fault'
import type { SweepVariable } from './sweep-variables'
import type { LossOutcome, LossParameters } from './run'
import type { Ledger } from './ledger'
import type { ModelledLoss } from './modelled-loss'
import type { QueueTrace } from './queue-trace'

/** One parameter takes each of the values, everything else stays as in `base`. */
export interface SweepPlan {
  kind: 'sweep'
  base: LossParameters
  vary: SweepVariable
  values: number[]
  /** Runs a value. */
  repeats: number
}

/** The 2x2: server buffer small or large x client buffer small or large. */
export interface TwoByTwoPlan {
  kind: 'two-by-two'
  base: LossParameters
  /** SO_RCVBUF in bytes; null leaves the system's default. */
  small: number | null
  large: number
  /** Runs a cell. */
  repeats: number
}

export type SeriesPlan = SweepPlan | TwoByTwoPlan
export type SeriesKind = SeriesPlan['kind']

export type SeriesRun = Pick<LossOutcome, 'ledger' | 'kernelDrops' | 'elapsedMs'>

/** All runs of one set of parameters. */
export interface SeriesPoint {
  parameters: LossParameters
  /** What the sockets asked for and were granted; null before the first run. */
  buffers: LossOutcome['buffers'] | null
  /** What the model says of these parameters; null before the first run, and in a 2x2, which draws no curve of it. */
  model: ModelledLoss | null
  /** The server's queue in the last of the runs; null in a sweep, and where the system or an emulated queue hides it. */
  trace: QueueTrace | null
  runs: readonly SeriesRun[]
}

export interface SeriesProgress {
  done: number
  total: number
  /** Estimated from the runs so far; null before the first. */
  leftMs: number | null
}

interface Measured<P> {
  plan: P
  /** In the plan's own order. */
  points: readonly SeriesPoint[]
  progress: SeriesProgress
}

/** `id` rises from series to series, so that a window can tell a stale state from a fresh one. */
export type SeriesState<P extends SeriesPlan = SeriesPlan> = { id: number } & (
  | { phase: 'idle' }
  | (Measured<P> & { phase: 'running' })
  | (Measured<P> & { phase: 'finished' })
  | (Measured<P> & { phase: 'cancelled' })
  | (Measured<P> & { phase: 'failed'; fault: Fault })
)

export type SeriesResult<P extends SeriesPlan = SeriesPlan> = Exclude<SeriesState<P>, { phase: 'idle' }>

/** The last series of each kind, or the one that goes on. */
export interface SeriesStates {
  sweep: SeriesState<SweepPlan>
  'two-by-two': SeriesState<TwoByTwoPlan>
}

/** What the lab tells Task 4's tab. */
export interface SeriesNews {
  kind: SeriesKind
  series: SeriesState
}

export const noSeries: SeriesStates = {
  sweep: { id: 0, phase: 'idle' },
  'two-by-two': { id: 0, phase: 'idle' }
}

const phaseRank = { idle: 0, running: 1, finished: 2, cancelled: 2, failed: 2 } as const

/** Whether `next` says more than, or the same as, what is known: states may come twice when a window joins. */
export function isNewer(next: SeriesState, known: SeriesState): boolean {
  if (next.id !== known.id) return next.id > known.id
  if (phaseRank[next.phase] !== phaseRank[known.phase]) return phaseRank[next.phase] > phaseRank[known.phase]
  return doneRuns(next) >= doneRuns(known)
}

const doneRuns = (state: SeriesState): number => (state.phase === 'idle' ? 0 : state.progress.done)

export interface Spread {
  minimum: number
  median: number
  maximum: number
}

/** Least, middle and most of at least one value; the median of an even number is the mean of the middle two. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return {
    minimum: sorted[0]!,
    median: sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2,
    maximum: sorted.at(-1)!
  }
}

export interface PointSummary {
  runs: number
  /** (sent - returned) / sent */
  lossRatio: Spread
  /** Datagrams. */
  lostRequests: Spread
  lostReplies: Spread
  /** Lost requests, and lost replies, of the datagrams sent. */
  requestRatio: Spread
  replyRatio: Spread
  /** Of the runs that lost a number; null when none did. */
  firstLost: Spread | null
  elapsedMs: Spread
}

const share = (part: number, { sent }: Ledger): number => (sent === 0 ? 0 : part / sent)

/** A point's figures over its runs, or null while it has none. */
export function summarise({ runs }: SeriesPoint): PointSummary | null {
  if (runs.length === 0) return null
  const over = (figure: (ledger: Ledger) => number): Spread => spreadOf(runs.map((run) => figure(run.ledger)))
  const firstLost = runs.flatMap(({ ledger }) => (ledger.firstLost === null ? [] : [ledger.firstLost]))
  return {
    runs: runs.length,
    lossRatio: over((ledger) => ledger.lossRatio),
    lostRequests: over((ledger) => ledger.lostRequests),
    lostReplies: over((ledger) => ledger.lostReplies),
    requestRatio: over((ledger) => share(ledger.lostRequests, ledger)),
    replyRatio: over((ledger) => share(ledger.lostReplies, ledger)),
    firstLost: firstLost.length === 0 ? null : spreadOf(firstLost),
    elapsedMs: spreadOf(runs.map((run) => run.elapsedMs))
  }
}
