/** Practice in the terminal. */
import type { TaskCommands } from '#cli/command'
import { check } from './check'
import { replayCommand } from './counter-examples'
import { grader } from './grader'

export const practiceCommands: TaskCommands = {
  commands: [check, replayCommand, grader],
  // What runs without a command is the exercise's own: there is no program of a student's.
  whole: () => Promise.resolve([])
}
