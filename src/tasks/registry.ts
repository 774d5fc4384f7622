/** All tasks, in the order of their tabs. A folder that is not here is no task; a line here without its folder does not compile. */
import { balancing } from './balancing/index'
import { connect } from './connect/index'
import { loss } from './loss/index'
import { oneServer } from './one-server/index'
import { practice } from './practice/index'
import type { TaskDefinition } from './task'
import { twoServers } from './two-servers/index'

export const registry = {
  task1: oneServer,
  task2: twoServers,
  task3: connect,
  task4: loss,
  balancing,
  practice
} as const satisfies Readonly<Record<string, TaskDefinition>>

export type TaskId = keyof typeof registry

export const tasks: readonly TaskDefinition[] = Object.values(registry)
