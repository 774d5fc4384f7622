/** A program whose terminal is drawn: the tab's, or one in a pane of a task. */
import type { ProgramState } from '#tasks/practice/model/state'
import type { ProgramScreen } from './screen/program-screen.svelte'

export interface ShownProgram {
  readonly now: ProgramState
  readonly screen: ProgramScreen
  /** What stands in the line for input. */
  typed: string
  enter: () => Promise<void>
}
