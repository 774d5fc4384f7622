/** Each task's part of the window. An omission does not compile. */
import type { AnyTaskView } from '#ui/task-kit/task-view'
import { balancingView } from './balancing/view/index'
import { connectView } from './connect/view/index'
import { lossView } from './loss/view/index'
import { oneServerView } from './one-server/view/index'
import { practiceView } from './practice/view/index'
import type { TaskId } from './registry'
import { twoServersView } from './two-servers/view/index'

export const views = {
  task1: oneServerView,
  task2: twoServersView,
  task3: connectView,
  task4: lossView,
  balancing: balancingView,
  practice: practiceView
} as const satisfies Record<TaskId, AnyTaskView>
