/** What the lab is told by whoever has it: the window or the terminal. */
import type { EngineName } from '#shared/events/engine'
import type { Outcome, SessionEvent, SessionSnapshot } from '#shared/events/session'
import type { KeptRun } from '#shared/kept/kept-run'
import type { Result } from '#shared/fault'
import type { CounterFiles } from '../net/kernel'

/** A series of runs that begins. */
export interface SeriesBeginning {
  task: string
  /** What it is called in its name: `sweep`. */
  what: string
  startedAtEpochMs: number
}

/** What came of it. */
export interface SeriesEnd {
  /** Monotonic ms at which it began. */
  startedAtMs: number
  durationMs: number
  end: KeptRun['end']
  outcome: Outcome
}

/** Null: nothing of it is worth keeping. */
export type EndSeries = (end: SeriesEnd | null) => void
export type BeginSeries = (beginning: SeriesBeginning) => EndSeries

/** @param endings without the dot, as `py` */
export type ChooseFile = (wanted: {
  name: string
  endings: readonly string[]
}) => Promise<Result<string | null>>

/** What the user is asked in a dialog of the system, in whose words no page has a part. */
export interface Question {
  message: string
  detail: string
  /** The button that says yes. */
  yes: string
}

/**
 * @param dropped the number under which main was given the file
 * @param question what the user is asked of it before anybody else hears of it
 */
export type TakeDropped = (
  dropped: number,
  question: (file: string) => Question
) => Promise<Result<string | null>>

export interface LabSettings {
  /** The built file of workers/endpoint.ts. */
  workerFile: string
  /** Whose sockets endpoints get from now on; node:dgram's where that engine does not work here. */
  engine: () => EngineName
  onEvent: (event: SessionEvent) => void
  /** Sees a session before it is forgotten. */
  onEnding?: (session: SessionSnapshot) => void
  /** A series of runs begins, beside its task's session; what it answers is told the end of it, once. */
  onSeries?: BeginSeries
  /** Whether addresses beyond loopback may be used: asked anew every time. */
  remoteAllowed: () => boolean
  /** Keep what was told, for a window that joins later; the terminal, which prints as it goes, has no use for it. */
  keepEvents: boolean
  /** Bytes of events kept of a session. */
  keptBytes?: number
  /** Where the server of a run listens, and nowhere else. Without it: the exercise's port, or a free one when it is held. */
  serverPort?: number
  /** And at which address; without it: the exercise's. */
  serverAddress?: string
  /** Asks the user for a file, in a dialog of the system; null: they changed their mind. Without it nobody can be asked. */
  chooseFile?: ChooseFile
  /** A file that was dropped on the window; null: the user said no. Without it nothing can be dropped. */
  takeDropped?: TakeDropped
  /** Where the kernel's counters are read; the system's own place unless told otherwise. */
  counterFiles?: CounterFiles
}
