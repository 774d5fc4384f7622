/** Load balancing in the terminal. */
import type { TaskCommands } from '#cli/command'
import { balance } from './run'

export const balancingCommands: TaskCommands = {
  commands: [balance],
  // What runs without a command is the exercise's own: Tasks 1 to 4.
  whole: () => Promise.resolve([])
}
