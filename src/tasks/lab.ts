/** Each task's part of the lab. An omission does not compile. */
import { Lab } from '#lab/lab'
import type { LabSettings } from '#lab/session/lab-settings'
import type { TaskLab, TaskPart } from '#lab/session/task-lab'
import { balancingPart } from './balancing/lab/part'
import { connectPart } from './connect/lab/part'
import { lossPart } from './loss/lab/part'
import { oneServerPart } from './one-server/lab/part'
import { practicePart } from './practice/lab/part'
import type { registry, TaskId } from './registry'
import { twoServersPart } from './two-servers/lab/part'

export const parts = {
  task1: oneServerPart,
  task2: twoServersPart,
  task3: connectPart,
  task4: lossPart,
  balancing: balancingPart,
  practice: practicePart
} as const satisfies { [T in TaskId]: TaskPart<TaskLab<(typeof registry)[T]['calls']>> & Recomputed<T> }

/** A task whose runs have an outcome must be able to compute its figures anew: `lab verify` has nothing else to go by. */
type Recomputed<T extends TaskId> = (typeof registry)[T]['outcome'] extends null
  ? unknown
  : Required<Pick<TaskPart, 'recompute'>>

export type WholeLab = Lab<typeof parts>

export const openLab = (settings: LabSettings): WholeLab => new Lab(parts, settings)
