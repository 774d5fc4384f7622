/** This task's part of the lab. */
import type { TaskPart } from '#lab/session/task-lab'
import { balancing } from '../index'
import { BalancingLab } from './balancing'
import { recompute } from './recompute'

export const balancingPart = {
  task: balancing,
  open: (needs) => new BalancingLab(needs),
  recompute
} satisfies TaskPart<BalancingLab>
