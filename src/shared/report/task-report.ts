/** What a task says of its own kept runs in a report. Each task has its words in its own folder. */
import type { KeptRunSummary } from '../kept/kept-run'
import type { Figures } from '../kept/run-figures'
import type { LessonView } from '../lessons/view'

/** A kept run that was read. */
export interface MeasuredRun {
  summary: KeptRunSummary
  figures: Figures
  /** As the walkthrough's questions see a session. */
  view: LessonView
}

/** A run that a report needs, and what for. The newest that fits is taken. */
export interface WantedRun {
  /** Ids of the questions that it answers. */
  questions: readonly string[]
  fits: (run: KeptRunSummary) => boolean
}

/** What was said before a run, beside what the run measured. */
export interface PredictedFigure {
  /** What was predicted: `First number lost`. */
  what: string
  /** What the student said; null: nothing. */
  student: string | null
  /** What the model said, or that it cannot tell. */
  model: string
  measured: string
}

export interface TaskReport {
  /** In the order of the exercise. Without it the run is taken that says something to the most questions. */
  wanted?: readonly WantedRun[]
  /** What the run was asked to do, in a few words; null: its name says all there is. */
  settings?: (run: KeptRunSummary) => string | null
  /** It was no queue of the kernel: said in its heading. */
  isEmulated?: (run: KeptRunSummary) => boolean
  /** A sentence or two of the first page, only of what the run measured. */
  finding: (run: MeasuredRun) => string | null
  /** What the run says to a question; without it, what the question itself says of it. */
  evidence?: (run: MeasuredRun) => string[]
  predicted?: (run: KeptRunSummary) => PredictedFigure | null
  /** Its first picture belongs on the first page. */
  leads?: (run: KeptRunSummary) => boolean
}
