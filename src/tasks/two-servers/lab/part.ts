/** This task's part of the lab. */
import type { TaskPart } from '#lab/session/task-lab'
import { twoServers } from '../index'
import { TwoServersLab } from './two-servers'

export const twoServersPart = {
  task: twoServers,
  open: ({ session }) => new TwoServersLab(session)
} satisfies TaskPart<TwoServersLab>
