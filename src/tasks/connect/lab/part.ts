/** This task's part of the lab. */
import type { TaskPart } from '#lab/session/task-lab'
import { connect } from '../index'
import { ConnectLab } from './connect'

export const connectPart = {
  task: connect,
  open: ({ session }) => new ConnectLab(session)
} satisfies TaskPart<ConnectLab>
