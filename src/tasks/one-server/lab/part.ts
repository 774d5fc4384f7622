/** This task's part of the lab. */
import type { TaskPart } from '#lab/session/task-lab'
import { oneServer } from '../index'
import { OneServerLab } from './one-server'

export const oneServerPart = {
  task: oneServer,
  open: ({ session }) => new OneServerLab(session)
} satisfies TaskPart<OneServerLab>
