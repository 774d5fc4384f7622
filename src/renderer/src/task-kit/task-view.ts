/** A task's part of the window, as App and the pages see it. */
import type { Component } from 'svelte'
import type { KeptRun, KeptRunSummary } from '#shared/kept/kept-run'
import type { Replay } from '#shared/report/replay'
import type { ReportPicture } from '#shared/report/report'
import type { Lab } from '../lab'
import type { Shell } from '../shell.svelte'
import type { StudentPrograms } from './student-programs'
import type { TabNeeds, TaskState } from './task-state.svelte'

/** A component, or how it is loaded: with the window, or when it is first shown. */
export type Loadable<Props extends object> =
  { component: Component<Props> } | { load: () => Promise<{ default: Component<Props> }> }

export interface OverlayProps {
  /** The runs that were ticked in the history. */
  runs: readonly KeptRunSummary[]
  lab: Lab
  shell: Shell
  onclose: () => void
  onback: () => void
}

/** Runs of one task drawn over each other. */
export interface TaskOverlay {
  /** More could not be told apart. */
  maximum: number
  canTake: (run: KeptRunSummary) => boolean
  /** Why one of the task's own cannot be drawn over others; null: for no reason of its own. */
  whyNot?: (run: KeptRunSummary) => string | null
  load: () => Promise<{ default: Component<OverlayProps> }>
}

/** What a run shows, in the order of the report. */
export type DrawPictures = (run: KeptRun, replayed: Replay) => Promise<ReportPicture[]>

export interface TaskView<S extends TaskState = TaskState> {
  open: (needs: TabNeeds) => S
  tab: Loadable<{ state: S }>
  /** Loaded with the first run that a report draws. */
  pictures: () => Promise<DrawPictures>
  overlay?: TaskOverlay
  /** Runs programs of the student's in the panes of other tasks; one task at most. */
  students?: (state: S) => StudentPrograms
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any state: App hands each tab the state that its own view made
export type AnyTaskView = TaskView<any>
