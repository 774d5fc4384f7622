/** This task's part of the lab. */
import type { TaskPart } from '#lab/session/task-lab'
import { loss } from '../index'
import { LossLab } from './loss'
import { recompute } from './recompute'

export const lossPart = {
  task: loss,
  open: (needs) => new LossLab(needs),
  recompute
} satisfies TaskPart<LossLab>
