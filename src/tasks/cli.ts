/** What each task adds to the terminal. An omission does not compile. */
import type { TaskCommands } from '#cli/command'
import { balancingCommands } from './balancing/cli/index'
import { connectCommands } from './connect/cli/index'
import { lossCommands } from './loss/cli/index'
import { oneServerCommands } from './one-server/cli/index'
import { practiceCommands } from './practice/cli/index'
import type { TaskId } from './registry'
import { twoServersCommands } from './two-servers/cli/index'

export const commands = {
  task1: oneServerCommands,
  task2: twoServersCommands,
  task3: connectCommands,
  task4: lossCommands,
  balancing: balancingCommands,
  practice: practiceCommands
} as const satisfies Record<TaskId, TaskCommands>
