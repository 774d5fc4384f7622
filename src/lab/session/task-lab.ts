/** A task's part of the lab, as the lab and the contract see it. */
import type { Answers, Calls } from '#shared/calls'
import type { Figures } from '#shared/kept/run-figures'
import type { KeptRun } from '#shared/kept/kept-run'
import type { ThreadPool } from '../endpoints/thread-pool'
import type { LabSettings } from './lab-settings'
import type { Session, SessionTask } from './session'

/** As the lab sees it, whatever its calls are. */
export interface AnyTaskLab {
  readonly session: Session
  readonly calls: object
  stopServers(): Promise<void>
  /** What it tells its own tab when a window joins; without it: nothing. */
  state?(): unknown
  /** Resolves when nothing of it goes on and what it measured is forgotten: its session begins anew. */
  forget?(): Promise<void>
  /** Resolves when nothing of it goes on any more, and closes what is not its session's. */
  end?(): Promise<void>
}

export interface TaskLab<C extends Calls> extends AnyTaskLab {
  readonly calls: Answers<C>
}

export interface TaskNeeds {
  session: Session
  settings: LabSettings
  threadPool: ThreadPool
}

export interface TaskPart<L extends AnyTaskLab = AnyTaskLab> {
  task: SessionTask
  open: (needs: TaskNeeds) => L
  /** The figures that follow from the events of a kept run with an outcome; null: those of its messages alone. */
  recompute?: (run: KeptRun) => Figures | null
}

export type TaskParts = Readonly<Record<string, TaskPart>>
