/** Practice in the terminal. */
import type { TaskCommands } from '#cli/command'
import { check } from './check'

export const practiceCommands: TaskCommands = {
  commands: [check],
  // What runs without a command is the exercise's own: there is no program of a student's.
  whole: () => Promise.resolve([])
}
